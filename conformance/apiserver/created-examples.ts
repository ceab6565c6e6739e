import { Client, saying, succeeded } from './client';
import { ExampleApp } from './examples';
import { differences } from './read-back';
import { problems, Tally } from './tally';
import { keyOf, Manifest, metadataOf, stringMap } from '../../src/objects/manifest';
import { podLocation } from '../../src/objects/pod-template';
import { valueAt } from '../../src/objects/pointer';
import { Row } from '../suite';

const warned = (warnings: readonly string[]): string[] => warnings.map((text) => `warning: ${text}`);

/** The namespaces that enforce the restricted standard; one that enforces less says why in a waiver, and warns of what it admits. */
function restrictedNamespaces(apps: readonly ExampleApp[]): ReadonlySet<string> {
  const namespaces = apps.flatMap(({ objects }) => objects.filter(({ kind }) => kind === 'Namespace'));
  return new Set(namespaces.filter((one) => stringMap(metadataOf(one).labels)['pod-security.kubernetes.io/enforce'] === 'restricted').map((one) => keyOf(one).name));
}

/** Every object of every example is accepted without a word, and stored as it was sent. */
export async function createdExamples(client: Client, apps: readonly ExampleApp[]): Promise<Row> {
  const tally = new Tally('every object of the examples is stored as it is');
  const restricted = restrictedNamespaces(apps);
  for (const { objects, warnings, name } of apps) {
    tally.case(`examples/${name}`, problems('synthesis', warnings === '' ? [] : [`warns: ${warnings}`]));
    for (const object of objects) {
      const isLowered = podLocation(object) !== undefined && !restricted.has(keyOf(object).namespace);
      tally.case(object, problems('create', (await faultsOf(client, object)).filter((fault) => !isLowered || !fault.startsWith('warning: would violate PodSecurity'))));
    }
  }
  return tally.row();
}

async function faultsOf(client: Client, object: Manifest): Promise<string[]> {
  if (!(await client.resources()).find(object)) return [`the API server serves no ${String(object.kind)} of ${String(object.apiVersion)}`];
  // applied, since the API server makes the ServiceAccount "default" of a namespace itself
  const answer = await client.apply(object);
  const wrong = succeeded(answer) ? differences(object, (await client.read(object)).body) : [saying(answer)];
  return [...wrong, ...warned(answer.warnings)];
}

/**
 * The pods that controllers make of the templates are accepted without a word, and refused as soon as they ask for the network of their node: only
 * for pods a namespace enforces its Pod Security level.
 */
export async function createdPods(client: Client, apps: readonly ExampleApp[]): Promise<Row> {
  const tally = new Tally('pods of the templates of the examples');
  const restricted = restrictedNamespaces(apps);
  for (const pod of apps.flatMap(({ objects }) => objects.flatMap(podOf))) {
    const answer = await client.create(pod, { dryRun: true });
    if (restricted.has(keyOf(pod).namespace)) {
      const spoilt = await client.create({ ...pod, spec: { ...pod.spec as object, hostNetwork: true } }, { dryRun: true });
      tally.case(pod, problems('create with hostNetwork', saying(spoilt).includes('violates PodSecurity "restricted:') ? [] : [saying(spoilt)]));
    }
    const warnings = restricted.has(keyOf(pod).namespace) ? warned(answer.warnings) : [];
    tally.case(pod, problems('create', [...(succeeded(answer) ? [] : [saying(answer)]), ...warnings]));
  }
  return tally.row();
}

/** The pod that a workload would have; none for what has no template. */
export function podOf(object: Manifest): Manifest[] {
  const location = podLocation(object);
  if (!location || location.spec === '/spec') return [];
  const { namespace, name } = keyOf(object);
  const metadata = metadataOf({ metadata: valueAt(object, location.metadata) });
  return [{ apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name: `${name}-pod`, namespace }, spec: valueAt(object, location.spec) }];
}
