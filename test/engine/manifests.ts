import { CATALOGUE } from '../../src/controls';
import { Control } from '../../src/controls/control';
import { ControlId } from '../../src/controls/vocabulary';
import { CheckedObject } from '../../src/engine/check-run';
import { Finding, JudgedObject } from '../../src/engine/finding';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';

export type Json = Record<string, any>;

export const PROFILE = SecurityProfile.restricted();

export const controls = (...ids: ControlId[]): Control[] => CATALOGUE.filter(({ id }) => ids.includes(id));

export const IMAGE = 'registry.example.com/web:1.0.0';

/** A container with one fault: its root filesystem is writable. */
export const container = (name: string, rest: Json = {}): Json =>
  ({ name, image: IMAGE, securityContext: { readOnlyRootFilesystem: false }, ...rest });

export const pod = (spec: Json, metadata: Json = {}): Json => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop', ...metadata }, spec });

export const deployment = (spec: Json, metadata: Json = {}, template: Json = {}): Json => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop', ...metadata }, spec: { template: { metadata: template, spec } },
});

export const checked = (manifest: unknown, document = 0): CheckedObject => ({ manifest: manifest as Manifest, origin: { file: 'all.yaml', document } });

export const judged = (manifest: unknown, rest: Partial<JudgedObject> = {}): JudgedObject =>
  ({ manifest: manifest as Manifest, profile: PROFILE, origin: {}, waivers: [], ...rest });

export const brief = ({ control, outcome, pointer }: Finding): string => `${outcome} ${control} ${pointer}`;
