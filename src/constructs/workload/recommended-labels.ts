import { parseImageReference } from '../../objects/image-reference';
import { labelValueProblem } from '../../objects/names';

type Json = Record<string, any>;

/** What the recommended labels say. https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export interface WorkloadIdentity {
  readonly component: string;
  readonly partOf: string;
}

/** Adds the recommended labels to a workload and its pods, where the user set none. The selector stays as it is: it cannot change later. */
export function addRecommendedLabels(manifest: Json, podMetadata: Json, image: unknown, { component, partOf }: WorkloadIdentity): void {
  const labels = valid({
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/instance': manifest.metadata.name,
    'app.kubernetes.io/name': component,
    'app.kubernetes.io/part-of': partOf,
    'app.kubernetes.io/version': tagOf(image),
  });
  manifest.metadata.labels = { ...labels, 'app.kubernetes.io/managed-by': 'cdk8s', ...manifest.metadata.labels };
  podMetadata.labels = { ...labels, ...podMetadata.labels };
}

function tagOf(image: unknown): string | undefined {
  const reference = typeof image === 'string' ? parseImageReference(image) : undefined;
  return reference && 'tag' in reference ? reference.tag : undefined;
}

function valid(labels: Record<string, string | undefined>): Record<string, string> {
  const isValid = (entry: [string, string | undefined]): entry is [string, string] => !!entry[1] && labelValueProblem(entry[1]) === undefined;
  return Object.fromEntries(Object.entries(labels).filter(isValid));
}
