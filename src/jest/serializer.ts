import { Yaml } from 'cdk8s';
import { Manifest } from '../objects/manifest';
import { inFixedOrder } from '../objects/manifest-order';

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { apiVersion, kind } = value as Manifest;
  return typeof apiVersion === 'string' && typeof kind === 'string';
}

/**
 * Prints manifests in snapshots as YAML with keys in a fixed order, so that `expect(Testing.synth(chart)).toMatchSnapshot()` shows a changed default as one
 * line. For `expect.addSnapshotSerializer`.
 */
export const manifestSerializer = {
  test: (value: unknown): boolean => isManifest(value) || (Array.isArray(value) && value.length > 0 && value.every(isManifest)),
  serialize: (value: unknown): string => Yaml.stringify(...(Array.isArray(value) ? value : [value]).map(inFixedOrder)).trimEnd(),
};
