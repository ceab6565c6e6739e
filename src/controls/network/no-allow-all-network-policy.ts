import { defineControl } from '../control';
import { compile } from '../evaluate';
import { NETWORK_POLICIES, POD_LABELS } from '../members';
import { openingClusterPolicies, openingPolicies } from '../opening-policies';
import { allOf, anyOf, Expression, field, item, not, outer } from '../require';

const policy = (spec: object) => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace: 'shop' }, spec: { podSelector: {}, ...spec },
});
const ports = [{ protocol: 'TCP', port: 443 }];
const billing = { matchLabels: { team: 'billing' } };
const anywhere = { ipBlock: { cidr: '0.0.0.0/0' } };

const saysWho = anyOf(item('podSelector').isPresent(), item('namespaceSelector').isPresent(), item('ipBlock').isPresent());
/** A block of all addresses is one with a mask of no bits, however its zeros are written. */
const hasBounds = anyOf(not(item('ipBlock.cidr').endsWith('/0')), item('ipBlock.except').isNotEmpty());
/** TCP without a number is all of TCP. */
const namesPorts = allOf(item('ports').isNotEmpty(), item('ports').every(anyOf(item('port').isPresent(), item('protocol').isOneOf(['UDP', 'SCTP']))));
/** Without `policyTypes` every rule has an effect. */
const hasNoEffect = (direction: string): Expression => allOf(field('spec.policyTypes').isNotEmpty(), field('spec.policyTypes').excludes(direction));

/** What one rule shows, as the API server can judge it; `openingPolicies` finds the rest. */
const OF_ONE_RULE = allOf(
  anyOf(field('spec.ingress').every(allOf(
    anyOf(item('from').isNotEmpty(), namesPorts),
    item('from').every(allOf(saysWho, anyOf(hasBounds, outer('ports').isNotEmpty()))),
  )), hasNoEffect('Ingress')),
  anyOf(field('spec.egress').every(allOf(
    anyOf(item('to').isNotEmpty(), allOf(item('ports').isNotEmpty(), item('ports').every(item('port').isPresent()))),
    item('to').every(allOf(saysWho, hasBounds)),
  )), hasNoEffect('Egress')),
);
const verdict = compile(OF_ONE_RULE);

export const noAllowAllNetworkPolicy = defineControl({
  id: 'no-allow-all-network-policy',
  title: 'Network policies do not allow everything',
  subject: 'object',
  kinds: ['networking.k8s.io/NetworkPolicy'],
  why: 'policies add up, so one rule that allows everyone cancels every other policy of these pods: an intruder in one of them can reach everything '
    + 'else and send data out',
  fix: {
    code: 'name who talks to whom with `allowFrom` and `allowTo`',
    yaml: 'give each rule `from` or `to` with a selector, or an `ipBlock` with `except`, and `ports`',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#allow-all-ingress-traffic'],
  // Kyverno reports every empty podSelector. We do not: `podSelector: {}` under spec is how a default deny is written, and under a peer it
  // means the own namespace. Name resolution may go anywhere, and a listener may be open to everybody on its ports, as a public one must be. Trivy requires
  // selectors in every policy. The command line and synth judge the meaning of all rules together, admission policies one rule at a time.
  frameworks: ['nsa-cisa:network-policies', 'mitre:T1046', 'trivy:KSV-0038', 'kyverno:restrict-networkpolicy-empty-podselector'],
  require: OF_ONE_RULE,
  reads: [POD_LABELS, NETWORK_POLICIES],
  inspectSet: (set) => [...openingPolicies(set, (value) => verdict({ subject: { value, pointer: '' } }) === 'pass'), ...openingClusterPolicies(set)],
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'everything denied', subject: policy({ policyTypes: ['Ingress', 'Egress'] }) },
      { shows: 'the own namespace', subject: policy({ ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] }) },
      { shows: 'another namespace', subject: policy({ ingress: [{ from: [{ namespaceSelector: billing }] }], egress: [{ to: [{ namespaceSelector: billing }] }] }) },
      { shows: 'name resolution', subject: policy({ egress: [{ ports: [{ protocol: 'UDP', port: 53 }] }] }) },
      { shows: 'a block of addresses', subject: policy({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/10' } }] }], egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }) },
      { shows: 'the internet alone', subject: policy({ egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '169.254.169.254/32'] } }] }] }) },
      { shows: 'the internet as source', subject: policy({ ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }] }) },
      { shows: 'a public port', subject: policy({ ingress: [{ from: [anywhere], ports }] }) },
      { shows: 'a port for everybody', subject: policy({ ingress: [{ ports }] }) },
      { shows: 'the media of a call for everybody', subject: policy({ ingress: [{ ports: [{ protocol: 'UDP' }, { protocol: 'SCTP' }] }] }) },
      { shows: 'ingress rules without effect', subject: policy({ policyTypes: ['Egress'], ingress: [{}] }) },
      { shows: 'egress rules without effect', subject: policy({ policyTypes: ['Ingress'], egress: [{}] }) },
    ],
    bad: [
      { shows: 'all of TCP for everybody', subject: policy({ ingress: [{ ports: [{ protocol: 'TCP' }, { protocol: 'UDP' }] }] }) },
      { shows: 'a rule for everybody under its direction', subject: policy({ policyTypes: ['Ingress'], ingress: [{}] }) },
      { shows: 'all of TCP everywhere', subject: policy({ policyTypes: ['Ingress', 'Egress'], egress: [{ ports: [{ port: 53 }, {}] }] }) },
      { shows: 'a rule for everybody', subject: policy({ ingress: [{ from: [{ podSelector: {} }] }, {}] }) },
      { shows: 'a rule for everywhere', subject: policy({ egress: [{}] }) },
      { shows: 'a rule with empty lists', subject: policy({ ingress: [{ from: [], ports: [] }], egress: [{ to: [], ports: [] }] }) },
      { shows: 'a peer that says nothing', subject: policy({ ingress: [{ from: [{}] }] }) },
      { shows: 'a port for a peer that says nothing', subject: policy({ ingress: [{ from: [{}], ports }] }) },
      { shows: 'a target that says nothing', subject: policy({ egress: [{ to: [{}] }] }) },
      { shows: 'every address as source', subject: policy({ ingress: [{ from: [anywhere] }] }) },
      { shows: 'every address as target', subject: policy({ egress: [{ to: [{ podSelector: {} }, anywhere], ports }] }) },
      { shows: 'every address of IPv6', subject: policy({ egress: [{ to: [{ ipBlock: { cidr: '::/0', except: [] } }] }] }) },
    ],
  }),
});
