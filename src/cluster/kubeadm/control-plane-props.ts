import { Duration } from 'cdk8s';

/** Flags of a component, by their names without dashes: `{ 'max-requests-inflight': '800' }`. */
export interface ComponentArguments {
  /**
   * Flags of kube-apiserver.
   *
   * @default - none beside those of the baseline
   */
  readonly apiServer?: { readonly [flag: string]: string };

  /**
   * Flags of kube-controller-manager.
   *
   * @default - none beside those of the baseline
   */
  readonly controllerManager?: { readonly [flag: string]: string };

  /**
   * Flags of kube-scheduler.
   *
   * @default - none beside those of the baseline
   */
  readonly scheduler?: { readonly [flag: string]: string };

  /**
   * Flags of etcd, where kubeadm runs it.
   *
   * @default - none beside those of the baseline
   */
  readonly etcd?: { readonly [flag: string]: string };
}

/** An etcd that kubeadm does not run. The API server authenticates to it with a client certificate. */
export interface ExternalEtcd {
  /** Its members, as `https://10.0.0.20:2379`. */
  readonly endpoints: string[];
  /** The certificate of the CA of etcd on the hosts of the control plane. */
  readonly caFile: string;
  /** The client certificate of the API server. No other client should share it. */
  readonly certFile: string;
  /** The key of that certificate. */
  readonly keyFile: string;
}

/** Where a control plane is reached, and what differs from the defaults. */
export interface ControlPlaneProps {
  /** The name or address and the port that nodes and clients reach the API servers by: `api.k8s.example.com:6443`. */
  readonly endpoint: string;

  /** The address blocks of pods, one for each IP family: `10.244.0.0/16`. */
  readonly podCidrs: string[];

  /** The address blocks of services, one for each IP family: `10.96.0.0/16`. */
  readonly serviceCidrs: string[];

  /**
   * The domain of services.
   *
   * @default 'cluster.local'
   */
  readonly dnsDomain?: string;

  /**
   * Further names and addresses of the API servers, for their certificates.
   *
   * @default - none beside those that kubeadm finds out
   */
  readonly certSans?: string[];

  /**
   * How long certificates are valid. They are renewed by `kubeadm certs renew`, and with each upgrade.
   *
   * @default Duration.days(90)
   */
  readonly certificateValidity?: Duration;

  /**
   * How long a token can be used to join nodes.
   *
   * @default Duration.hours(1)
   */
  readonly tokenLifetime?: Duration;

  /**
   * An etcd outside the control plane.
   *
   * @default - kubeadm runs one on each host of the control plane
   */
  readonly externalEtcd?: ExternalEtcd;

  /**
   * Admission plugins beside those that are on by default and those that the baseline turns on, such as `AlwaysPullImages`: it isolates tenants with private
   * images, and has nodes depend on the registry whenever a pod starts.
   *
   * @default - NodeRestriction, DenyServiceExternalIPs and EventRateLimit
   * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
   */
  readonly admissionPlugins?: string[];

  /**
   * Further flags. They are kept as they are, and judged.
   *
   * @default - none
   */
  readonly extraArguments?: ComponentArguments;

  /**
   * Leaves kube-proxy out, for network plugins that do its work.
   *
   * @default false
   */
  readonly omitsKubeProxy?: boolean;
}
