import { groupKind, keyOf, Manifest } from './manifest';
import { valueAt } from './pointer';

/** Where objects that make a Secret say its name; it is that of the object where they do not. */
export const SECRET_MAKERS: Readonly<Record<string, string>> = {
  'Secret': '/metadata/name',
  'external-secrets.io/ExternalSecret': '/spec/target/name',
  'bitnami.com/SealedSecret': '/spec/template/metadata/name',
  'cert-manager.io/Certificate': '/spec/secretName',
};

/** The name of the Secret that an object is or makes; undefined for any other object, and where the name is no text. */
export function madeSecretName(manifest: Manifest): string | undefined {
  const kind = groupKind(manifest);
  if (!Object.hasOwn(SECRET_MAKERS, kind)) return undefined;
  const given = valueAt(manifest, SECRET_MAKERS[kind]) ?? keyOf(manifest).name;
  return typeof given === 'string' ? given : undefined;
}
