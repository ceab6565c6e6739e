import { ObjectSet, SetMember } from './control';
import { inboundPathsOf, membersOf } from './members';
import { keyOf } from '../objects/manifest';
import { hasPort, isProtocol } from '../objects/network/port-set';
import { ConnectionEnd, PodEnd, Reachability } from '../objects/network/reachability';
import { TargetPort, targetPorts } from '../objects/network/service-backends';
import { isObject, valueAt } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';
import { TrafficSource } from '../profile/traffic-source';

/** Something that leads traffic from outside to pods. */
export interface Publication {
  readonly member: SetMember;
  readonly pointer: string;
  readonly namespace: string;
  readonly podSelector: unknown;
  readonly ports: readonly TargetPort[];
  /** Where the traffic comes from; undefined where anybody may be meant. */
  readonly sources?: readonly TrafficSource[];
}

/** What leads traffic from outside to pods of a set: Ingresses, routes, load balancers and ports of the nodes. */
export function publicationsIn(set: ObjectSet): readonly Publication[] {
  const memberOf = new Map(set.objects.map((member) => [member.manifest, member]));
  const paths = inboundPathsOf(set).all.filter(({ source, service }) => source === 'ingress controller' && service).map(({ by, pointer, podSelector, ports, service }) => {
    const member = memberOf.get(by)!;
    const { ingressControllers: sources = [] } = member.profile as Partial<SecurityProfile>; // a module may bring the profile of an older version
    return { member, pointer, namespace: keyOf(service!).namespace, podSelector, ports, ...(sources.length > 0 && { sources }) };
  });
  const services = membersOf(set, 'Service').flatMap((member) => {
    const [type, selector] = [valueAt(member.manifest, '/spec/type'), valueAt(member.manifest, '/spec/selector')];
    if ((type !== 'LoadBalancer' && type !== 'NodePort') || !isObject(selector) || Object.keys(selector).length === 0) return [];
    return [{ member, pointer: '/spec/type', namespace: keyOf(member.manifest).namespace, podSelector: { matchLabels: selector }, ports: targetPorts(member.manifest) }];
  });
  return [...paths, ...services];
}

function endOf(source: TrafficSource): ConnectionEnd {
  const end = source._end();
  return 'cidr' in end ? end : { ...end, ports: [], addresses: [] };
}

/** The first of the ports that is closed to all who may connect; undefined where none is, and where the pod has no such port. */
export function closedPort(network: Reachability, to: PodEnd, { ports, sources }: Publication): TargetPort | undefined {
  const open = sources ? sources.map((source) => network.ports(endOf(source), to, 'allow')) : [network.openPorts(to)];
  return ports.find(({ protocol, port }) => {
    const numbers = typeof port === 'number' ? [port] : to.ports.filter((one) => one.name === port && one.protocol === protocol).map(({ number }) => number);
    return isProtocol(protocol) && numbers.length > 0 && numbers.every((number) => !open.some((set) => hasPort(set, protocol, number)));
  });
}
