import { claimProblems } from './claims';
import { descendingProblem, stepProblem } from './paths';
import { projectionProblems } from './projections';
import { NONE, Form, Forms, quoted, refusal, refusedEither, refusedEmpty, refusedForms } from './refusal';
import { selectedLabelsProblems } from './selectors';
import { fileProblems, itemProblems, MODE, namedProblems } from './volume-files';
import { entries } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { dnsLabelProblem, dnsSubdomainProblem } from '../names';
import { plainText } from '../plain-text';
import { PodView } from '../pod-template';
import { Fields, childPointer, descend, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';

const BYTE: Form = [0, 255];
const LONGEST_DRIVER = 63;
const LONGEST_TENANT = 64;
const LONGEST_INITIATOR = 64;
const ISCSI_NAMES = [/iqn\.\d{4}-\d{2}\.[A-Za-z0-9.-]+:[^,;*&$|\s]+$/, /^eui.[A-Za-z0-9]{16}$/, /^naa.[A-Za-z0-9]{32}$/];

function iscsiNameProblem(name: string): string | undefined {
  const kind = ['iqn', 'eui', 'naa'].indexOf(name.slice(0, 3));
  return kind >= 0 && ISCSI_NAMES[kind].test(name) ? undefined : 'is no name of iSCSI, such as "iqn.2001-04.com.example:storage"';
}

/** What is wrong with the name of a CSI driver. */
function driverProblem(driver: string): string | undefined {
  return driver.length > LONGEST_DRIVER ? `is longer than ${LONGEST_DRIVER} characters` : dnsSubdomainProblem(driver.toLowerCase());
}

const absoluteProblem = (path: string): string | undefined => (path.startsWith('/') ? undefined : 'must start with a slash');
const hostPortProblem = (text: string): string | undefined => (
  text.split(',').every((one) => /^(?:[^:[\]]*|\[[^[\]]*\]):[^:[\]]*$/.test(one)) ? undefined : 'must be "host:port", or several with commas between them');

/** What the fields of each source hold, for volumes of pods and of the cluster. */
const FORMS: Readonly<Record<string, Forms>> = {
  awsElasticBlockStore: { partition: BYTE },
  configMap: { defaultMode: MODE },
  csi: { driver: driverProblem },
  downwardAPI: { defaultMode: MODE },
  fc: { lun: BYTE },
  flocker: { datasetName: (name) => (name.includes('/') ? 'must not contain a slash' : undefined) },
  gcePersistentDisk: { partition: BYTE },
  gitRepo: { directory: descendingProblem },
  glusterfs: { endpointsNamespace: dnsLabelProblem },
  hostPath: { path: stepProblem },
  iscsi: { iqn: iscsiNameProblem, initiatorName: iscsiNameProblem, lun: BYTE },
  local: { path: stepProblem },
  nfs: { path: absoluteProblem },
  projected: { defaultMode: MODE },
  quobyte: { registry: hostPortProblem, tenant: (tenant) => (tenant.length > LONGEST_TENANT ? `is longer than ${LONGEST_TENANT} characters` : undefined) },
  secret: { defaultMode: MODE },
  storageos: { volumeName: dnsLabelProblem, volumeNamespace: dnsLabelProblem },
};

/** What a source needs that its type does not require. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  cephfs: ['monitors'], gitRepo: ['repository'], image: ['reference'], rbd: ['monitors'], scaleIO: ['volumeName'], storageos: ['volumeName'],
};
/** Sources whose Secret needs a name where there is one. */
const NAMED_SECRETS = ['cinder', 'storageos'];

const isEmpty = (value: unknown): boolean => isMissing(value) || (Array.isArray(value) && value.length === 0);

/** What no single field shows. */
const RELATIONS: Readonly<Record<string, (source: Fields, pointer: string) => readonly Problem[]>> = {
  azureDisk: ({ kind, diskURI }, pointer) => {
    if (typeof diskURI !== 'string' || diskURI === '') return NONE;
    const start = kind === 'Managed' ? '/subscriptions/' : 'https://';
    return refusal(`${pointer}/diskURI`, !diskURI.startsWith(start) && `diskURI "${diskURI}" of a disk of kind ${plainText(kind ?? 'Shared')} must start with "${start}"`);
  },
  csi: ({ nodePublishSecretRef }, pointer) => (isObject(nodePublishSecretRef) ? refusedForms(nodePublishSecretRef, `${pointer}/nodePublishSecretRef`, { name: dnsSubdomainProblem }) : NONE),
  fc: (source, pointer) => [
    ...refusedEither(source, pointer, 'fc', ['targetWWNs', 'wwids']),
    ...refusal(`${pointer}/lun`, elementsOf(source.targetWWNs).length > 0 && isMissing(source.lun) && 'lun is missing, and `targetWWNs` needs it; set it'),
  ],
  flexVolume: ({ options }, pointer) => (isObject(options) ? Object.keys(options).flatMap((key) => (
    refusal(descend(pointer, ['options', key]), isReserved(key) && `the option "${key}" has a prefix of Kubernetes; rename it`))) : NONE),
  flocker: (source, pointer) => refusedEither(source, pointer, 'flocker', ['datasetName', 'datasetUUID']),
  iscsi: ({ chapAuthDiscovery, chapAuthSession, initiatorName, secretRef }, pointer) => [...refusedEmpty({ initiatorName }, pointer, ['initiatorName']), ...refusal(`${pointer}/secretRef`, (chapAuthDiscovery === true || chapAuthSession === true)
    && !isObject(secretRef) && 'secretRef is missing, and CHAP needs it; set it, or turn CHAP off')],
};

function isReserved(key: string): boolean {
  const domain = `.${key.split('/')[0].toLowerCase()}`;
  return domain.endsWith('.kubernetes.io') || domain.endsWith('.k8s.io');
}

/** What is wrong with a source of data, be it of a volume of a pod or of the cluster. */
export function sourceProblems(source: Fields, field: string, pointer: string): readonly Problem[] {
  const missing = (Object.hasOwn(NEEDED, field) ? NEEDED[field] : []).filter((name) => isEmpty(source[name]));
  const isUnnamed = NAMED_SECRETS.includes(field) && isObject(source.secretRef) && isMissing(source.secretRef.name);
  const forms = [
    ...refusal(`${pointer}/secretRef/name`, isUnnamed && `secretRef of ${field} names no Secret; set \`name\``),
    ...missing.flatMap((name) => refusal(`${pointer}/${name}`, `${name} of ${field} is missing; set it`)), ...(Object.hasOwn(FORMS, field) ? refusedForms(source, pointer, FORMS[field]) : NONE),
  ];
  return Object.hasOwn(RELATIONS, field) ? [...forms, ...RELATIONS[field](source, pointer)] : forms;
}

/** What only volumes of pods have. */
function podSourceProblems(source: Fields, field: string, pointer: string): readonly Problem[] {
  if (field === 'configMap' || field === 'secret') return [...namedProblems(source, field === 'secret' ? 'secretName' : 'name', pointer), ...itemProblems(source.items, pointer)];
  if (field === 'downwardAPI') return fileProblems(source.items, pointer);
  if (field === 'projected') return projectionProblems(source, pointer);
  if (field === 'csi') return refusal(`${pointer}/nodePublishSecretRef/name`, isObject(source.nodePublishSecretRef) && isMissing(source.nodePublishSecretRef.name) && 'nodePublishSecretRef names no Secret; set `name`');
  if (field !== 'ephemeral') return NONE;
  if (!isObject(source.volumeClaimTemplate)) return refusal(`${pointer}/volumeClaimTemplate`, 'the volume has no claim; set `volumeClaimTemplate`');
  const at = `${pointer}/volumeClaimTemplate`;
  const { metadata, spec } = source.volumeClaimTemplate;
  const strays = isObject(metadata) ? Object.keys(metadata).filter((name) => name !== 'labels' && name !== 'annotations' && name !== 'creationTimestamp' && !isMissing(metadata[name])) : [];
  return [
    ...strays.flatMap((name) => refusal(descend(at, ['metadata', name]), `${name} of the claim is made for it; remove it`)),
    ...selectedLabelsProblems(isObject(metadata) ? metadata.labels : undefined, `${at}/metadata/labels`), ...claimProblems(spec ?? {}, `${at}/spec`, { isTemplate: true }),
  ];
}

/** What is wrong with the volumes of pods. */
export function volumeProblems({ spec, pointer }: PodView): Problem[] {
  return entries(spec.volumes, childPointer(pointer, 'volumes')).flatMap(({ value: volume, pointer: at }) => {
    const sources = Object.keys(volume).filter((field) => isObject(volume[field]));
    if (sources.length > 1) return refusal(at, `the volume "${plainText(volume.name)}" has ${quoted(sources, 'and')}, which exclude each other; write two volumes`);
    const iscsi = volume.iscsi;
    const isLong = isObject(iscsi) && !isMissing(iscsi.initiatorName) && `${plainText(volume.name)}:${plainText(iscsi.targetPortal)}`.length > LONGEST_INITIATOR;
    const ofName = refusal(`${at}/name`, isLong && `name and iscsi.targetPortal are longer than ${LONGEST_INITIATOR} characters together, which \`initiatorName\` does not allow; shorten the name`);
    return [...ofName, ...sources.flatMap((field) => {
      const source = volume[field] as Fields;
      const where = childPointer(at, field);
      return [...sourceProblems(source, field, where), ...podSourceProblems(source, field, where)];
    })];
  });
}
