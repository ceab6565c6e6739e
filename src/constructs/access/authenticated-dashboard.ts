import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { AuthenticatedProxy } from './authenticated-proxy';
import { AuthenticatedProxyProps } from './authenticated-proxy-props';
import { enforce } from '../synthesis/enforcement';
import { DEFAULT_TOKEN } from '../workload/mounts/api-access-mount';
import { SecureDeployment } from '../workload/secure-deployment';
import { WorkloadHardening } from '../workload/workload-hardening';

/** A dashboard, and who is let in. `upstreamPort` and `passesIdToken` are set. */
export interface AuthenticatedDashboardProps extends AuthenticatedProxyProps {
  /** The image of Headlamp: `ghcr.io/headlamp-k8s/headlamp:v0.45.0@sha256:…`. */
  readonly dashboardImage: string;

  /**
   * How many pods run. Sessions are in cookies, so that any of them answers.
   *
   * @default 2
   */
  readonly replicas?: number;
}

const PORT = 4466; // of Headlamp
const SETTINGS_FOLDER = '/home/headlamp/.config';

/**
 * Headlamp, behind a login. The dashboard has no rights: the ID token of each user goes on to the API server, so that the roles of the cluster decide what
 * somebody sees, and the audit log names them. The API server has to trust the same issuer, with the client id among its audiences: see `Authentication`.
 *
 * Kubernetes Dashboard, which came before, is archived since January 2026 and gets no more fixes.
 *
 * @see https://headlamp.dev/docs/latest/installation/in-cluster/
 */
export class AuthenticatedDashboard extends Construct {
  /** The Deployment of Headlamp and its proxy. */
  public readonly deployment: SecureDeployment;

  /** The proxy in front of it, with Service and Ingress. */
  public readonly proxy: AuthenticatedProxy;

  /**
   * @param scope a HardenedNamespace of its own, a chart or any construct in it
   * @param id the name of the construct
   * @param props the images, who is let in, and by which issuer
   * @throws for props that the proxy cannot take, and where the profile does not say where the API server is
   */
  constructor(scope: Construct, id: string, props: AuthenticatedDashboardProps) {
    super(scope, id);
    enforce(this.node.root);
    for (const prop of ['upstreamPort', 'passesIdToken'] as const) {
      if (props[prop] !== undefined) throw new Error(`cannot build dashboard "${this.node.path}": ${prop} is set already, by what Headlamp needs; leave it out`);
    }
    this.deployment = new SecureDeployment(this, 'Headlamp', {
      replicas: props.replicas ?? 2,
      containers: [{
        name: 'headlamp',
        image: props.dashboardImage,
        // https://github.com/kubernetes-sigs/headlamp/blob/main/backend/pkg/config/config.go
        args: ['-in-cluster', '-listen-addr=127.0.0.1', `-port=${PORT}`, '-plugins-dir=/headlamp/plugins'],
      }],
    });
    this.deployment.writable(SETTINGS_FOLDER, Size.mebibytes(16), { container: 'headlamp' });
    // it learns from its own token where the API server is; nobody binds a role to the account
    WorkloadHardening.of(this.deployment).grantApiAccess(`cannot build dashboard "${this.node.path}"`, DEFAULT_TOKEN);
    this.proxy = AuthenticatedProxy.inFrontOf(this.deployment, { ...props, upstreamPort: PORT, passesIdToken: true });
  }
}
