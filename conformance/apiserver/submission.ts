import { Answer, Client, saying, succeeded } from './client';
import { isNamespaceOfKubernetes } from './completion';
import { inParallel } from './in-parallel';
import { PlacedExample } from './placed-examples';
import { keyOf, Manifest, namespaceOf } from '../../src/objects/manifest';
import { isObject } from '../../src/objects/pointer';

type Json = Record<string, any>;

/** An example that the API server takes where no policy is in force. */
export interface Accepted {
  readonly example: PlacedExample;
  /** The object with the defaults of the API server, as a policy sees it. */
  readonly stored: Manifest;
  /** The texts of the warnings that came with it. */
  readonly warnings: readonly string[];
  /** Sends it again, without changing anything. */
  readonly send: (client: Client) => Promise<Answer>;
}

/** An example that the API server does not take, whatever the policies say. */
export interface Refused { readonly example: PlacedExample; readonly said: string }

/** Examples, parted by what the API server makes of them. */
export interface Submitted { readonly accepted: readonly Accepted[]; readonly refused: readonly Refused[] }

const EXISTS = 409;

const ephemeralOf = ({ kind, spec }: Json): readonly unknown[] => (kind === 'Pod' && isObject(spec) && Array.isArray(spec.ephemeralContainers) ? spec.ephemeralContainers : []);

/** Sends examples without changing anything; to be called while no policy is in force. */
export async function submitted(client: Client, examples: readonly PlacedExample[]): Promise<Submitted> {
  await founded(client, examples);
  const results = await inParallel([...examples.entries()], ([i, example]) => (
    ephemeralOf(example.manifest).length > 0 ? addedTo(client, example, `host-${i}`) : sent(example, client, wayOf(example))));
  return {
    accepted: results.filter((result): result is Accepted => 'send' in result),
    refused: results.filter((result): result is Refused => !('send' in result)),
  };
}

/** Makes what examples stand on. */
export async function founded(client: Client, examples: readonly PlacedExample[]): Promise<void> {
  for (const object of foundations(examples.map(({ manifest }) => manifest))) {
    const answer = await client.apply(object);
    if (!succeeded(answer)) throw new Error(saying(answer));
  }
}

/** What the API server has from its start can only be changed. */
function wayOf({ manifest }: PlacedExample): Accepted['send'] {
  if (!isNamespaceOfKubernetes(manifest)) return (to) => to.create(manifest, { dryRun: true });
  return (to) => to.request('PUT', `/api/v1/namespaces/${keyOf(manifest).name}?dryRun=All`, { body: manifest });
}

async function sent(example: PlacedExample, client: Client, send: Accepted['send']): Promise<Accepted | Refused> {
  const answer = await send(client);
  if (answer.status === EXISTS) throw new Error(`${saying(answer)}: examples must not be named as what they stand on`);
  return succeeded(answer) ? { example, stored: answer.body, warnings: answer.warnings, send } : { example, said: saying(answer) };
}

/** Ephemeral containers can only be added to a pod that is there. */
async function addedTo(client: Client, example: PlacedExample, name: string): Promise<Accepted | Refused> {
  const { metadata, spec } = example.manifest as Json;
  const host = await client.create({ ...example.manifest, metadata: { ...metadata, name }, spec: { ...spec, ephemeralContainers: [] } });
  if (!succeeded(host)) return { example, said: saying(host) };
  const body = { ...host.body, spec: { ...host.body.spec, ephemeralContainers: ephemeralOf(example.manifest) } };
  const path = `/api/v1/namespaces/${keyOf(host.body).namespace}/pods/${name}/ephemeralcontainers?dryRun=All`;
  return sent(example, client, (to) => to.request('PUT', path, { body }));
}

/** Every pod that is not restricted is warned of. */
const LABELS = { 'pod-security.kubernetes.io/warn': 'restricted', 'pod-security.kubernetes.io/warn-version': 'latest' };

/** The namespaces of objects, and the ServiceAccounts and priority classes of pods. */
function foundations(objects: readonly Manifest[]): Manifest[] {
  const namespaces = new Set(objects.map((object) => namespaceOf(object)));
  const pods = objects.filter(({ kind, spec }) => kind === 'Pod' && isObject(spec)) as Json[];
  const accounts = pods.map((pod) => ({ namespace: namespaceOf(pod), name: pod.spec.serviceAccountName ?? pod.spec.serviceAccount }));
  const found = [
    ...[...namespaces].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: LABELS } })),
    ...accounts.filter(({ name }) => isName(name)).map((metadata) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata })),
    ...pods.map(({ spec }) => spec.priorityClassName).filter((name) => isName(name) && !name.startsWith('system-'))
      .map((name) => ({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value: 1000 })),
  ];
  return [...new Map(found.map((object) => [JSON.stringify(object), object])).values()];
}

const isName = (value: unknown): boolean => typeof value === 'string' && value !== '' && value !== 'default';
