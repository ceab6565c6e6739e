import { groupKind, keyOf, Manifest } from '../manifest';
import { descend, elementsOf, isObject, valueAt } from '../pointer';

/** A Service that an object leads traffic to. */
export interface ServiceBackend {
  readonly namespace: string;
  readonly name: string;
  /** By number or name; undefined where the object says none. */
  readonly port?: number | string;
  readonly pointer: string;
}

/** A port that pods listen on, by number or by the name that a container gives to it. */
export interface TargetPort {
  readonly protocol: string;
  readonly port: number | string;
}

const INGRESS = 'networking.k8s.io/Ingress';

/** The kinds of routes of the Gateway API. */
export const ROUTE_KINDS: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map((kind) => `gateway.networking.k8s.io/${kind}`);

/** The kinds that lead traffic from outside of the cluster to Services, with what `backendsOf` reads of them. */
export const PUBLISHING_KINDS: Readonly<Record<string, readonly string[]>> = {
  [INGRESS]: ['/spec'], ...Object.fromEntries(ROUTE_KINDS.map((kind) => [kind, ['/spec/rules']])),
};

/** What the AWS controller reads from an annotation, as a redirect. https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#actions */
const NO_SERVICE = 'use-annotation';

function ofIngress(ingress: Manifest): ServiceBackend[] {
  const { namespace } = keyOf(ingress);
  const paths = elementsOf(valueAt(ingress, '/spec/rules')).flatMap((rule, i) => (
    elementsOf(valueAt(rule, '/http/paths')).map((_, k) => descend('/spec/rules', [i, 'http', 'paths', k, 'backend', 'service']))));
  return ['/spec/defaultBackend/service', ...paths].flatMap((pointer) => {
    const [name, number, portName] = ['/name', '/port/number', '/port/name'].map((field) => valueAt(valueAt(ingress, pointer), field));
    if (typeof name !== 'string' || portName === NO_SERVICE) return [];
    const called = typeof portName === 'string' ? portName : undefined;
    return [{ namespace, name, port: typeof number === 'number' ? number : called, pointer }];
  });
}

/** The group, the kind and the namespace of a reference have defaults. */
function ofRoute(route: Manifest): ServiceBackend[] {
  return elementsOf(valueAt(route, '/spec/rules')).flatMap((rule, i) => elementsOf(valueAt(rule, '/backendRefs')).flatMap((backend, k) => {
    if (!isObject(backend) || typeof backend.name !== 'string' || (backend.group ?? '') !== '' || (backend.kind ?? 'Service') !== 'Service') return [];
    const namespace = typeof backend.namespace === 'string' ? backend.namespace : keyOf(route).namespace;
    const port = typeof backend.port === 'number' ? backend.port : undefined;
    return [{ namespace, name: backend.name, port, pointer: descend('/spec/rules', [i, 'backendRefs', k]) }];
  }));
}

/** The Services that an Ingress or a route leads to; none of any other kind. */
export function backendsOf(manifest: Manifest): readonly ServiceBackend[] {
  const kind = groupKind(manifest);
  if (kind === INGRESS) return ofIngress(manifest);
  return ROUTE_KINDS.includes(kind) ? ofRoute(manifest) : [];
}

/** The ports of the pods that a Service leads to; by one of its own ports, or by all of them. */
export function targetPorts(service: Manifest, port?: number | string): readonly TargetPort[] {
  return elementsOf(valueAt(service, '/spec/ports')).flatMap((one) => {
    if (!isObject(one) || (port !== undefined && one.port !== port && one.name !== port)) return [];
    const target = one.targetPort ?? one.port;
    if (typeof target !== 'number' && typeof target !== 'string') return [];
    return [{ protocol: typeof one.protocol === 'string' ? one.protocol : 'TCP', port: target }];
  });
}
