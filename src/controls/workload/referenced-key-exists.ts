import { groupKind, keyOf } from '../../objects/manifest';
import { PodReference, podReferences } from '../../objects/pod-references';
import { isObject, valueAt } from '../../objects/pointer';
import { getOrInsert } from '../../objects/remembered';
import { suggestion } from '../../objects/similar-names';
import { mayShareNamespace } from '../../objects/unseen-objects';
import { defineControl, notEnforceable, ObjectSet, SetMember, SetSite } from '../control';
import { describedPods, membersOfKinds } from '../members';
import { inContainers, keysOf } from '../set-reads';

const MAPS: Readonly<Record<string, readonly string[]>> = { ConfigMap: ['/data', '/binaryData'], Secret: ['/data', '/stringData'] };

function keysIn({ manifest }: SetMember): string[] {
  return MAPS[groupKind(manifest)].flatMap((pointer) => {
    const map = valueAt(manifest, pointer);
    return isObject(map) ? Object.keys(map) : [];
  });
}

/** The keys of the objects of a kind and name; undefined where there is none, or one without keys, which something else fills. */
function keysFinder(set: ObjectSet): (reference: PodReference, namespace: string) => readonly string[] | undefined {
  const byName = new Map<string, SetMember[]>();
  for (const member of membersOfKinds(set, Object.keys(MAPS))) {
    getOrInsert(byName, `${groupKind(member.manifest)} ${keyOf(member.manifest).name}`, (): SetMember[] => []).push(member);
  }
  return ({ kind, name }, namespace) => {
    const namesakes = (byName.get(`${kind} ${name}`) ?? []).filter(({ manifest }) => mayShareNamespace(keyOf(manifest).namespace, namespace)).map(keysIn);
    return namesakes.length === 0 || namesakes.some((keys) => keys.length === 0) ? undefined : namesakes.flat();
  };
}

function inspect(set: ObjectSet): SetSite[] {
  if (membersOfKinds(set, Object.keys(MAPS)).length === 0) return [];
  const keysOfObject = keysFinder(set);
  return describedPods(set).flatMap(({ member, pods }) => podReferences(pods).filter(({ keys }) => keys.length > 0).flatMap((reference) => {
    const there = keysOfObject(reference, keyOf(member.manifest).namespace);
    if (!there) return [];
    const absent = reference.keys.filter(({ name }) => !there.includes(name));
    return absent.map(({ name, pointer }): SetSite => (
      { member, pointer, message: `${reference.kind} "${reference.name}" has no key "${name}"${suggestion(name, there)}` }));
  }));
}

const pod = (spec: object, name = 'web') => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' }, spec: { containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0' }], ...spec },
});
const variable = (valueFrom: object) => pod({ containers: [{ name: 'web', env: [{ name: 'MODE', valueFrom }] }] });
const volume = (source: object) => pod({ volumes: [{ name: 'one', ...source }] });
const settings = (data?: object) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'shop' }, ...(data && { data }) });
const login = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login', namespace: 'shop' }, stringData: { username: 'web' } };
const mode = (key: string) => variable({ configMapKeyRef: { name: 'settings', key } });

export const referencedKeyExists = defineControl({
  id: 'referenced-key-exists',
  title: 'ConfigMaps and Secrets have the keys that pods take of them',
  subject: 'set',
  why: 'a container waits for ever for a key that is not there, and the rollout hangs',
  fix: {
    code: 'pass a key that the ConfigMap or Secret has, or add it there',
    yaml: 'correct `key`, add it to the `data` of the ConfigMap or Secret, or set `optional: true`',
  },
  references: ['https://kubernetes.io/docs/concepts/configuration/configmap/#using-configmaps-as-files-from-a-pod'],
  reads: [{
    kinds: { ConfigMap: MAPS.ConfigMap.map(keysOf), Secret: MAPS.Secret.map(keysOf) },
    pods: ['/spec/volumes', ...inContainers('/env/*/valueFrom', '/envFrom')],
  }],
  inspectSet: inspect,
  admission: notEnforceable('needs the ConfigMaps and Secrets of the namespace, which may arrive after the workload'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a key of a ConfigMap', subject: [mode('mode'), settings({ mode: 'fast' })] },
      { shows: 'a ConfigMap that something else fills', subject: [mode('mode'), settings()] },
      { shows: 'a key that may be missing', subject: [variable({ configMapKeyRef: { name: 'settings', key: 'mod', optional: true } }), settings({ mode: 'fast' })] },
      { shows: 'a ConfigMap that is not there', subject: [variable({ configMapKeyRef: { name: 'other', key: 'mode' } }), settings({ level: 'high' })] },
      { shows: 'all keys of a ConfigMap', subject: [volume({ configMap: { name: 'settings' } }), settings({ mode: 'fast' })] },
    ],
    bad: [
      { shows: 'another key of a ConfigMap', subject: [mode('level'), settings({ mode: 'fast' })] },
      { shows: 'another key of a Secret', subject: [variable({ secretKeyRef: { name: 'login', key: 'user' } }), login] },
      { shows: 'a file of a volume', subject: [volume({ configMap: { name: 'settings', items: [{ key: 'mod', path: 'mode' }] } }), settings({ mode: 'fast' })] },
      { shows: 'a file of a projected volume', subject: [volume({ projected: { sources: [{ secret: { name: 'login', items: [{ key: 'password', path: 'password' }] } }] } }), login] },
    ],
  }),
});
