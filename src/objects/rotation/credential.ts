import { keyOf, Manifest, ObjectKey } from '../manifest';

/** A credential that an object holds, makes or requests, and what replaces it. Values are never shown. */
export interface Credential {
  /** What it is: `Secret shop/db`. */
  readonly credential: string;
  readonly object: ObjectKey;
  /** Where the object says so. */
  readonly pointer: string;
  /** What replaces it without anybody's doing; null where nothing does. */
  readonly rotatedBy: string | null;
  /** How often, in seconds; null where the object does not say it. */
  readonly everySeconds: number | null;
  /** What somebody has to do, where nothing replaces it; null otherwise. */
  readonly byHand: string | null;
}

/** What an object says of one credential. */
type Said = Pick<Credential, 'credential' | 'pointer'>;

/** A credential that something replaces. */
export const rotated = (manifest: Manifest, said: Said, rotatedBy: string, everySeconds?: number): Credential =>
  ({ ...said, object: keyOf(manifest), rotatedBy, everySeconds: everySeconds === undefined ? null : Math.round(everySeconds), byHand: null });

/** A credential that nothing replaces. */
export const kept = (manifest: Manifest, said: Said, byHand: string): Credential =>
  ({ ...said, object: keyOf(manifest), rotatedBy: null, everySeconds: null, byHand });

/** A name with its namespace, where it has one: `shop/db`. */
export const within = (namespace: string, name: string): string => (namespace === '' ? name : `${namespace}/${name}`);
