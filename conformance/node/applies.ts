import { Yaml } from 'cdk8s';
import { Problem, problems, Tally } from '../apiserver/tally';
import { until } from '../apiserver/until';
import { Row } from '../suite';
import { RunningNode } from './machine/running-node';
import { KUBERNETES } from './programs';
import { keyOf, Manifest } from '../../src/objects/manifest';

/** Seconds that the last of these namespaces may take to vanish. */
const REMOVAL = 180;

/** What is applied, and how often. */
export interface AppliedApp { readonly name: string; readonly objects: readonly Manifest[]; readonly times: number }

/** The two ways of `kubectl apply`. */
const WAYS: Readonly<Record<string, readonly string[]>> = { 'kubectl apply': [], 'kubectl apply --server-side': ['--server-side'] };

/** What says whether an object is still as it was: a generation where its kind has one, since status changes by itself. */
interface Version { readonly name: string; readonly version: string }

interface Versions { readonly generation?: number; readonly resourceVersion: string }

/** The same objects in namespaces of other names, by which alone they differ. */
function inOtherNamespaces(objects: readonly Manifest[], suffix: string): Manifest[] {
  const namespaces = new Set(objects.filter(({ kind }) => kind === 'Namespace').map((object) => keyOf(object).name));
  const renamed = (name: unknown): unknown => (namespaces.has(name as string) ? `${String(name)}${suffix}` : name);
  return structuredClone(objects).map((object: any) => {
    if (object.kind === 'Namespace') object.metadata.name = renamed(object.metadata.name);
    if (object.metadata.namespace !== undefined) object.metadata.namespace = renamed(object.metadata.namespace);
    for (const subject of object.subjects ?? []) if (subject.namespace !== undefined) subject.namespace = renamed(subject.namespace);
    return object;
  });
}

async function versionsOf({ client }: RunningNode, objects: readonly Manifest[]): Promise<Version[]> {
  return Promise.all(objects.map(async (object) => {
    const { generation, resourceVersion } = (await client.read(object)).body.metadata as Versions;
    const hasStatus = object.kind === 'ResourceQuota' || object.kind === 'Namespace';
    const ofStored = hasStatus ? '' : resourceVersion;
    return { name: `${String(object.kind)}/${keyOf(object).name}`, version: generation === undefined ? ofStored : String(generation) };
  }));
}

/** What controllers have said that could not make a pod yet. */
async function failedCreations({ client }: RunningNode, namespace: string): Promise<any[]> {
  return (await client.get(`/api/v1/namespaces/${namespace}/events?fieldSelector=reason%3DFailedCreate`)).body.items;
}

const CONTROLLERS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job'];

/** Whether a controller is to make pods at once. */
const wantsPods = ({ kind, spec }: Manifest & { readonly spec?: any }): boolean => (
  CONTROLLERS.includes(kind as string) && spec.replicas !== 0 && spec.suspend !== true);

/** Waits until each controller of a namespace has made a pod, or has said why it cannot: before, nothing is known about its pods. */
async function podsTried(node: RunningNode, objects: readonly Manifest[], namespace: string): Promise<void> {
  const names = objects.filter((object) => wantsPods(object) && keyOf(object).namespace === namespace).map((object) => keyOf(object).name);
  await until(`a pod, or a refusal, of each controller in ${namespace}`, async () => {
    const pods = (await node.client.get(`/api/v1/namespaces/${namespace}/pods`)).body.items as any[];
    const events = await failedCreations(node, namespace);
    const tried: string[] = [...pods.map(({ metadata }) => metadata.name), ...events.map(({ involvedObject }) => involvedObject.name)];
    return names.every((name) => tried.some((one) => one === name || one.startsWith(`${name}-`)));
  });
}

/** What is wrong with one object, or with a whole apply. */
interface Found { readonly subject: string; readonly problems: readonly Problem[] }

const found = (subject: string, check: string, details: readonly string[]): Found => ({ subject, problems: problems(check, details) });

/** Whether all that was said are warnings about a pod that its namespace takes, and says that the restricted level would not. */
const areOfPodSecurity = (said: string): boolean => said.trim().split('\n').every((line) => line.startsWith('Warning: would violate PodSecurity'));

const MOVED = 'moved by a second apply';
const FAILED = 'pods that could not be made';

/** One first apply, and a second one that must find nothing to do, in namespaces that are deleted afterwards. */
async function appliedTwice(node: RunningNode, objects: readonly Manifest[], way: string): Promise<Found[]> {
  const flags = WAYS[way];
  const text = Yaml.stringify(...objects);
  const apply = (): ReturnType<RunningNode['kubectl']> => node.kubectl(['apply', ...flags, '-f', '-'], text);
  const first = await apply();
  const before = await versionsOf(node, objects);
  const second = await apply();
  const after = await versionsOf(node, objects);
  const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map((object) => keyOf(object).name);
  for (const namespace of first.status === 0 ? namespaces : []) await podsTried(node, objects, namespace);
  const events = (await Promise.all(namespaces.map((namespace) => failedCreations(node, namespace)))).flat();
  for (const namespace of namespaces) await node.client.request('DELETE', `/api/v1/namespaces/${namespace}`);
  const isWarned = first.status === 0 && areOfPodSecurity(first.stderr);
  // a server-side apply does not tell what it changed
  const outcomes = flags.length > 0 ? [] : [...second.stdout.matchAll(/^(\S+) (.*)$/gm)];
  return [
    found(way, isWarned ? 'warned by Pod Security' : 'first apply', first.status === 0 && first.stderr === '' ? [] : [first.stderr]),
    found(way, 'second apply', second.status === 0 ? [] : [second.stderr]),
    found(way, FAILED, [...new Set(events.map(({ message }) => `FailedCreate: ${message}`))]),
    ...after.map((object, i) => found(object.name, MOVED, object.version === before[i].version ? [] : [way])),
    ...outcomes.map(([, object, outcome]) => (
      found(object, `configured by a second apply: ${object.split('/')[0]}`, outcome === 'unchanged' ? [] : [outcome]))),
  ];
}

/** Objects with a fault of which the name tells, and the check that must find it. */
const FAULTS: Readonly<Record<string, { readonly check: string; readonly change: (objects: any[]) => any[] }>> = {
  'no ServiceAccount': { check: FAILED, change: (objects) => objects.filter(({ kind }) => kind !== 'ServiceAccount') },
  // the API server stores no empty list, so that each apply brings it back
  'an empty list': {
    check: MOVED,
    change: (objects) => objects.map((object) => (object.kind === 'NetworkPolicy' && !object.spec.ingress ? { ...object, spec: { ...object.spec, ingress: [] } } : object)),
  },
};

/**
 * The objects of an app can be applied at the first try, so many times each into a namespace that is not there yet, and a second time changes nothing. No
 * pod is started meanwhile: the node takes none.
 */
export async function repeatedApplies(node: RunningNode, { name, objects, times }: AppliedApp): Promise<Row> {
  const tally = new Tally(`${name}, ${times} first and second applies, plain and server-side`, KUBERNETES);
  await node.kubectl(['cordon', 'node']);
  for (const [way, flags] of Object.entries(WAYS)) {
    for (let i = 1; i <= times; i++) {
      const all = await appliedTwice(node, inOtherNamespaces(objects, `-${flags.length}-${i}`), way);
      for (const one of all) tally.case(one.subject, one.problems);
    }
  }
  for (const [fault, { check, change }] of Object.entries(FAULTS)) {
    const all = await appliedTwice(node, change(inOtherNamespaces(objects, '-faulty')), 'kubectl apply');
    const isSeen = all.some((one) => one.problems.some((problem) => problem.check === check));
    tally.case(`negative control: ${fault}`, problems(check, isSeen ? [] : ['the fault is not found']));
    await withoutTerminating(node);
  }
  await withoutTerminating(node);
  await node.kubectl(['uncordon', 'node']);
  return tally.row();
}

/** Waits until the namespaces that were deleted are gone. */
async function withoutTerminating({ client }: RunningNode): Promise<void> {
  await until('the end of the namespaces that were applied to', async () => {
    const { body } = await client.get('/api/v1/namespaces');
    return !(body.items as any[]).some(({ metadata }) => metadata.deletionTimestamp !== undefined);
  }, REMOVAL);
}
