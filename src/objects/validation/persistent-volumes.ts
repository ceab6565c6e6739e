import { accessModeProblems, sizeProblem } from './claims';
import { KindRule, NONE, Forms, quoted, refusal, refusedForms } from './refusal';
import { nodeSelectorProblems } from './selectors';
import { sourceProblems } from './volumes';
import { isMissing } from '../fields/field-test';
import { keyOf } from '../manifest';
import { dnsLabelProblem, dnsSubdomainProblem } from '../names';
import { plainText } from '../plain-text';
import { childPointer, Fields, isObject, lastKey, valueAt } from '../pointer';
import { Problem } from '../problem';

const SOURCES = [
  'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'csi', 'fc', 'flexVolume', 'flocker', 'gcePersistentDisk', 'glusterfs', 'hostPath', 'iscsi', 'local', 'nfs',
  'photonPersistentDisk', 'portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume',
];
const SECRETS = ['controllerPublishSecretRef', 'controllerExpandSecretRef', 'nodePublishSecretRef', 'nodeExpandSecretRef'];
const OF_SECRETS: Forms = { name: dnsSubdomainProblem, namespace: dnsLabelProblem };
const FORMS: Forms = { storageClassName: dnsSubdomainProblem, volumeAttributesClassName: dnsSubdomainProblem };
const LONGEST_INITIATOR = 64;
/** Sources whose Secret is in a namespace that they have to name. */
const WITH_NAMESPACE = ['cinder', 'storageos'];
const EMPTY_NAMES = ['/azureFile/secretNamespace', '/glusterfs/endpointsNamespace', '/volumeAttributesClassName'];

function capacityProblems(capacity: unknown): readonly Problem[] {
  const at = '/spec/capacity';
  const amounts = isObject(capacity) ? Object.keys(capacity) : [];
  if (amounts.length !== 1 || amounts[0] !== 'storage') return refusal(at, 'the volume needs the capacity `storage`, and no other; set it, and remove the rest');
  return refusal(`${at}/storage`, isObject(capacity) && sizeProblem(capacity.storage, 'the volume'));
}

function secretProblems(csi: unknown): readonly Problem[] {
  if (!isObject(csi)) return NONE;
  return SECRETS.flatMap((field) => {
    const secret = csi[field];
    if (!isObject(secret)) return NONE;
    const at = `/spec/csi/${field}`;
    const missing = ['name', 'namespace'].filter((key) => isMissing(secret[key]));
    return [...missing.flatMap((key) => refusal(`${at}/${key}`, `${key} of ${field} is missing; set it, since the volume is in no namespace`)), ...refusedForms(secret, at, OF_SECRETS)];
  });
}

function affinityProblems({ nodeAffinity, local }: Fields): readonly Problem[] {
  const at = '/spec/nodeAffinity';
  if (!isObject(nodeAffinity)) return refusal(at, isObject(local) && 'a local volume is on one node; say which with `nodeAffinity`');
  return isObject(nodeAffinity.required) ? nodeSelectorProblems(nodeAffinity.required, `${at}/required`)
    : refusal(`${at}/required`, 'nodeAffinity of a volume needs `required`; set it, or remove `nodeAffinity`');
}

/** Names that are empty where they cannot be. */
function nameProblems(spec: Fields): readonly Problem[] {
  return [
    ...EMPTY_NAMES.flatMap((pointer) => refusal(`/spec${pointer}`, valueAt(spec, pointer) === '' && `${lastKey(pointer)} is empty; set it, or remove it`)),
    ...refusal('/spec/iscsi/secretRef', isObject(valueAt(spec, '/iscsi/secretRef')) && isMissing(valueAt(spec, '/iscsi/secretRef/name')) && 'secretRef names no Secret; set `name`'),
    ...WITH_NAMESPACE.flatMap((field) => {
      const secret = valueAt(spec, `/${field}/secretRef`);
      return refusal(`/spec/${field}/secretRef/namespace`, isObject(secret) && isMissing(secret.namespace) && 'secretRef has no namespace; set it, since the volume is in none');
    }),
  ];
}

/** What only volumes of the cluster have to keep. */
function relations(spec: Fields, name: string): readonly Problem[] {
  const { hostPath, iscsi, persistentVolumeReclaimPolicy, volumeAttributesClassName, csi } = spec;
  const isRoot = isObject(hostPath) && typeof hostPath.path === 'string' && hostPath.path.startsWith('/') && hostPath.path.split('/').every((part) => part === '' || part === '.');
  const isLong = isObject(iscsi) && !isMissing(iscsi.initiatorName) && `${name}:${plainText(iscsi.targetPortal)}`.length > LONGEST_INITIATOR;
  return [
    ...refusal('/spec/persistentVolumeReclaimPolicy', isRoot && persistentVolumeReclaimPolicy === 'Recycle' && 'the policy Recycle would empty the root of the node; choose Retain'),
    ...refusal('/spec/iscsi/targetPortal', isLong && `name and targetPortal are longer than ${LONGEST_INITIATOR} characters together, which \`initiatorName\` does not allow; shorten the name`),
    ...refusal('/spec/csi', !isMissing(volumeAttributesClassName) && !isObject(csi) && 'volumeAttributesClassName is for volumes of `csi`; remove it'),
  ];
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (ValidatePersistentVolumeSpec) */
export const persistentVolumeRule: KindRule = (manifest) => {
  const spec = isObject(manifest.spec) ? manifest.spec : {};
  const sources = SOURCES.filter((field) => isObject(spec[field]));
  return [
    ...accessModeProblems(spec.accessModes, '/spec/accessModes', 'the volume'),
    ...capacityProblems(spec.capacity),
    ...refusal('/spec', sources.length === 0 ? 'the volume has no source; set one, such as `csi`' : sources.length > 1 && `the volume has ${quoted(sources, 'and')}, which exclude each other; write two volumes`),
    ...sources.flatMap((field) => sourceProblems(spec[field] as Fields, field, childPointer('/spec', field))),
    ...secretProblems(spec.csi), ...nameProblems(spec), ...affinityProblems(spec), ...relations(spec, keyOf(manifest).name), ...refusedForms(spec, '/spec', FORMS),
  ];
};
