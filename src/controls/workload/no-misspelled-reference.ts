import { ownClaims } from '../../objects/described-claims';
import { madeSecretName, SECRET_MAKERS } from '../../objects/made-secrets';
import { bareKind, groupKind, keyOf, Manifest } from '../../objects/manifest';
import { NamespacedNames } from '../../objects/namespaced-names';
import { PodReference, podReferences } from '../../objects/pod-references';
import { valueAt } from '../../objects/pointer';
import { isClusterScoped } from '../../objects/scope';
import { isMisspelling } from '../../objects/similar-names';
import { defineControl, notEnforceable, ObjectSet, SetMember, SetSite } from '../control';
import { describedPods, membersOfKinds } from '../members';
import { inContainers } from '../set-reads';

const CLASS = 'storage.k8s.io/StorageClass';
const CLAIM_KINDS = ['PersistentVolumeClaim', 'apps/StatefulSet'];
const REFERRED = ['ConfigMap', 'Secret', 'ServiceAccount', 'PersistentVolumeClaim', 'scheduling.k8s.io/PriorityClass', 'node.k8s.io/RuntimeClass', CLASS];

/** The objects that the set makes, by kind; the Secrets that others make, and the claims of StatefulSets, among them. */
function madeIn(set: ObjectSet): NamespacedNames {
  const made = new NamespacedNames();
  const add = (kind: string, manifest: Manifest, name: string): void => {
    const namespace = isClusterScoped(manifest) === undefined ? keyOf(manifest).namespace : '';
    if (name !== '') made.add(kind, namespace, name);
  };
  for (const { manifest } of membersOfKinds(set, [...REFERRED, ...Object.keys(SECRET_MAKERS), 'apps/StatefulSet'])) {
    const kind = groupKind(manifest);
    const secret = madeSecretName(manifest);
    if (secret !== undefined) add('Secret', manifest, secret);
    else if (CLAIM_KINDS.includes(kind)) ownClaims(manifest).forEach(({ called }) => add('PersistentVolumeClaim', manifest, called ?? ''));
    else add(kind, manifest, keyOf(manifest).name);
  }
  return made;
}

type Reference = Pick<PodReference, 'kind' | 'name' | 'pointer'>;

/** The storage classes that a claim, or the templates of some, name. */
function classesOf(manifest: Manifest): Reference[] {
  return ownClaims(manifest).flatMap(({ specPointer }) => {
    const name = valueAt(manifest, `${specPointer}/storageClassName`);
    return typeof name === 'string' && name !== '' ? [{ kind: CLASS, name, pointer: `${specPointer}/storageClassName` }] : [];
  });
}

function inspect(set: ObjectSet): SetSite[] {
  const made = madeIn(set);
  if (made.isEmpty) return [];
  const meant = new Map<string, string | undefined>();
  const meantBy = ({ kind, name }: Reference, namespace: string): string | undefined => {
    const near = made.near(kind, namespace);
    return near.some((names) => names.has(name)) ? undefined : near.flatMap((names) => [...names]).find((one) => isMisspelling(name, one));
  };
  const faults = (member: SetMember, references: readonly Reference[]): SetSite[] => references.flatMap((reference): SetSite[] => {
    const { kind, name, pointer } = reference;
    const { namespace } = keyOf(member.manifest);
    const key = `${kind} ${namespace} ${name}`;
    if (!meant.has(key)) meant.set(key, meantBy(reference, namespace));
    const other = meant.get(key);
    return other === undefined ? [] : [{ member, pointer, message: `refers to ${bareKind(kind)} "${name}", which is not in what was checked; did you mean "${other}"?` }];
  });
  return [
    ...describedPods(set).flatMap(({ member, pods }) => faults(member, podReferences(pods))),
    ...membersOfKinds(set, CLAIM_KINDS).flatMap((member) => faults(member, classesOf(member.manifest))),
  ];
}

const object = (apiVersion: string, kind: string, name: string, rest: object = {}) => ({ apiVersion, kind, metadata: { name, namespace: 'shop' }, ...rest });
const pod = (spec: object) => object('v1', 'Pod', 'web', { spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0' }], ...spec } });
const settings = object('v1', 'ConfigMap', 'web-settings');
const volume = (source: object) => pod({ volumes: [{ name: 'one', ...source }] });
const claim = (rest: object = {}) => object('v1', 'PersistentVolumeClaim', 'web-data', { spec: { accessModes: ['ReadWriteOnce'], ...rest } });

export const noMisspelledReference = defineControl({
  id: 'no-misspelled-reference',
  title: 'References spell the names of objects as the objects do',
  subject: 'set',
  why: 'a pod that names a ConfigMap, Secret, claim, class or account that does not exist is not made or never starts, and the rollout hangs',
  fix: {
    code: 'pass the construct itself instead of its name',
    yaml: 'correct the name, or the one of the object',
  },
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  // A name that is not like any other is left alone: what was checked is often a part of something larger. env-reference-exists reports all of them.
  reads: [{
    kinds: {
      ...Object.fromEntries(Object.entries(SECRET_MAKERS).map(([kind, pointer]) => [kind, [pointer]])),
      'PersistentVolumeClaim': ['/spec/storageClassName', '/spec/volumeName'], 'apps/StatefulSet': ['/spec/volumeClaimTemplates'],
    },
    pods: [
      '/spec/volumes', '/spec/imagePullSecrets', '/spec/serviceAccountName', '/spec/priorityClassName', '/spec/runtimeClassName',
      ...inContainers('/env/*/valueFrom', '/envFrom'),
    ],
  }],
  inspectSet: inspect,
  admission: notEnforceable('needs the other objects of the namespace, which may arrive later'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'the name of the object', subject: [volume({ configMap: { name: 'web-settings' } }), settings] },
      { shows: 'a name that is not like any other', subject: [volume({ configMap: { name: 'tls-roots' } }), settings] },
      { shows: 'another number', subject: [volume({ persistentVolumeClaim: { claimName: 'web-data-2' } }), object('v1', 'PersistentVolumeClaim', 'web-data-1')] },
      { shows: 'another short word', subject: [volume({ configMap: { name: 'settings-dev' } }), object('v1', 'ConfigMap', 'settings-qa')] },
      { shows: 'a reference that may fail', subject: [volume({ configMap: { name: 'web-setings', optional: true } }), settings] },
      { shows: 'a claim of a StatefulSet', subject: [volume({ persistentVolumeClaim: { claimName: 'data-db-0' } }), object('apps/v1', 'StatefulSet', 'db', { spec: { volumeClaimTemplates: [{ metadata: { name: 'data' } }] } })] },
    ],
    bad: [
      { shows: 'a letter that is missing', subject: [volume({ configMap: { name: 'web-setings' } }), settings] },
      { shows: 'a separator that is missing', subject: [volume({ projected: { sources: [{ configMap: { name: 'websettings' } }] } }), settings] },
      { shows: 'two letters that changed places', subject: [volume({ secret: { secretName: 'web-lgoin' } }), object('v1', 'Secret', 'web-login')] },
      { shows: 'a variable', subject: [pod({ containers: [{ name: 'web', env: [{ name: 'MODE', valueFrom: { configMapKeyRef: { name: 'web-setting', key: 'mode' } } }] }] }), settings] },
      { shows: 'a pull secret', subject: [pod({ imagePullSecrets: [{ name: 'registy' }] }), object('external-secrets.io/v1', 'ExternalSecret', 'registry')] },
      { shows: 'an account', subject: [pod({ serviceAccountName: 'web-reeder' }), object('v1', 'ServiceAccount', 'web-reader')] },
      { shows: 'a claim', subject: [volume({ persistentVolumeClaim: { claimName: 'web-dta' } }), claim()] },
      { shows: 'a priority class', subject: [pod({ priorityClassName: 'buisness' }), { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'business' }, value: 1000 }] },
      { shows: 'a storage class', subject: [claim({ storageClassName: 'fast-disc' }), { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast-disk' }, provisioner: 'disk.csi.example.com' }] },
    ],
  }),
});
