import { containersOf } from './container';
import { entries, Entry } from './container-shape';
import { PodView } from './pod-template';
import { childPointer, isObject, valueAt } from './pointer';
import { filledText } from './value-types';

/** A key of a ConfigMap or Secret that a pod needs. */
export interface ReferencedKey { readonly name: string; readonly pointer: string }

/** An object of its namespace, or of the cluster, that a pod names and does not start without. */
export interface PodReference {
  /** The kind with its group: `storage.k8s.io/StorageClass`. */
  readonly kind: string;
  readonly name: string;
  readonly pointer: string;
  readonly keys: readonly ReferencedKey[];
}

const NO_KEYS: readonly ReferencedKey[] = [];

/** A reference in a map; none where it is optional, or names nothing. */
function reference(kind: string, source: unknown, pointer: string, field = 'name', keys = NO_KEYS): PodReference[] {
  if (!isObject(source) || source.optional === true) return [];
  const name = filledText(source[field]);
  return name === undefined ? [] : [{ kind, name, pointer: childPointer(pointer, field), keys }];
}

function keyIn(source: unknown, pointer: string): ReferencedKey[] {
  const name = isObject(source) ? filledText(source.key) : undefined;
  return name === undefined ? [] : [{ name, pointer: childPointer(pointer, 'key') }];
}

const SOURCES = [['configMap', 'ConfigMap'], ['secret', 'Secret']] as const;

function ofEnvironment({ value, pointer }: Entry): PodReference[] {
  const single = entries(value.env, `${pointer}/env`).filter((one) => isObject(one.value.valueFrom)).flatMap((one) => SOURCES.flatMap(([field, kind]) => {
    const [source, at] = [valueAt(one.value, `/valueFrom/${field}KeyRef`), `${one.pointer}/valueFrom/${field}KeyRef`];
    return reference(kind, source, at, 'name', keyIn(source, at));
  }));
  const whole = entries(value.envFrom, `${pointer}/envFrom`).flatMap((one) => SOURCES.flatMap(([field, kind]) => (
    reference(kind, one.value[`${field}Ref`], `${one.pointer}/${field}Ref`))));
  return [...single, ...whole];
}

/** What the environment variables of the containers of a pod come from. */
export function environmentReferences(pods: PodView): PodReference[] {
  return containersOf(pods).flatMap(({ value, pointer }) => (isObject(value) ? ofEnvironment({ value, pointer }) : []));
}

const itemKeys = (source: unknown, pointer: string): ReferencedKey[] => (
  entries(valueAt(source, '/items'), `${pointer}/items`).flatMap((item) => keyIn(item.value, item.pointer)));

/** What a volume, or a source of a projected one, is made of. Only the volume of a Secret calls its name otherwise. */
function ofSources({ value, pointer }: Entry, secretName: string): PodReference[] {
  return SOURCES.flatMap(([field, kind]) => (
    reference(kind, value[field], `${pointer}/${field}`, kind === 'Secret' ? secretName : 'name', itemKeys(value[field], `${pointer}/${field}`))));
}

function ofVolume(volume: Entry): PodReference[] {
  const { value, pointer } = volume;
  return [
    ...ofSources(volume, 'secretName'),
    ...entries(valueAt(value, '/projected/sources'), `${pointer}/projected/sources`).flatMap((source) => ofSources(source, 'name')),
    ...reference('PersistentVolumeClaim', value.persistentVolumeClaim, `${pointer}/persistentVolumeClaim`, 'claimName'),
  ];
}

const CLASSES = [['serviceAccountName', 'ServiceAccount'], ['priorityClassName', 'scheduling.k8s.io/PriorityClass'], ['runtimeClassName', 'node.k8s.io/RuntimeClass']] as const;

/** What a pod names. */
export function podReferences(pods: PodView): PodReference[] {
  const { spec, pointer } = pods;
  return [
    ...environmentReferences(pods),
    ...entries(spec.volumes, `${pointer}/volumes`).flatMap(ofVolume),
    ...entries(spec.imagePullSecrets, `${pointer}/imagePullSecrets`).flatMap((one) => reference('Secret', one.value, one.pointer)),
    ...CLASSES.flatMap(([field, kind]) => reference(kind, spec, pointer, field)),
  ];
}
