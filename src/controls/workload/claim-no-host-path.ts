import { ephemeralClaims, namesLike, ownClaims, DescribedClaim } from '../../objects/described-claims';
import { keyOf, Manifest } from '../../objects/manifest';
import { isObject, valueAt } from '../../objects/pointer';
import { getOrInsert } from '../../objects/remembered';
import { mayShareNamespace } from '../../objects/unseen-objects';
import { defineControl, notEnforceable, ObjectSet, SetMember, SetSite } from '../control';
import { describedPods, membersOf, membersOfKinds } from '../members';

const SOURCES = ['/spec/hostPath', '/spec/local'];

const isOfNode = ({ manifest }: SetMember): boolean => SOURCES.some((source) => isObject(valueAt(manifest, source)));

interface FoundClaim { readonly member: SetMember; readonly claim: DescribedClaim }

function claimsIn(set: ObjectSet): FoundClaim[] {
  return [
    ...membersOfKinds(set, ['PersistentVolumeClaim', 'apps/StatefulSet']).flatMap((member) => ownClaims(member.manifest).map((claim) => ({ member, claim }))),
    ...describedPods(set).flatMap(({ member, pods }) => ephemeralClaims(member.manifest, pods).map((claim) => ({ member, claim }))),
  ];
}

/** Whether a volume that is reserved for the name of a claim is so in its namespace. */
function isReservedNear(volume: Manifest, { manifest }: SetMember): boolean {
  const within = valueAt(volume, '/spec/claimRef/namespace');
  return mayShareNamespace(typeof within === 'string' ? within : '', keyOf(manifest).namespace);
}

function inspect(set: ObjectSet): SetSite[] {
  const volumes = membersOf(set, 'PersistentVolume').filter(isOfNode).map(({ manifest }) => manifest);
  if (volumes.length === 0) return [];
  const byName = new Map(volumes.map((volume) => [keyOf(volume).name, volume]));
  const byClaim = new Map<string, Manifest[]>();
  for (const volume of volumes) {
    const claim = valueAt(volume, '/spec/claimRef/name');
    for (const name of typeof claim === 'string' ? namesLike(claim) : []) getOrInsert(byClaim, name, () => []).push(volume);
  }
  return claimsIn(set).flatMap(({ member, claim: { volumeName, called, specPointer, namePointer } }) => {
    const reserved = called === undefined ? undefined : byClaim.get(called)?.find((one) => isReservedNear(one, member));
    const volume = volumeName === undefined ? reserved : byName.get(volumeName);
    if (!volume) return [];
    const source = SOURCES.find((one) => isObject(valueAt(volume, one)))!;
    const path = valueAt(volume, `${source}/path`);
    const message = `binds PersistentVolume "${keyOf(volume).name}", which is the path ${JSON.stringify(path)} of a node`;
    return [{ member, pointer: volumeName === undefined ? namePointer : `${specPointer}/volumeName`, message }];
  });
}

const volume = (spec: object) => ({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'root' }, spec: { capacity: { storage: '1Gi' }, ...spec } });
const claim = (spec: object = { volumeName: 'root' }) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'shop' }, spec });
const claimed = (volumeName?: string) => ({ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], volumeName } });
const pod = (template: object) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { containers: [{ name: 'web' }], volumes: [{ name: 'scratch', ephemeral: { volumeClaimTemplate: template } }] },
});
const statefulSet = (template: object) => ({
  apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'db', namespace: 'shop' }, spec: { volumeClaimTemplates: [template] },
});
const host = { hostPath: { path: '/' } };
const reservedFor = (name: string) => volume({ ...host, claimRef: { name, namespace: 'shop' } });

export const claimNoHostPath = defineControl({
  id: 'claim-no-host-path',
  title: 'Claims bind no volume that is a path on a node',
  subject: 'set',
  why: 'every pod that mounts the claim reads and writes the files of the node, and nothing in the pod shows it',
  fix: {
    code: 'leave `volumeName` of the PersistentVolumeClaim unset, and name a `storageClassName` whose driver makes the volume',
    yaml: 'remove `volumeName` from the `spec` of the claim or of its template, and set `storageClassName` there to a class whose driver makes the volume',
  },
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume'],
  frameworks: ['mitre:T1611'],
  reads: [{
    kinds: {
      'PersistentVolume': ['/spec/hostPath', '/spec/local', '/spec/claimRef'], 'PersistentVolumeClaim': ['/spec/volumeName'],
      'apps/StatefulSet': ['/spec/volumeClaimTemplates'],
    },
    pods: ['/spec/volumes/*/ephemeral'],
  }],
  inspectSet: inspect,
  admission: notEnforceable('needs the PersistentVolume, which may arrive after the claim'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a volume of a driver', subject: [claim(), volume({ csi: { driver: 'disk.csi.example.com', volumeHandle: 'a' } })] },
      { shows: 'a claim that names no volume', subject: [claim({ storageClassName: 'fast' }), volume(host)] },
      { shows: 'an ephemeral volume of a class', subject: [pod(claimed()), volume(host)] },
      { shows: 'templates of claims of a class', subject: [statefulSet(claimed()), reservedFor('data-other-0')] },
      { shows: 'a volume that is not among the objects', subject: [claim({ volumeName: 'other' }), volume(host)] },
      { shows: 'a volume that is reserved for another namespace', subject: [claim({}), volume({ ...host, claimRef: { name: 'data', namespace: 'billing' } })] },
    ],
    bad: [
      { shows: 'a volume of all files of the node', subject: [claim(), volume(host)] },
      { shows: 'a volume of a folder of one node', subject: [claim(), volume({ local: { path: '/etc/kubernetes' } })] },
      { shows: 'a volume that is reserved for the claim', subject: [claim({}), reservedFor('data')] },
      { shows: 'an ephemeral volume that names it', subject: [pod(claimed('root')), volume(host)] },
      { shows: 'a volume that is reserved for an ephemeral one', subject: [pod(claimed()), reservedFor('web-scratch')] },
      { shows: 'a template of claims that names it', subject: [statefulSet(claimed('root')), volume(host)] },
      { shows: 'a volume that is reserved for a claim of a template', subject: [statefulSet(claimed()), reservedFor('data-db-0')] },
    ],
  }),
});
