import { Yaml } from 'cdk8s';
import { ExampleApp } from '../apiserver/examples';
import { problems, Tally } from '../apiserver/tally';
import { until } from '../apiserver/until';
import { Row } from '../suite';
import { RunningNode } from './machine/running-node';
import { KUBERNETES } from './programs';
import { keyOf, Manifest } from '../../src/objects/manifest';

/** How often each example is applied into a namespace that is not there yet. */
const APPLIES = 20;

/** Seconds that the last of these namespaces may take to vanish. */
const REMOVAL = 180;

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
    const version = generation === undefined ? (hasStatus ? '' : resourceVersion) : String(generation);
    return { name: `${String(object.kind)}/${keyOf(object).name}`, version };
  }));
}

/** Controllers that could not make a pod yet have said so. */
async function failedCreations({ client }: RunningNode, namespace: string): Promise<string[]> {
  const { body } = await client.get(`/api/v1/namespaces/${namespace}/events?fieldSelector=reason%3DFailedCreate`);
  return (body.items as any[]).map(({ message }) => `FailedCreate: ${message}`);
}

/** One first apply, and a second one that must find nothing to do. */
async function appliedTwice(node: RunningNode, objects: readonly Manifest[], flags: readonly string[], tally: Tally, name: string): Promise<void> {
  const text = Yaml.stringify(...objects);
  const apply = (): ReturnType<RunningNode['kubectl']> => node.kubectl(['apply', ...flags, '-f', '-'], text);
  const first = await apply();
  const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map((object) => keyOf(object).name);
  tally.case(name, problems('first apply', first.stderr === '' && first.status === 0 ? [] : [first.stderr]));
  const before = await versionsOf(node, objects);
  const second = await apply();
  const after = await versionsOf(node, objects);
  tally.case(name, problems('second apply', second.status === 0 ? [] : [second.stderr]));
  after.forEach((object, i) => tally.case(object.name, problems('moved by a second apply', object.version === before[i].version ? [] : [name])));
  // a server-side apply does not tell what it changed
  for (const [, object, outcome] of flags.length > 0 ? [] : second.stdout.matchAll(/^(\S+) (.*)$/gm)) {
    tally.case(object, problems(`configured by a second apply: ${object.split('/')[0]}`, outcome === 'unchanged' ? [] : [outcome]));
  }
  const failed = (await Promise.all(namespaces.map((namespace) => failedCreations(node, namespace)))).flat();
  tally.case(name, problems('order of the objects', [...new Set(failed)]));
  for (const namespace of namespaces) await node.client.request('DELETE', `/api/v1/namespaces/${namespace}`);
}

/** Every example can be applied at the first try, and a second time changes nothing. No pod is started meanwhile: the node takes none. */
export async function repeatedApplies(node: RunningNode, { name, objects }: ExampleApp): Promise<Row> {
  const tally = new Tally(`examples/${name}, ${APPLIES} first and second applies, plain and server-side`, KUBERNETES);
  await node.kubectl(['cordon', 'node']);
  for (const [way, flags] of Object.entries(WAYS)) {
    for (let i = 1; i <= APPLIES; i++) await appliedTwice(node, inOtherNamespaces(objects, `-${flags.length}-${i}`), flags, tally, way);
  }
  await until('the end of the namespaces that were applied to', async () => {
    const { body } = await node.client.get('/api/v1/namespaces');
    return !(body.items as any[]).some(({ metadata }) => metadata.deletionTimestamp !== undefined);
  }, REMOVAL);
  await node.kubectl(['uncordon', 'node']);
  return tally.row();
}
