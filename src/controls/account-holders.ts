import { ObjectSet } from './control';
import { membersOfKinds, RunningPods } from './members';
import { SetReads } from './set-reads';
import { PLACE_LINES } from '../objects/custom-pods/place-table';
import { groupKind } from '../objects/manifest';
import { PodSpecSite, sitesAt } from '../objects/pod-template';
import { Fields, isObject } from '../objects/pointer';

/** Where Tekton names the account of its pods, which is not beside the part of them. https://tekton.dev/docs/pipelines/auth/ */
const TEKTON: Readonly<Record<string, readonly string[]>> = {
  'tekton.dev/TaskRun': ['/spec'],
  'tekton.dev/PipelineRun': ['/spec', '/spec/taskRunTemplate', '/spec/taskRunSpecs/*'],
  'triggers.tekton.dev/EventListener': ['/spec'],
};

const partsOf = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('part ')).map((line) => line.slice('part '.length));

/** Where the kinds of operators that take parts of pods name an account. Kinds that the table names by a wildcard choose it themselves. */
const PLACES: Readonly<Record<string, readonly string[]>> = Object.fromEntries(Object.keys(PLACE_LINES).filter((kind) => !kind.endsWith('/*'))
  .map((kind) => [kind, [...new Set([...partsOf(PLACE_LINES[kind]), ...TEKTON[kind] ?? []])]] as const)
  .filter(([, places]) => places.length > 0));

const FIELDS = ['serviceAccountName', 'serviceAccount', 'automountServiceAccountToken'];

/** What `accountHolders` is made from. */
export const ACCOUNT_READS: SetReads = {
  kinds: Object.fromEntries(Object.entries(PLACES).map(([kind, places]) => [kind, places.flatMap((place) => FIELDS.map((field) => `${place}/${field}`))])),
};

const isAccount = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** The parts of pods in custom resources that name an account, as pods with nothing else: what names none runs as an account that the operator chooses. */
export function accountHolders(set: ObjectSet): RunningPods[] {
  return membersOfKinds(set, Object.keys(PLACES)).flatMap((member) => {
    const kind = groupKind(member.manifest);
    if (member.profile.customPodSpecs?.[kind]?.length === 0) return []; // declared to have no pods
    return PLACES[kind].flatMap((place) => sitesAt(member.manifest, place)).filter(namesAccount)
      .map(({ value, pointer }) => ({ member, pods: { spec: value as Fields, pointer, metadata: undefined, metadataPointer: pointer } }));
  });
}

const namesAccount = ({ value }: PodSpecSite): boolean => isObject(value) && (isAccount(value.serviceAccountName) || isAccount(value.serviceAccount));
