import { ApiObject } from 'cdk8s';
import { SecureDeployment } from 'cdk8s-hardened';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';

/** What a team says of a service. */
export interface WebServiceProps {
  /** The image with its digest, as `registry.example.com/shop/web:1.4.2@sha256:…`. */
  readonly image: string;

  /**
   * The name under which customers reach it, as `shop.example.com`. The certificate is in the Secret `<id>-tls`.
   * @default - it is reached from within the cluster alone
   */
  readonly host?: string;

  /**
   * How many pods run.
   * @default 3
   */
  readonly replicas?: number;
}

const HTTP = { name: 'http', number: 8080 };
const METRICS = { name: 'metrics', number: 9090 };

/**
 * The golden path of an HTTP service: requests on port 8080, metrics on 9090, `/livez` and `/readyz`, a Service on port 80, a monitor for Prometheus, and an
 * Ingress with TLS where it has a host. It is reached by nobody else until `workload.allowFrom` says so.
 */
export class WebService extends Construct {
  public readonly workload: SecureDeployment;
  public readonly service: kplus.Service;

  constructor(scope: Construct, id: string, { image, host, replicas = 3 }: WebServiceProps) {
    super(scope, id);
    this.workload = new SecureDeployment(this, 'workload', {
      replicas,
      containers: [{
        image,
        ports: [HTTP, METRICS],
        liveness: kplus.Probe.fromHttpGet('/livez', { port: HTTP.number }),
        readiness: kplus.Probe.fromHttpGet('/readyz', { port: HTTP.number }),
      }],
    });
    this.service = this.workload.exposeViaService({
      name: id,
      ports: [{ name: HTTP.name, port: 80, targetPort: HTTP.number }, { name: METRICS.name, port: METRICS.number, targetPort: METRICS.number }],
    });
    this.service.metadata.addLabel('service', id);
    new ApiObject(this, 'monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: id },
      spec: { selector: { matchLabels: { service: id } }, endpoints: [{ port: METRICS.name }] },
    });
    if (host !== undefined) this.publish(id, host);
  }

  private publish(id: string, host: string): void {
    const secret = kplus.Secret.fromSecretName(this, 'certificate', `${id}-tls`);
    const ingress = new kplus.Ingress(this, 'ingress', { className: 'nginx', tls: [{ hosts: [host], secret }] });
    ingress.addHostRule(host, '/', kplus.IngressBackend.fromService(this.service, { port: 80 }), kplus.HttpIngressPathType.PREFIX);
  }
}
