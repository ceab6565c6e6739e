import { groupKind, Manifest } from './manifest';
import { descend, isObject, valueAt } from './pointer';

/** Where a kind keeps the spec and the metadata of its pods. */
export interface PodLocation {
  readonly spec: string;
  readonly metadata: string;
}

const template = (...path: string[]): PodLocation => ({ spec: descend('', [...path, 'spec']), metadata: descend('', [...path, 'metadata']) });

/** Every built-in kind that describes pods, with its group. */
export const POD_KINDS: Readonly<Record<string, PodLocation>> = {
  'Pod': template(),
  'PodTemplate': template('template'),
  'ReplicationController': template('spec', 'template'),
  'apps/ReplicaSet': template('spec', 'template'),
  'apps/Deployment': template('spec', 'template'),
  'apps/StatefulSet': template('spec', 'template'),
  'apps/DaemonSet': template('spec', 'template'),
  'batch/Job': template('spec', 'template'),
  'batch/CronJob': template('spec', 'jobTemplate', 'spec', 'template'), // two templates deep: a job's, then a pod's
};

/** The pods that a manifest describes. */
export interface PodView {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly pointer: string;
  readonly metadata: unknown;
  readonly metadataPointer: string;
}

/** Where this kind keeps its pods; undefined for a kind without any. */
export function podLocation(manifest: Manifest): PodLocation | undefined {
  const kind = groupKind(manifest);
  return Object.hasOwn(POD_KINDS, kind) ? POD_KINDS[kind] : undefined;
}

/** The pod of a manifest; undefined where the kind has none or the spec is not an object. */
export function podOf(manifest: Manifest): PodView | undefined {
  const location = podLocation(manifest);
  const spec = location && valueAt(manifest, location.spec);
  if (!location || !isObject(spec)) return undefined;
  return { spec, pointer: location.spec, metadata: valueAt(manifest, location.metadata), metadataPointer: location.metadata };
}
