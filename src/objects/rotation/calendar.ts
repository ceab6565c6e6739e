import { ofClusterConfiguration, ofEncryption, ofKubelet } from './cluster-files';
import { Credential } from './credential';
import { SecretReference, secretReferences, tokensOf, unmade } from './pods';
import { ofCertificate, ofExternalSecret, ofSealedSecret, ofSecret, ofSecretProviderClass } from './secrets';
import { madeSecretName } from '../made-secrets';
import { groupKind, keyOf, Manifest } from '../manifest';

/** What each kind says of credentials, beside those of pods. */
const KINDS: Readonly<Record<string, (manifest: Manifest) => Credential[]>> = {
  'Secret': ofSecret,
  'external-secrets.io/ExternalSecret': ofExternalSecret,
  'bitnami.com/SealedSecret': ofSealedSecret,
  'secrets-store.csi.x-k8s.io/SecretProviderClass': ofSecretProviderClass,
  'cert-manager.io/Certificate': ofCertificate,
  'kubeadm.k8s.io/ClusterConfiguration': ofClusterConfiguration,
  'kubelet.config.k8s.io/KubeletConfiguration': ofKubelet,
  'apiserver.config.k8s.io/EncryptionConfiguration': ofEncryption,
};

const address = ({ namespace, name }: Pick<SecretReference, 'namespace' | 'name'>): string => `${namespace} ${name}`;

/** The credentials of an input, with what replaces each and how often. */
export class RotationCalendar {
  private readonly credentials: Credential[] = [];
  private readonly made = new Set<string>();
  /** By the Secret that is referred to, once each. */
  private readonly referred = new Map<string, Credential>();

  /** Takes an object in. */
  public note(manifest: Manifest): void {
    const kind = groupKind(manifest);
    if (Object.hasOwn(KINDS, kind)) this.credentials.push(...KINDS[kind](manifest));
    this.credentials.push(...tokensOf(manifest));
    const name = madeSecretName(manifest);
    if (name !== undefined) this.made.add(address({ namespace: keyOf(manifest).namespace, name }));
    for (const reference of secretReferences(manifest)) {
      if (!this.referred.has(address(reference))) this.referred.set(address(reference), unmade(manifest, reference));
    }
  }

  /** Everything that was noted, in the order of the input, then the Secrets that nothing in it makes. */
  public entries(): readonly Credential[] {
    return [...this.credentials, ...[...this.referred].filter(([secret]) => !this.made.has(secret)).map(([, credential]) => credential)];
  }
}
