import { Construct } from 'constructs';
import { AuthenticatedProxyProps } from './authenticated-proxy-props';
import { CLIENT_SECRET_PATH, COOKIE_SECRET_PATH, PROXY_PORT, proxyArguments } from './proxy-arguments';
import { kplus } from '../cdk8s-plus';
import { Port } from '../network/port';
import { enforce } from '../synthesis/enforcement';
import { SecureDeployment } from '../workload/secure-deployment';

const CONTAINER = 'oauth2-proxy';
const HTTPS = 443;

/**
 * A login in front of a process that has none: oauth2-proxy in the same pod, a Service that leads to it, and an Ingress with TLS. The process has to listen on
 * 127.0.0.1 alone, so that nothing but the proxy reaches it: no other pod, whatever network policies say, and no node. It knows the user by the headers
 * `X-Forwarded-User`, `X-Forwarded-Email` and `X-Forwarded-Groups`, which the proxy strips from requests first.
 *
 * @see https://oauth2-proxy.github.io/oauth2-proxy/
 * @example
 * import { AuthenticatedProxy, Peer } from 'cdk8s-hardened';
 * import * as kplus from 'cdk8s-plus-27';
 *
 * AuthenticatedProxy.inFrontOf(prometheus, {
 *   host: 'prometheus.example.com',
 *   upstreamPort: 9090,
 *   certificate: kplus.Secret.fromSecretName(shop, 'tls', 'prometheus-tls'),
 *   ingressClassName: 'nginx',
 *   issuerUrl: 'https://idp.example.com/realms/platform',
 *   issuerPeer: Peer.cidr('198.51.100.7/32'),
 *   clientId: 'prometheus',
 *   clientSecret: kplus.Secret.fromSecretName(shop, 'client', 'prometheus-client'),
 *   cookieSecret: kplus.Secret.fromSecretName(shop, 'cookie', 'prometheus-cookie'),
 *   allowedGroups: ['sre'],
 *   proxyImage: 'quay.io/oauth2-proxy/oauth2-proxy:v7.15.6',
 * });
 */
export class AuthenticatedProxy extends Construct {
  /**
   * Puts a proxy in front of the first container of a workload.
   *
   * @param workload the workload, whose containers declare no ports
   * @param props who is let in, and by which issuer
   * @throws where a container of the workload declares a port, which would be a way around the proxy, and for props that let in everybody
   */
  public static inFrontOf(workload: SecureDeployment, props: AuthenticatedProxyProps): AuthenticatedProxy {
    return new AuthenticatedProxy(workload, props);
  }

  /** The Service that leads to the proxy. */
  public readonly service: kplus.Service;

  /** The Ingress that leads to the Service. */
  public readonly ingress: kplus.Ingress;

  private constructor(workload: SecureDeployment, props: AuthenticatedProxyProps) {
    super(workload, 'AuthenticatedProxy');
    enforce(this.node.root);
    const at = `cannot put a proxy in front of "${workload.node.path}"`;
    const open = workload.containers.find(({ ports }) => ports.length > 0);
    if (open) throw new Error(`${at}: its container "${open.name}" declares port ${open.ports[0].number}, a way around the proxy; let it listen on 127.0.0.1 and remove the port`);
    const probe = (path: string) => kplus.Probe.fromHttpGet(path, { port: PROXY_PORT });
    workload.addContainer({
      name: CONTAINER,
      image: props.proxyImage,
      args: proxyArguments(at, props),
      ports: [{ name: 'proxy', number: PROXY_PORT }],
      liveness: probe('/ping'),
      readiness: probe('/ready'),
    });
    workload.mountSecret(props.clientSecret, CLIENT_SECRET_PATH, { container: CONTAINER, items: { 'client-secret': 'client-secret' } });
    workload.mountSecret(props.cookieSecret, COOKIE_SECRET_PATH, { container: CONTAINER, items: { 'cookie-secret': 'cookie-secret' } });
    workload.allowTo(props.issuerPeer, Port.tcp(props.issuerPort ?? HTTPS));
    this.service = workload.exposeViaService({ ports: [{ port: 80, targetPort: PROXY_PORT }] });
    const { host, certificate, ingressClassName } = props;
    this.ingress = new kplus.Ingress(this, 'Ingress', { className: ingressClassName, tls: [{ hosts: [host], secret: certificate }] });
    this.ingress.addHostRule(host, '/', kplus.IngressBackend.fromService(this.service, { port: 80 }), kplus.HttpIngressPathType.PREFIX);
  }
}
