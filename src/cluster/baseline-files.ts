import { AdmissionConfiguration } from './admission/admission-configuration';
import { AuditPolicy } from './audit/audit-policy';
import { Authentication } from './authentication/authentication';
import { Authorization } from './authorization/authorization';
import { yamlOf } from './configuration-part';
import { EncryptionAtRest } from './encryption/encryption-at-rest';
import { HostFirewall } from './firewall/host-firewall';
import { HostFile, ofApiServer } from './host-file';
import { ControlPlane } from './kubeadm/control-plane';
import { NodeConfiguration } from './kubeadm/node-configuration';
import { KubernetesVersion } from './kubernetes-version';
import { KERNEL_SETTINGS } from '../controls/kernel-settings';
import { Manifest } from '../objects/manifest';
import { SecurityProfile } from '../profile/security-profile';

/** The parts of a baseline, defaults included. */
export interface BaselineParts {
  readonly version: KubernetesVersion;
  readonly controlPlane: ControlPlane;
  readonly nodes: NodeConfiguration;
  readonly encryption: EncryptionAtRest;
  readonly authentication: Authentication;
  readonly authorization?: Authorization;
  readonly admission: AdmissionConfiguration;
  readonly auditPolicy: AuditPolicy;
  readonly firewall?: HostFirewall;
}

/** A file of a baseline with the documents in it; none in a script. */
export interface BaselineFile { readonly file: HostFile; readonly documents: readonly Manifest[] }

/** Every file of a baseline but its README. */
export function baselineFiles(parts: BaselineParts, profile: SecurityProfile): BaselineFile[] {
  const { admission, auditPolicy, authentication, authorization, encryption, firewall, controlPlane } = parts;
  const script = encryption.toFillScript();
  const scriptFile = { path: 'fill-encryption-keys.sh', text: script ?? '', purpose: 'puts the keys into `encryption.yaml`, on the host' };
  return [
    kubeadm(parts, profile),
    kernelSettings(),
    ofServer('admission.yaml', admission._toManifest(profile), 'what the API server demands of objects'),
    ofServer('audit-policy.yaml', auditPolicy._toManifest(profile), 'what the API server logs'),
    ofServer('authentication.yaml', authentication._toManifest(profile), 'whose requests the API server takes'),
    ...(authorization ? [ofServer('authorization.yaml', authorization._toManifest(profile), 'who decides what a request may do')] : []),
    ofServer('encryption.yaml', encryption._toManifest(profile), 'how objects are encrypted in etcd', script !== undefined),
    ...(script === undefined ? [] : [{ documents: [], file: scriptFile }]),
    ...staticPolicies(admission._staticPolicies(profile)),
    ...(firewall ? firewallFiles(firewall._withPods(controlPlane._podCidrs)) : []),
  ];
}

function kubeadm({ version, controlPlane, nodes, authorization, authentication }: BaselineParts, profile: SecurityProfile): BaselineFile {
  const endpoint = authentication.allowsTokenDiscovery ? controlPlane.endpoint : undefined;
  const documents = [
    ...controlPlane._toManifests(profile, version, { hasAuthorization: authorization !== undefined }),
    ...nodes._toManifests(profile, { endpoint, omitsKubeProxy: controlPlane._omitsKubeProxy }),
  ];
  const target = { path: '/etc/kubernetes/kubeadm.yaml', mode: '0600', owner: 'root:root', hosts: 'all nodes' } as const;
  return { documents, file: { path: 'kubeadm.yaml', text: yamlOf(documents), purpose: '`kubeadm init` and `kubeadm join`', target } };
}

/** They are read at boot; until then by `sysctl --system`. */
function kernelSettings(): BaselineFile {
  const text = Object.entries(KERNEL_SETTINGS).map(([name, value]) => `${name} = ${value}\n`).join('');
  const target = { path: '/etc/sysctl.d/90-kubelet.conf', mode: '0644', owner: 'root:root', hosts: 'all nodes' } as const;
  return { documents: [], file: { path: '90-kubelet.conf', text, purpose: 'settings of the kernel that the kubelet demands', target } };
}

function ofServer(path: string, document: Manifest, purpose: string, isFilledIn = false): BaselineFile {
  const text = yamlOf([document]);
  return { documents: [document], file: ofApiServer(path, text, isFilledIn ? `${purpose}; its keys are filled in on the host` : purpose) };
}

/** They are objects of the API, judged where they are made. */
function staticPolicies(policies: readonly Manifest[]): BaselineFile[] {
  if (policies.length === 0) return [];
  const path = 'static-policies/controls.yaml';
  return [{ documents: [], file: { ...ofApiServer(path, yamlOf(policies), 'admission policies that nobody can change through the API'), path } }];
}

/** Cilium removes labels of kubernetes.io from hosts, so that it needs one of its own. */
const HOST_LABELS = { 'node-role': 'control-plane' };
const HOST_LABEL = 'node-role=control-plane';

function firewallFiles(firewall: HostFirewall): BaselineFile[] {
  const target = { path: '/etc/nftables.d/kubernetes.nft', mode: '0600', owner: 'root:root', hosts: 'all nodes' } as const;
  return [
    { documents: [], file: { path: 'host-firewall.nft', text: firewall.toNftables(), purpose: 'closes the ports of Kubernetes to the rest', target } },
    { documents: [], file: { path: 'host-firewall.calico.yaml', text: yamlOf(firewall.toCalicoManifests()), purpose: 'the same for Calico, instead of the file above; apply it by calicoctl' } },
    { documents: [], file: { path: 'host-firewall.cilium.yaml', text: yamlOf(firewall.toCiliumManifests(HOST_LABELS)), purpose: `the same for Cilium, instead of the file above; label the hosts of the control plane \`${HOST_LABEL}\` first` } },
  ];
}
