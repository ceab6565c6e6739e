import { NodeShape, SchemaNode } from './schema-nodes';
import { Manifest } from '../../src/objects/manifest';
import { Chance } from '../chance';

const privileged = { securityContext: { privileged: true } };
const IMAGE = 'registry.example.com/app:1.0.0';

/** What gives the node away, by the place where it stands. */
const DANGERS: Readonly<Record<NodeShape, readonly object[]>> = {
  'pod': [{ containers: [{ name: 'app', image: IMAGE, ...privileged }] }, { hostPID: true, containers: [{ name: 'app', image: IMAGE }] }],
  'container': [{ name: 'app', image: IMAGE, ...privileged }, { name: 'app', ...privileged }],
  'context': [{ privileged: true }, { capabilities: { add: ['SYS_ADMIN'] } }, { runAsUser: 0 }],
  'pod context': [{ runAsUser: 0 }, { runAsNonRoot: false }],
  'volume': [{ name: 'host', hostPath: { path: '/' } }],
  'host fields': [{ hostNetwork: true }],
};

/** A value at the end of a path, with other elements before it in lists. */
function around(path: readonly string[], value: unknown, chance: Chance): unknown {
  return [...path].reverse().reduce<unknown>((inner, key) => {
    if (key === '*') return chance.often(0.3) ? [{ name: 'other' }, inner] : [inner];
    return { [key === '{}' ? chance.one(['web', 'worker', 'a/b']) : key]: inner };
  }, value);
}

const named = (apiVersion: string, kind: string, rest: object): Manifest => ({ apiVersion, kind, metadata: { name: 'example', namespace: 'shop' }, ...rest });

/** A resource with something dangerous at a place of its schema; every other one is of a kind that nobody knows. */
export function dangerous(nodes: readonly SchemaNode[], chance: Chance): { readonly node: SchemaNode; readonly manifest: Manifest } {
  const node = chance.one(nodes);
  const type = chance.often(0.5) ? node : { apiVersion: 'unseen.example.com/v1', kind: 'Widget' };
  const danger = hostFieldsOf(node, chance.one(DANGERS[node.shape]));
  return { node, manifest: named(type.apiVersion, type.kind, around(node.path, danger, chance) as object) };
}

/** Of the fields of the host a schema may have only some. */
const hostFieldsOf = ({ shape, host }: SchemaNode, danger: object): object => (shape === 'host fields' ? { [host[0]]: true } : danger);

const schemaOf = (value: unknown): object => ({ type: 'object', properties: { spec: { type: 'object', properties: { a: { type: 'object', default: value } } } } });

/** What holds the like of a pod without being one. */
const HARMLESS: Readonly<Record<string, (value: unknown) => Manifest>> = {
  'pattern of Kyverno': (value) => named('kyverno.io/v1', 'Policy', { spec: { rules: [{ name: 'a', validate: { message: 'no', pattern: value } }] } }),
  'patch of Kyverno': (value) => named('kyverno.io/v1', 'Policy', { spec: { rules: [{ name: 'a', mutate: { patchStrategicMerge: value } }] } }),
  'constraint of Gatekeeper': (value) => named('constraints.gatekeeper.sh/v1beta1', 'K8sAllowed', { spec: { parameters: value } }),
  'assignment of Gatekeeper': (value) => named('mutations.gatekeeper.sh/v1', 'Assign', { spec: { parameters: { assign: { value } } } }),
  'values of Flux': (value) => named('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { spec: { values: value } }),
  'values of Argo CD': (value) => named('argoproj.io/v1alpha1', 'Application', { spec: { source: { helm: { valuesObject: value } } } }),
  'template of Argo CD': (value) => named('argoproj.io/v1alpha1', 'ApplicationSet', { spec: { template: { spec: { sources: [{ helm: { valuesObject: value } }] } } } }),
  'schema of Crossplane': (value) => named('apiextensions.crossplane.io/v2', 'CompositeResourceDefinition', { spec: { versions: [{ name: 'v1', schema: { openAPIV3Schema: schemaOf(value) } }] } }),
  'schema of a definition': (value) => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com', scope: 'Namespaced', names: { kind: 'Widget', plural: 'widgets' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schemaOf(value) } }],
    },
  }),
  'annotation of kubectl': (value) => ({
    apiVersion: 'unseen.example.com/v1',
    kind: 'Widget',
    metadata: { name: 'example', namespace: 'shop', annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(value) } },
  }),
  'text of a ConfigMap': (value) => named('v1', 'ConfigMap', { data: { 'pod.json': JSON.stringify(value) } }),
};

/** A resource that holds the like of a pod without being one, and what it is. */
export function harmless(nodes: readonly SchemaNode[], chance: Chance): { readonly what: string; readonly manifest: Manifest } {
  const what = chance.one(Object.keys(HARMLESS));
  const node = chance.one(nodes);
  return { what, manifest: HARMLESS[what](around(node.path, hostFieldsOf(node, chance.one(DANGERS[node.shape])), chance)) };
}
