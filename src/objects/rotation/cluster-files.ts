import { Credential, kept, rotated } from './credential';
import { DocumentPart } from '../document-part';
import { Manifest } from '../manifest';

/** Keys and certificates of a control plane that kubeadm makes. https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/ */
export function ofClusterConfiguration(manifest: Manifest): Credential[] {
  const root = new DocumentPart(manifest);
  const [validity, ofAuthorities] = [root.at('certificateValidityPeriod'), root.at('caCertificateValidityPeriod')];
  return [
    kept(manifest, { credential: 'certificates of the control plane', pointer: validity.pointer }, `upgrade, or run \`kubeadm certs renew all\`, within ${validity.text || '8760h0m0s'}`),
    kept(manifest, { credential: 'authorities of the cluster, of etcd and of the front proxy', pointer: ofAuthorities.pointer }, `replace them by hand within ${ofAuthorities.text || '87600h0m0s'}`),
    kept(manifest, { credential: 'key that signs tokens of ServiceAccounts', pointer: '' }, 'add another key, have every API server verify by both, then remove the old one'),
  ];
}

/** Certificates of a node. */
export function ofKubelet(manifest: Manifest): Credential[] {
  const root = new DocumentPart(manifest);
  const [client, serving] = [root.at('rotateCertificates'), root.at('serverTLSBootstrap')];
  return [
    client.value === true ? rotated(manifest, { credential: 'client certificate of the kubelet', pointer: client.pointer }, 'the kubelet, before it ends')
      : kept(manifest, { credential: 'client certificate of the kubelet', pointer: client.pointer }, 'set rotateCertificates: true; otherwise the node drops out when it ends'),
    serving.value === true ? rotated(manifest, { credential: 'serving certificate of the kubelet', pointer: serving.pointer }, 'the kubelet, once an approver has signed what it asks for')
      : kept(manifest, { credential: 'serving certificate of the kubelet', pointer: serving.pointer }, 'set serverTLSBootstrap: true; otherwise it signs itself, and nobody can verify it'),
  ];
}

/** Keys by which the API server encrypts. */
export const ofEncryption = (manifest: Manifest): Credential[] => new DocumentPart(manifest).at('resources').items.flatMap((entry) => entry.at('providers').items.flatMap((provider) => {
  const kms = provider.at('kms');
  if (kms.isSet) return [rotated(manifest, { credential: 'encryption key of etcd', pointer: kms.pointer }, 'the plugin for key management')];
  const local = ['secretbox', 'aesgcm', 'aescbc'].map((name) => provider.at(name)).find(({ isSet }) => isSet);
  return local ? [kept(manifest, { credential: 'encryption key of etcd', pointer: local.pointer }, 'add a key, write every object again, remove the old key: `rotateTo` of `EncryptionAtRest` makes the files')] : [];
}));
