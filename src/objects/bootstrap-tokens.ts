import { DocumentPart } from './document-part';
import { parseDuration } from './duration';
import { groupKind, Manifest } from './manifest';

/** The type of the Secret that holds a bootstrap token. */
export const BOOTSTRAP_TOKEN_TYPE = 'bootstrap.kubernetes.io/token';

/** How long a bootstrap token holds, and where an object says so. */
export interface BootstrapTokenLifetime {
  /** Where its end stands, or would stand. */
  readonly pointer: string;
  /** What the field is called in messages. */
  readonly field: string;
  /** `never` ends, or an end that is only known where the object is made. */
  readonly end: 'never' | 'unknown' | { readonly at: string } | { readonly afterSeconds: number };
}

/** kubeadm makes a token that holds for a day where nothing is said. */
const USUAL_SECONDS = 24 * 3600;

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The bootstrap tokens that an object holds or makes. */
export function bootstrapTokensIn(manifest: Manifest): readonly BootstrapTokenLifetime[] {
  const root = new DocumentPart(manifest);
  switch (groupKind(manifest)) {
    case 'Secret': return root.at('type').value === BOOTSTRAP_TOKEN_TYPE ? [ofSecret(root)] : [];
    case 'external-secrets.io/ExternalSecret': return ofTemplate(root.at('spec').at('target').at('template'), root.at('spec').at('dataFrom').isSet);
    case 'bitnami.com/SealedSecret': return ofTemplate(root.at('spec').at('template'), root.at('spec').at('encryptedData').at('expiration').isSet);
    case 'kubeadm.k8s.io/InitConfiguration': return root.at('bootstrapTokens').items.map(ofKubeadm);
    default: return [];
  }
}

/** The API server writes `stringData` over `data`. */
function ofSecret(secret: DocumentPart): BootstrapTokenLifetime {
  const [plain, encoded] = ['stringData', 'data'].map((key) => secret.at(key).at('expiration'));
  if (plain.isSet || !encoded.isSet) return lifetime(plain, plain.isSet ? plain.text : undefined);
  return lifetime(encoded, BASE64.test(encoded.text) ? atob(encoded.text) : encoded.text);
}

/** @param isElsewhere whether a value that is not in the template may come with the rest of the Secret */
function ofTemplate(template: DocumentPart, isElsewhere: boolean): BootstrapTokenLifetime[] {
  if (template.at('type').value !== BOOTSTRAP_TOKEN_TYPE) return [];
  const expiration = template.at('data').at('expiration');
  if (!expiration.isSet && isElsewhere) return [{ pointer: expiration.pointer, field: expiration.name, end: 'unknown' }];
  return [lifetime(expiration, expiration.isSet ? expiration.text : undefined)];
}

function ofKubeadm(token: DocumentPart): BootstrapTokenLifetime {
  const [expires, ttl] = [token.at('expires'), token.at('ttl')];
  if (expires.isSet) return lifetime(expires, expires.text);
  return { pointer: ttl.pointer, field: ttl.name, end: endAfter(ttl.isSet ? parseDuration(ttl.text) : USUAL_SECONDS) };
}

function endAfter(seconds: number | undefined): BootstrapTokenLifetime['end'] {
  if (seconds === undefined) return 'unknown';
  return seconds === 0 ? 'never' : { afterSeconds: seconds };
}

const TEMPLATED = /[{}$<>]/;

function lifetime({ pointer, name: field }: DocumentPart, text: string | undefined): BootstrapTokenLifetime {
  if (text === undefined) return { pointer, field, end: 'never' };
  return { pointer, field, end: TEMPLATED.test(text) ? 'unknown' : { at: text } };
}
