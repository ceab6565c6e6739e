import { madeSecretName, SECRET_MAKERS } from '../../objects/made-secrets';
import { groupKind, keyOf, Manifest } from '../../objects/manifest';
import { environmentReferences } from '../../objects/pod-references';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { describedPods } from '../members';
import { inContainers } from '../set-reads';

const made = (manifest: Manifest): string[] => {
  const kind = groupKind(manifest);
  const { namespace, name } = keyOf(manifest);
  if (kind === 'ConfigMap') return [`${kind} ${namespace} ${name}`];
  const secret = madeSecretName(manifest);
  return secret === undefined ? [] : [`Secret ${namespace} ${secret}`];
};

function inspect(set: ObjectSet): SetSite[] {
  const referring = describedPods(set).flatMap(({ member, pods }) => environmentReferences(pods).map((reference) => ({ member, reference })));
  if (referring.length === 0) return [];
  const known = new Set(set.objects.flatMap(({ manifest }) => made(manifest)));
  return referring.flatMap(({ member, reference: { kind, name, pointer } }): SetSite[] => {
    if (known.has(`${kind} ${keyOf(member.manifest).namespace} ${name}`) || known.has(`${kind}  ${name}`)) return [];
    return [{ member, pointer, message: `refers to ${kind} "${name}", which is not in what was checked` }];
  });
}

const pod = (container: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0', ...container }] },
});
const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'web', namespace: 'shop' } };
const env = (valueFrom: object) => pod({ env: [{ name: 'MODE', valueFrom }] });
const flags = (namespace?: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'flags', namespace } });
const other = (apiVersion: string, kind: string, name = 'login', spec: object = {}) => (
  { apiVersion, kind, metadata: { name, namespace: 'shop' }, spec }
);
const login = pod({ envFrom: [{ secretRef: { name: 'login' } }] });

export const envReferenceExists = defineControl({
  id: 'env-reference-exists',
  title: 'Environment variables come from something that exists',
  subject: 'set',
  why: 'a container whose ConfigMap or Secret is missing does not start, and the rollout hangs',
  fix: {
    code: 'pass the ConfigMap or Secret construct itself to `EnvValue.fromConfigMap` or `EnvValue.fromSecretValue`',
    yaml: 'correct the `name`, add the object to the files that are checked, or set `optional: true`',
  },
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/#restrictions'],
  frameworks: ['kube-linter:env-value-from'],
  reads: [{ kinds: Object.fromEntries(Object.entries(SECRET_MAKERS).map(([kind, pointer]) => [kind, [pointer]])), pods: inContainers('/env/*/valueFrom', '/envFrom') }],
  inspectSet: inspect,
  admission: notEnforceable('needs the ConfigMaps and Secrets of the namespace, which may arrive after the workload'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a ConfigMap', subject: [env({ configMapKeyRef: { name: 'flags', key: 'mode' } }), flags('shop')] },
      { shows: 'a ConfigMap without namespace', subject: [pod({ envFrom: [{ configMapRef: { name: 'flags' } }] }), flags()] },
      { shows: 'a Secret', subject: [login, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login', namespace: 'shop' } }] },
      { shows: 'a Secret that something else makes', subject: [login, other('external-secrets.io/v1', 'ExternalSecret')] },
      { shows: 'a Secret that is named there', subject: [login, other('cert-manager.io/v1', 'Certificate', 'web', { secretName: 'login' })] },
      { shows: 'a reference that may fail', subject: [env({ configMapKeyRef: { name: 'flags', key: 'mode', optional: true } })] },
    ],
    bad: [
      { shows: 'no ConfigMap', subject: [env({ configMapKeyRef: { name: 'flags', key: 'mode' } })] },
      { shows: 'a ConfigMap in another namespace', subject: [pod({ envFrom: [{ configMapRef: { name: 'flags' } }] }), flags('other')] },
      { shows: 'a ConfigMap where a Secret is meant', subject: [env({ secretKeyRef: { name: 'flags', key: 'mode' } }), flags('shop')] },
      { shows: 'no Secret', subject: [login] },
      { shows: 'no Secret for a custom kind', subject: [{ ...rollout, spec: { template: { spec: login.spec } } }] },
    ],
  }),
});
