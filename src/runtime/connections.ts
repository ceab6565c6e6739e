import { AllowedConnection } from './watched-workload';
import { grouped } from '../objects/grouped';
import { selectorMatches } from '../objects/label-selector';
import { groupKind, keyOf, Manifest, titleOf } from '../objects/manifest';
import { addressesOf, AddressSet, unionOfAddresses } from '../objects/network/address-set';
import { directionsOf, rulesOf, selectsPods } from '../objects/network/network-policy';
import { ALL_PORTS, isProtocol, portRange, PortSet, unionOfPorts } from '../objects/network/port-set';
import { podEnd, PodEnd, portsAt, Reachability } from '../objects/network/reachability';
import { targetPorts } from '../objects/network/service-backends';
import { TrafficRule } from '../objects/network/traffic-rule';
import { maySelect, UNEVALUATED_POLICIES } from '../objects/network/unevaluated-policies';
import { podsOf } from '../objects/pod-template';
import { elementsOf, isObject, valueAt } from '../objects/pointer';

/** Every address. */
const ANYWHERE = addressesOf(['0.0.0.0/0', '::/0']);

/** What the egress of some pods looks like from their node. */
export interface Egress {
  /** Undefined where nothing limits it, or something does that is not evaluated. */
  readonly connections?: readonly AllowedConnection[];
  readonly unknown: readonly string[];
}

/** Whether all that a policy of Cilium says of egress is which domain names are reached, and how names are resolved for that. */
const isAboutDomainNames = (policy: Manifest): boolean => groupKind(policy) === 'cilium.io/CiliumNetworkPolicy' && valueAt(policy, '/specs') === undefined
  && valueAt(policy, '/spec/ingress') === undefined
  && elementsOf(valueAt(policy, '/spec/egress')).every((rule) => isObject(rule) && (Array.isArray(rule.toFQDNs) || elementsOf(valueAt(rule, '/toPorts/0/rules/dns')).length > 0));

/**
 * What network policies let the pods of a set of objects connect to, as a node sees it: a connection to a Service has the address and the port of the
 * Service, and the addresses of pods and Services are those of the cluster, whichever pods a rule selects.
 */
export class AllowedEgress {
  private readonly pods: readonly PodEnd[];
  private readonly reachability: Reachability;
  private readonly policies: ReadonlyMap<string, readonly Manifest[]>;
  private readonly services: ReadonlyMap<string, readonly Manifest[]>;
  private readonly unevaluated: readonly Manifest[];

  /** @param cluster the addresses of pods and Services */
  constructor(objects: readonly Manifest[], private readonly cluster: AddressSet) {
    this.pods = objects.flatMap((object) => podsOf(object).map(({ metadata, spec }) => podEnd(keyOf(object).namespace, metadata, spec)));
    this.reachability = new Reachability(objects, this.pods);
    this.policies = grouped(objects.filter((object) => groupKind(object) === 'networking.k8s.io/NetworkPolicy'), (policy) => keyOf(policy).namespace);
    this.services = grouped(objects.filter((object) => groupKind(object) === 'Service'), (service) => keyOf(service).namespace);
    this.unevaluated = objects.filter((object) => Object.hasOwn(UNEVALUATED_POLICIES, groupKind(object)));
  }

  /** What pods with these labels may connect to. */
  public of(namespace: string, labels: Readonly<Record<string, string>>): Egress {
    const others = this.unevaluated.filter((policy) => maySelect(policy, namespace, labels));
    const unread = others.filter((policy) => !isAboutDomainNames(policy));
    if (unread.length > 0) {
      return { unknown: unread.map((policy) => `${titleOf(policy)} may limit its connections, and is not evaluated`) };
    }
    const limiting = (this.policies.get(namespace) ?? []).filter((policy) => selectsPods(policy, labels) && directionsOf(policy).includes('Egress'));
    if (limiting.length === 0) return { unknown: ['no NetworkPolicy limits what it connects to'] };
    const byPolicies = limiting.flatMap((policy) => rulesOf(policy, 'Egress').map((rule) => this.allowedBy(policy, rule)));
    return { connections: [...byPolicies, ...others.flatMap(domainNamesOf)], unknown: [] };
  }

  private allowedBy(policy: Manifest, rule: TrafficRule): AllowedConnection {
    const to = unionOfAddresses(rule.peers.map((peer) => {
      if (peer.is === 'addresses') return peer.addresses;
      return peer.is === 'pods' ? this.cluster : ANYWHERE;
    }));
    return { to, ports: this.portsOf(rule), allowedBy: `${titleOf(policy)} ${rule.pointer}` };
  }

  /** Those of the pods, and those of the Services in front of them, which a process names before the node translates them. */
  private portsOf(rule: TrafficRule): PortSet {
    if (rule.ports === ALL_PORTS) return ALL_PORTS;
    const peers = [...this.reachability.peers(rule)];
    const ofPods = unionOfPorts([rule.ports, ...peers.map((pod) => portsAt(pod, rule))]);
    return unionOfPorts([ofPods, ...peers.flatMap((pod) => this.servicePorts(pod, ofPods))]);
  }

  private servicePorts(pod: PodEnd, open: PortSet): PortSet[] {
    const inFront = (this.services.get(pod.namespace) ?? []).filter((service) => {
      const selector = valueAt(service, '/spec/selector');
      return isObject(selector) && Object.keys(selector).length > 0 && selectorMatches({ matchLabels: selector }, pod.labels);
    });
    return inFront.flatMap((service) => elementsOf(valueAt(service, '/spec/ports')).filter(isObject).flatMap((port) => {
      const [target] = targetPorts({ ...service, spec: { ports: [port] } });
      if (!target || !isProtocol(target.protocol)) return [];
      const number = typeof target.port === 'number' ? target.port : pod.ports.find(({ name }) => name === target.port)?.number;
      const isOpen = number !== undefined && open[target.protocol].some(({ from, to }) => from <= number && number < to);
      return isOpen ? [portRange(target.protocol, port.port, port.port)] : [];
    }));
  }
}

/** The addresses behind a domain name change, so that any address is let through on its ports. */
function domainNamesOf(policy: Manifest): AllowedConnection[] {
  return elementsOf(valueAt(policy, '/spec/egress')).flatMap((rule, i) => {
    if (!isObject(rule) || !Array.isArray(rule.toFQDNs)) return [];
    const listed = elementsOf(rule.toPorts).flatMap((toPorts) => elementsOf(valueAt(toPorts, '/ports'))).filter(isObject);
    const ranges = listed.map(({ port, endPort, protocol }) => {
      const first = Number(port);
      if (!isProtocol(protocol)) return ALL_PORTS;
      return first === 0 ? portRange(protocol) : portRange(protocol, first, endPort ?? first);
    });
    return [{ to: ANYWHERE, ports: listed.length === 0 ? ALL_PORTS : unionOfPorts(ranges), allowedBy: `${titleOf(policy)} /spec/egress/${i}` }];
  });
}
