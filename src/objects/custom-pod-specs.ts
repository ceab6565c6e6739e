import { PLACE_LINES } from './custom-pods/place-table';

/** Where kinds that Kubernetes does not bring keep the specs of their pods, as JSON pointers; `*` stands for every element of a list or map. */
export type CustomPodSpecs = Readonly<Record<string, readonly string[]>>;

const wholePods = (lines: readonly string[]): string[] => lines.flatMap((line) => (line.startsWith('pod ') ? [line.slice('pod '.length)] : []));

/** Well-known custom kinds that describe whole pods, with their group. */
export const CUSTOM_POD_SPECS: CustomPodSpecs = Object.fromEntries(
  Object.entries(PLACE_LINES).map(([kind, lines]) => [kind, wholePods(lines)] as const).filter(([, pointers]) => pointers.length > 0),
);

/** Whether a kind takes only a part of a pod's fields and names its containers itself, as Knative does. https://knative.dev/docs/serving/configuration/feature-flags/ */
export function takesPartOfPod(kind: string): boolean {
  return kind.startsWith('serving.knative.dev/');
}
