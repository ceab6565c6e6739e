import { grouped } from '../../objects/grouped';
import { keyOf, Manifest } from '../../objects/manifest';
import { isObject, valueAt } from '../../objects/pointer';
import { mayShareNamespace } from '../../objects/unseen-objects';
import { defineControl, notEnforceable, ObjectSet, SetMember, SetSite } from '../control';
import { membersOf } from '../members';

const SOURCES = ['/spec/hostPath', '/spec/local'];

const isOfNode = ({ manifest }: SetMember): boolean => SOURCES.some((source) => isObject(valueAt(manifest, source)));

/** Whether a volume is reserved for a claim. */
function isReservedFor(volume: Manifest, claim: Manifest): boolean {
  const { name, namespace } = keyOf(claim);
  const [reserved, within] = [valueAt(volume, '/spec/claimRef/name'), valueAt(volume, '/spec/claimRef/namespace')];
  return reserved === name && name !== '' && mayShareNamespace(typeof within === 'string' ? within : '', namespace);
}

function inspect(set: ObjectSet): SetSite[] {
  const volumes = membersOf(set, 'PersistentVolume').filter(isOfNode);
  if (volumes.length === 0) return [];
  const byName = new Map(volumes.map((volume) => [keyOf(volume.manifest).name, volume]));
  const byClaim = grouped(volumes, ({ manifest }) => valueAt(manifest, '/spec/claimRef/name'));
  return membersOf(set, 'PersistentVolumeClaim').flatMap((member) => {
    const named = valueAt(member.manifest, '/spec/volumeName');
    const volume = typeof named === 'string' && named !== ''
      ? byName.get(named)
      : (byClaim.get(keyOf(member.manifest).name) ?? []).find(({ manifest }) => isReservedFor(manifest, member.manifest));
    if (!volume) return [];
    const source = SOURCES.find((one) => isObject(valueAt(volume.manifest, one)))!;
    const path = valueAt(volume.manifest, `${source}/path`);
    const message = `binds PersistentVolume "${keyOf(volume.manifest).name}", which is the path ${JSON.stringify(path)} of a node`;
    return [{ member, pointer: volume === byName.get(named as string) ? '/spec/volumeName' : '/metadata/name', message }];
  });
}

const volume = (spec: object) => ({ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'root' }, spec: { capacity: { storage: '1Gi' }, ...spec } });
const claim = (spec: object = { volumeName: 'root' }) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'shop' }, spec });
const host = { hostPath: { path: '/' } };

export const claimNoHostPath = defineControl({
  id: 'claim-no-host-path',
  title: 'Claims bind no volume that is a path of a node',
  subject: 'set',
  why: 'every pod that mounts the claim reads and writes the files of the node, and nothing in the pod shows it',
  fix: {
    code: 'leave `volumeName` of the PersistentVolumeClaim unset, and name a `storageClassName` whose driver makes the volume',
    yaml: 'remove `spec.volumeName`, and set `spec.storageClassName` to a class whose driver makes the volume',
  },
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reserving-a-persistentvolume'],
  frameworks: ['mitre:T1611'],
  reads: [{ kinds: { PersistentVolume: ['/spec/hostPath', '/spec/local', '/spec/claimRef'], PersistentVolumeClaim: ['/spec/volumeName'] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the PersistentVolume, which may arrive after the claim'),
  absent: 'not-applicable',
  examples: {
    good: [
      { shows: 'a volume of a driver', subject: [claim(), volume({ csi: { driver: 'disk.csi.example.com', volumeHandle: 'a' } })] },
      { shows: 'a claim that names no volume', subject: [claim({ storageClassName: 'fast' }), volume(host)] },
      { shows: 'a volume that is not among the objects', subject: [claim({ volumeName: 'other' }), volume(host)] },
      { shows: 'a volume that is reserved for another namespace', subject: [claim({}), volume({ ...host, claimRef: { name: 'data', namespace: 'billing' } })] },
    ],
    bad: [
      { shows: 'a volume of all files of the node', subject: [claim(), volume(host)] },
      { shows: 'a volume of a folder of one node', subject: [claim(), volume({ local: { path: '/etc/kubernetes' } })] },
      { shows: 'a volume that is reserved for the claim', subject: [claim({}), volume({ ...host, claimRef: { name: 'data', namespace: 'shop' } })] },
    ],
  },
});
