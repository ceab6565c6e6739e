import { SecureDeployment } from 'cdk8s-hardened';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';

/** Which image a service runs. */
export interface ServiceImage { readonly name: string; readonly version: string; readonly digest: string }

/** A workload and the Service in front of it. */
export interface Published { readonly workload: SecureDeployment; readonly service: kplus.Service }

const probes = {
  liveness: kplus.Probe.fromHttpGet('/livez', { port: 8080 }),
  readiness: kplus.Probe.fromHttpGet('/readyz', { port: 8080 }),
};

/** What every service of the platform has: a port for requests and one for metrics, and a Service in front of both. */
export function service(scope: Construct, { name, version, digest }: ServiceImage): Published {
  const workload = new SecureDeployment(scope, name, {
    replicas: 2,
    containers: [{
      image: `registry.example.com/platform/${name}:${version}@sha256:${digest}`,
      ports: [{ name: 'http', number: 8080 }, { name: 'metrics', number: 9090 }],
      ...probes,
    }],
  });
  const exposed = workload.exposeViaService({
    name,
    ports: [{ name: 'http', port: 80, targetPort: 8080 }, { name: 'metrics', port: 9090, targetPort: 9090 }],
  });
  exposed.metadata.addLabel('metrics', 'scraped');
  return { workload, service: exposed };
}
