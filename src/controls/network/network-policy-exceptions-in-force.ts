import { Manifest } from '../../objects/manifest';
import { addressesOf, shareOf, unionOfAddresses } from '../../objects/network/address-set';
import { rulesOf } from '../../objects/network/network-policy';
import { isEmpty, portsWithout } from '../../objects/network/port-set';
import { DIRECTIONS, PolicyPeer, PortName, TrafficRule } from '../../objects/network/traffic-rule';
import { descend, elementsOf, valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

/** Whether a rule opens every port that another one opens. */
function opensPortsOf(rule: TrafficRule, { ports, names }: TrafficRule): boolean {
  const isNamed = ({ name, protocol }: PortName): boolean => rule.names.some((own) => own.name === name && own.protocol === protocol);
  return isEmpty(portsWithout(ports, rule.ports)) && names.every(isNamed);
}

interface Place { readonly rule: TrafficRule; readonly peer: PolicyPeer }

/** Where the exceptions of one peer are written, and which other peer opens each. */
function openedIn(policy: Manifest, all: readonly Place[], { rule, peer }: Place): Site[] {
  const key = valueAt(policy, descend(rule.pointer, ['to'])) === undefined ? 'from' : 'to';
  const pointer = descend(rule.pointer, [key, rule.peers.indexOf(peer), 'ipBlock', 'except']);
  const except = elementsOf(valueAt(policy, pointer));
  if (peer.is !== 'addresses' || except.length === 0) return [];
  const others = all.filter((other) => other.peer !== peer && opensPortsOf(other.rule, rule));
  const isEverybody = others.some((other) => other.peer.is === 'everybody');
  const opened = unionOfAddresses(others.flatMap((other) => (other.peer.is === 'addresses' ? [other.peer.addresses] : [])));
  return except.flatMap((block, i) => {
    const excepted = addressesOf([block]);
    const hasAddresses = excepted.ipv4.length + excepted.ipv6.length > 0;
    const isOpened = hasAddresses && (isEverybody || shareOf(excepted, opened) === 'all');
    return isOpened ? [{ pointer: descend(pointer, [i]), message: `excepts ${String(block)}, which other blocks of this policy open at the same ports` }] : [];
  });
}

function inspect(policy: Manifest): Site[] {
  return DIRECTIONS.flatMap((direction) => {
    const all = rulesOf(policy, direction).flatMap((rule) => rule.peers.map((peer) => ({ rule, peer })));
    return all.length < 2 ? [] : all.flatMap((place) => openedIn(policy, all, place));
  });
}

const policy = (...egress: object[]) => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace: 'shop' },
  spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'], egress },
});
const block = (cidr: string, ...except: string[]) => ({ ipBlock: { cidr, ...(except.length > 0 && { except }) } });
const to = (peers: object[], ...ports: number[]) => ({ to: peers, ...(ports.length > 0 && { ports: ports.map((port) => ({ port })) }) });
const office = block('10.0.0.0/8', '10.1.0.0/16');

export const networkPolicyExceptionsInForce = defineControl({
  id: 'network-policy-exceptions-in-force',
  title: 'Exceptions of address blocks are in force',
  subject: 'object',
  kinds: ['networking.k8s.io/NetworkPolicy'],
  why: 'the rules of a policy add up: an exception that another block opens at the same ports has no effect, although the policy reads as if these addresses '
    + 'were closed',
  fix: {
    code: 'pass the block as `exceptCidrs` to both peers, or to neither',
    yaml: 'add the block to `except` of the other `ipBlock` as well, or remove it from both',
  },
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/'],
  frameworks: ['nsa-cisa:network-policies'],
  inspect,
  admission: notEnforceable('needs addresses and ports compared as numbers, which the expressions here cannot do'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'one block', subject: policy(to([office])) },
      { shows: 'another block beside it', subject: policy(to([office, block('192.168.0.0/16')])) },
      { shows: 'a smaller network inside of the exception', subject: policy(to([office, block('10.1.2.0/24')])) },
      { shows: 'the excepted block at another port', subject: policy(to([office], 443), to([block('10.1.0.0/16')], 5432)) },
      { shows: 'the same exception in both', subject: policy(to([office, block('10.0.0.0/9', '10.1.0.0/16')])) },
    ],
    bad: [
      { shows: 'the excepted block in the same rule', subject: policy(to([office, block('10.1.0.0/16')])) },
      { shows: 'a larger block in another rule', subject: policy(to([office], 443), to([block('10.0.0.0/9')], 443, 80)) },
      { shows: 'two halves of the exception', subject: policy(to([office, block('10.1.0.0/17'), block('10.1.128.0/17')])) },
      { shows: 'a rule for everybody', subject: policy(to([office], 443), {}) },
    ],
  }),
});
