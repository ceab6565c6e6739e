import { Duration } from 'cdk8s';
import { ControlPlaneProps } from './control-plane-props';
import { rejectBadArguments, rejectBadEndpoint, rejectBadNetworks, rejectOverlap, rejectUnknownPlugins } from './kubeadm-rules';
import { CONFIGURED_PLUGINS, WANTED_PLUGINS } from '../../controls/admission-plugins';
import { Manifest } from '../../objects/manifest';
import { SecurityProfile } from '../../profile/security-profile';
import { hardened, judgedYaml } from '../configuration-part';
import { goDuration } from '../go-duration';
import { AUDIT_LOG_FOLDER, SECURE_FOLDER } from '../host-file';
import { KubernetesVersion } from '../kubernetes-version';

/** The files that flags of the API server name. @internal */
export interface ApiServerFiles {
  readonly hasAuthorization: boolean;
}

/**
 * The control plane as kubeadm makes it: ClusterConfiguration and InitConfiguration. Every flag that is not set here is filled in by its control.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/
 */
export class ControlPlane {
  /**
   * A control plane.
   *
   * @param props where it is reached, and what differs from the defaults
   * @throws for an endpoint without a port, invalid or overlapping CIDR blocks, a flag name that starts with dashes, flags for an external etcd, and an unknown
   *   admission plugin
   */
  public static of(props: ControlPlaneProps): ControlPlane {
    rejectBadEndpoint(props.endpoint);
    rejectBadNetworks('podCidrs', props.podCidrs);
    rejectBadNetworks('serviceCidrs', props.serviceCidrs);
    rejectOverlap(props.podCidrs, props.serviceCidrs);
    rejectBadArguments(props);
    rejectUnknownPlugins(props.admissionPlugins ?? []);
    return new ControlPlane(props);
  }

  /** The name or address and the port of the API servers. */
  public readonly endpoint: string;

  private constructor(private readonly props: ControlPlaneProps) {
    this.endpoint = props.endpoint;
  }

  /**
   * Both documents, in YAML.
   *
   * @param kubernetesVersion the version of the cluster
   * @throws where a control finds an error
   */
  public toYaml(kubernetesVersion: KubernetesVersion): string {
    const profile = SecurityProfile.restricted({ kubernetesVersion: kubernetesVersion.toMinor() });
    return judgedYaml('the control plane', this._toManifests(profile, kubernetesVersion, { hasAuthorization: false }), profile);
  }

  /** @internal */
  public get _podCidrs(): readonly string[] {
    return this.props.podCidrs;
  }

  /** @internal */
  public get _omitsKubeProxy(): boolean {
    return this.props.omitsKubeProxy ?? false;
  }

  /** @internal */
  public _toManifests(profile: SecurityProfile, version: KubernetesVersion, files: ApiServerFiles): Manifest[] {
    return [hardened(this.cluster(version, files), profile), hardened(this.init(), profile)];
  }

  private cluster(version: KubernetesVersion, files: ApiServerFiles): Manifest {
    const { endpoint, podCidrs, serviceCidrs, dnsDomain = 'cluster.local', certSans, certificateValidity } = this.props;
    const { extraArguments = {}, omitsKubeProxy, admissionPlugins = [] } = this.props;
    const apiServer = argumentsOf({ ...apiServerArguments(files, admissionPlugins), ...extraArguments.apiServer });
    return {
      apiVersion: 'kubeadm.k8s.io/v1beta4',
      kind: 'ClusterConfiguration',
      kubernetesVersion: version.patch === undefined ? `stable-${version.toMinor()}` : `v${version.toString()}`,
      controlPlaneEndpoint: endpoint,
      certificateValidityPeriod: certificateValidity && goDuration(certificateValidity),
      networking: { podSubnet: podCidrs.join(','), serviceSubnet: serviceCidrs.join(','), dnsDomain },
      apiServer: { certSANs: certSans, extraArgs: apiServer, extraVolumes: VOLUMES },
      controllerManager: { extraArgs: argumentsOf(extraArguments.controllerManager) },
      scheduler: { extraArgs: argumentsOf(extraArguments.scheduler) },
      etcd: this.etcd(),
      proxy: omitsKubeProxy ? { disabled: true } : undefined,
    };
  }

  private etcd(): object {
    const { externalEtcd, extraArguments } = this.props;
    return externalEtcd ? { external: { ...externalEtcd } } : { local: { dataDir: '/var/lib/etcd', extraArgs: argumentsOf(extraArguments?.etcd) } };
  }

  /** kubeadm generates the token on the host. */
  private init(): Manifest {
    const { tokenLifetime = Duration.hours(1) } = this.props;
    const token = { ttl: goDuration(tokenLifetime), usages: ['signing', 'authentication'], groups: ['system:bootstrappers:kubeadm:default-node-token'] };
    return { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'InitConfiguration', bootstrapTokens: [token] };
  }
}

/** The API server runs in a pod, so it reads the files of its host through volumes. */
const VOLUMES = [
  { name: 'secure', hostPath: SECURE_FOLDER, mountPath: SECURE_FOLDER, readOnly: true, pathType: 'Directory' },
  { name: 'audit', hostPath: AUDIT_LOG_FOLDER, mountPath: AUDIT_LOG_FOLDER, readOnly: false, pathType: 'DirectoryOrCreate' },
];

/** A flag of each file of the baseline. */
function apiServerArguments({ hasAuthorization }: ApiServerFiles, plugins: readonly string[]): Record<string, string> {
  return {
    'admission-control-config-file': `${SECURE_FOLDER}/admission.yaml`,
    'audit-log-path': `${AUDIT_LOG_FOLDER}/audit.log`,
    'audit-policy-file': `${SECURE_FOLDER}/audit-policy.yaml`,
    'authentication-config': `${SECURE_FOLDER}/authentication.yaml`,
    ...(hasAuthorization ? { 'authorization-config': `${SECURE_FOLDER}/authorization.yaml` } : {}),
    'enable-admission-plugins': [...new Set([...WANTED_PLUGINS, ...CONFIGURED_PLUGINS, ...plugins])].join(','),
    'encryption-provider-config': `${SECURE_FOLDER}/encryption.yaml`,
    'encryption-provider-config-automatic-reload': 'true',
  };
}

function argumentsOf(given: { readonly [flag: string]: string } = {}): object[] | undefined {
  const written = Object.entries(given).map(([name, value]) => ({ name, value }));
  return written.length === 0 ? undefined : written;
}
