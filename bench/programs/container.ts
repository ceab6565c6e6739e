import * as kplus from 'cdk8s-plus-27';

/** A container in which no control finds an error. */
export const CONTAINER: kplus.ContainerProps = {
  image: `registry.example.com/shop/api:1.4.2@sha256:${'a'.repeat(64)}`,
  portNumber: 8080,
  liveness: kplus.Probe.fromHttpGet('/livez'),
  readiness: kplus.Probe.fromHttpGet('/readyz'),
};
