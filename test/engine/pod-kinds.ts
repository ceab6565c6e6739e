import { Manifest } from '../../src/objects/manifest';
import { POD_KINDS } from '../../src/objects/pod-template';
import { pointerKeys } from '../../src/objects/pointer';

/** An object of a kind that describes pods, around this spec and this metadata of the pod. */
export function podObject(groupKind: string, spec: unknown, metadata: unknown): Manifest {
  const [kind, group] = groupKind.split('/').reverse();
  const keys = pointerKeys(POD_KINDS[groupKind].spec).slice(0, -1);
  const inner = keys.reduceRight<Record<string, unknown>>((below, key) => ({ [key]: below }), { metadata, spec });
  return { apiVersion: group === undefined ? 'v1' : `${group}/v1`, kind, ...(keys.length > 0 ? { metadata: { name: 'example' } } : {}), ...inner };
}
