import { Manifest } from '../../objects/manifest';
import { SecurityProfile } from '../../profile/security-profile';
import { hardened, judgedYaml } from '../configuration-part';
import { KubernetesVersion } from '../kubernetes-version';

/** What differs from the defaults on every node. */
export interface NodeConfigurationProps {
  /**
   * Fields of the KubeletConfiguration, by their names: `{ maxPods: 60 }`. They are kept as they are, and judged.
   *
   * @default - none beside those of the controls
   * @see https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
   */
  readonly kubelet?: { readonly [field: string]: any };

  /**
   * Fields of the KubeProxyConfiguration, by their names. They are kept as they are, and judged.
   *
   * @default - the mode nftables, and the fields of the controls
   * @see https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/
   */
  readonly kubeProxy?: { readonly [field: string]: any };

  /**
   * The file on a host from which it learns the address and the CA of the API server when it joins, with the token that lets it join.
   *
   * @default '/etc/kubernetes/discovery.conf'
   */
  readonly discoveryFile?: string;
}

/**
 * The nodes: KubeletConfiguration, KubeProxyConfiguration and JoinConfiguration. Every field that is not set here is filled in by its control.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
 */
export class NodeConfiguration {
  /**
   * The nodes of a cluster.
   *
   * @param props what differs from the defaults
   * @throws where the path of the discovery file is not absolute, and for `apiVersion` or `kind` among the fields
   */
  public static of(props: NodeConfigurationProps = {}): NodeConfiguration {
    const { discoveryFile } = props;
    if (discoveryFile !== undefined && !discoveryFile.startsWith('/')) throw new Error(`cannot join with the file "${discoveryFile}": it is not an absolute path; pass discoveryFile such as "/etc/kubernetes/discovery.conf"`);
    rejectOtherKinds(props);
    return new NodeConfiguration(props);
  }

  private constructor(private readonly props: NodeConfigurationProps) {}

  /**
   * The three documents, in YAML.
   *
   * @param kubernetesVersion the version of the cluster
   * @throws where a control finds an error, or a component would refuse a field
   */
  public toYaml(kubernetesVersion: KubernetesVersion): string {
    const profile = SecurityProfile.restricted({ kubernetesVersion: kubernetesVersion.toMinor() });
    return judgedYaml('the configuration of nodes', this._toManifests(profile, {}), profile);
  }

  /**
   * No document contains the bootstrap token: it is in the discovery file, or is added to the document on the host.
   * @internal
   */
  public _toManifests(profile: SecurityProfile, { endpoint, omitsKubeProxy }: Joining): Manifest[] {
    const { kubelet, kubeProxy, discoveryFile = '/etc/kubernetes/discovery.conf' } = this.props;
    const discovery = endpoint === undefined ? { file: { kubeConfigPath: discoveryFile } }
      : { bootstrapToken: { apiServerEndpoint: endpoint, token: TOKEN_PLACEHOLDER, caCertHashes: [CA_PLACEHOLDER] } };
    return [
      { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration', ...kubelet },
      ...(omitsKubeProxy ? [] : [{ apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', mode: 'nftables', ...kubeProxy }]),
      { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'JoinConfiguration', discovery },
    ].map((document) => hardened(document, profile));
  }
}

/** They decide which file it is. */
function rejectOtherKinds({ kubelet = {}, kubeProxy = {} }: NodeConfigurationProps): void {
  for (const [prop, fields] of Object.entries({ kubelet, kubeProxy })) {
    const field = ['apiVersion', 'kind'].find((name) => Object.hasOwn(fields, name));
    if (field !== undefined) throw new Error(`cannot set ${field} in ${prop}: it would make another file of it; remove it, and pass the fields of the configuration alone`);
  }
}

/** How nodes join. */
interface Joining {
  /** The endpoint of the API server for discovery by token; undefined for discovery by file. */
  readonly endpoint?: string;
  readonly omitsKubeProxy?: boolean;
}

const TOKEN_PLACEHOLDER = '<bootstrap-token>';
const CA_PLACEHOLDER = '<ca-certificate-hash>';
