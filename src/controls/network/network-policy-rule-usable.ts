import { keyOf, Manifest, stringMap } from '../../objects/manifest';
import { rulesOf } from '../../objects/network/network-policy';
import { commonPorts, isEmpty } from '../../objects/network/port-set';
import { PodEnd, portsAt } from '../../objects/network/reachability';
import { DIRECTIONS, PolicyPeer, PolicyType, TrafficRule } from '../../objects/network/traffic-rule';
import { valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { CONNECTIONS, membersOf, podEndsOf, podIndexOf, reachabilityOf } from '../members';

/** A rule for all pods of a namespace, or of several, is also for pods that are not there yet. */
const namesPods = (peer: PolicyPeer): boolean => peer.is === 'pods' && Object.keys(stringMap(valueAt(peer.pods, '/matchLabels'))).length > 0;

/** A rule between more pairs of workloads is not judged either, since that would take long. */
const MOST_PAIRS = 100;

/** Why a rule lets no traffic through; undefined where it lets some through, and where its pods were not checked. */
function problemOf(set: ObjectSet, policy: Manifest, rule: TrafficRule, direction: PolicyType): string | undefined {
  const [network, pods] = [reachabilityOf(set), podIndexOf(set)];
  if (!rule.peers.every(namesPods)) return undefined;
  const [own, peers] = [network.subjects(policy), [...network.peers(rule)]];
  if (own.length === 0 || peers.length === 0 || own.length * peers.length > MOST_PAIRS) return undefined;
  if ([...own, ...peers].some(({ namespace }) => pods.mayHaveMore(namespace))) return undefined;
  const anyPair = (test: (one: PodEnd, peer: PodEnd) => boolean): boolean => (
    own.some((one) => peers.some((peer) => peer !== one && test(one, peer))));
  const [outwards, listening] = [direction === 'Egress', direction === 'Egress' ? peers : own];
  const connects = (one: PodEnd, peer: PodEnd): boolean => {
    const [client, listener] = outwards ? [one, peer] : [peer, one];
    return !isEmpty(commonPorts(portsAt(listener, rule), network.ports(client, listener, 'allow')));
  };
  if (!anyPair(() => true) || anyPair(connects)) return undefined;
  const names = rule.names.map(({ name }) => JSON.stringify(name)).join(', ');
  if (names !== '' && listening.every((pod) => isEmpty(portsAt(pod, rule)))) return `opens port ${names}, and no container of the pods that listen names one so`;
  return `${outwards ? 'leads to' : 'lets in'} ${textOf(set, peers)}, whose own network policies let none of it ${outwards ? 'in' : 'out'}`;
}

function textOf(set: ObjectSet, peers: readonly PodEnd[]): string {
  const { manifest } = podEndsOf(set).get(peers[0])!;
  const { kind, name, namespace } = keyOf(manifest);
  return `${kind} "${name}"${namespace === '' ? '' : ` of namespace "${namespace}"`}${peers.length > 1 ? ` and ${peers.length - 1} more` : ''}`;
}

function inspect(set: ObjectSet): SetSite[] {
  return membersOf(set, 'networking.k8s.io/NetworkPolicy').flatMap((member) => DIRECTIONS.flatMap((direction) => (
    rulesOf(member.manifest, direction).flatMap((rule) => {
      const message = problemOf(set, member.manifest, rule, direction);
      return message ? [{ member, pointer: rule.pointer, message }] : [];
    }))));
}

const workload = (app: string, namespace = 'shop') => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: app, namespace },
  spec: { template: { metadata: { labels: { app } }, spec: { containers: [{ name: app, image: `registry.example.com/${app}:1.0.0`, ports: [{ name: 'http', containerPort: 8080 }] }] } } },
});
const policy = (app: string, spec: object, namespace = 'shop') => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: app, namespace }, spec: { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress', 'Egress'], ...spec },
});
const peer = (app: string, namespace?: string) => (
  { podSelector: { matchLabels: { app } }, ...(namespace && { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } }) });
const to = (app: string, port: number | string = 8080, namespace?: string) => ({ egress: [{ to: [peer(app, namespace)], ports: [{ port }] }] });
const from = (app: string, port: number | string = 8080, namespace?: string) => ({ ingress: [{ from: [peer(app, namespace)], ports: [{ port }] }] });
const [web, api] = [workload('web'), workload('api')];

export const networkPolicyRuleUsable = defineControl({
  id: 'network-policy-rule-usable',
  title: 'Both ends of a connection allow it',
  subject: 'set',
  why: 'a connection needs a rule at both ends; one that only one end allows times out, although its policy reads as if it were open',
  fix: {
    code: 'connect the workloads with `allowFrom` or `allowTo`, which write both ends',
    yaml: 'add the rule of the other direction to a NetworkPolicy of the other pods, with the same port, or remove this one',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation'],
  // A rule for several pods is reported only where it lets no traffic of any of them through. Not judged are rules for all pods of a namespace, for more than a hundred
  // pairs of workloads, for blocks of addresses, and for pods that were not checked.
  frameworks: [],
  reads: CONNECTIONS,
  inspectSet: inspect,
  admission: notEnforceable('needs the NetworkPolicies and pods of both ends, which may arrive later'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'both ends', subject: [web, api, policy('web', to('api')), policy('api', from('web'))] },
      { shows: 'a port by name at one end', subject: [web, api, policy('web', to('api', 'http')), policy('api', from('web'))] },
      { shows: 'another end that no policy restricts', subject: [web, api, policy('web', to('api'))] },
      { shows: 'another end that was not checked', subject: [web, policy('web', to('api'))] },
      { shows: 'one of several that lets it in', subject: [web, api, workload('db'), policy('web', { egress: [{ to: [{ podSelector: {} }] }] }), policy('api', from('web')), policy('db', {})] },
    ],
    bad: [
      { shows: 'a way out that the other end does not let in', subject: [web, api, policy('web', to('api')), policy('api', {})] },
      { shows: 'a way in that the other end does not let out', subject: [web, api, policy('web', {}), policy('api', from('web'))] },
      { shows: 'other ports at the two ends', subject: [web, api, policy('web', to('api', 9090)), policy('api', from('web'))] },
      { shows: 'an end in another namespace', subject: [web, workload('api', 'billing'), policy('web', to('api', 8080, 'billing')), policy('api', {}, 'billing')] },
      { shows: 'a name that no container has', subject: [web, api, policy('api', from('web', 'grpc'))] },
    ],
  }),
});
