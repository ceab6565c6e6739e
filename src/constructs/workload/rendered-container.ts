import { isObject } from '../../objects/pointer';

type Json = Record<string, any>;

const PREFIX = /^CAP_/;

/** Puts right what cdk8s-plus renders in a form that Kubernetes does not take, or takes badly. */
export function correctContainer(container: Json): void {
  namePorts(container);
  nameCapabilities(container);
}

/** Names for ports without one, so that policies and services can refer to them: `tcp-8080`. */
function namePorts({ ports = [] }: Json): void {
  for (const port of ports) {
    const name = `${String(port.protocol ?? 'TCP').toLowerCase()}-${port.containerPort}`;
    if (!ports.some((other: Json) => other.name === name)) port.name ??= name;
  }
}

/** cdk8s-plus-27 writes `CAP_CHOWN`, as Linux does; Kubernetes knows `CHOWN`. https://github.com/cdk8s-team/cdk8s-plus/pull/4267 */
function nameCapabilities({ securityContext }: Json): void {
  const capabilities = isObject(securityContext) ? securityContext.capabilities : undefined;
  if (!isObject(capabilities)) return;
  for (const list of [capabilities.add, capabilities.drop]) {
    if (Array.isArray(list)) list.forEach((name, i) => { list[i] = typeof name === 'string' ? name.replace(PREFIX, '') : name; });
  }
}
