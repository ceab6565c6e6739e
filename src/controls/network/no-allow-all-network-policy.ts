import { defineControl } from '../control';
import { allOf, anyOf, field, item, not, outer } from '../require';

const policy = (spec: object) => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace: 'shop' }, spec: { podSelector: {}, ...spec },
});
const ports = [{ protocol: 'TCP', port: 443 }];
const anywhere = { ipBlock: { cidr: '0.0.0.0/0' } };

const saysWho = anyOf(item('podSelector').isPresent(), item('namespaceSelector').isPresent(), item('ipBlock').isPresent());
/** A block of all addresses is one with a mask of no bits, however its zeros are written. */
const hasBounds = anyOf(not(item('ipBlock.cidr').endsWith('/0')), item('ipBlock.except').isNotEmpty());

export const noAllowAllNetworkPolicy = defineControl({
  id: 'no-allow-all-network-policy',
  title: 'Network policies do not allow everything',
  subject: 'object',
  kinds: ['networking.k8s.io/NetworkPolicy'],
  why: 'one rule for everybody undoes every other policy of these pods, since policies add up: whoever takes one over reaches all the rest, and gets data out',
  fix: {
    code: 'name who talks to whom with `allowFrom` and `allowTo`',
    yaml: 'give each rule `from` or `to` with a selector, or an `ipBlock` with `except`, and `ports`',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#allow-all-ingress-traffic'],
  // Kyverno reports every empty podSelector. We take the other side: `podSelector: {}` under spec is how a default deny is written, and under a peer it
  // means the own namespace. A rule with ports and without peers is left alone, as name resolution is often written; so is a port that is open to the
  // internet, as a public listener must be. Trivy wants selectors in every policy.
  frameworks: ['nsa-cisa:network-policies', 'mitre:T1046', 'trivy:KSV-0038', 'kyverno:restrict-networkpolicy-empty-podselector'],
  require: allOf(
    field('spec.ingress').every(allOf(
      anyOf(item('from').isNotEmpty(), item('ports').isNotEmpty()),
      item('from').every(allOf(saysWho, anyOf(hasBounds, outer('ports').isNotEmpty()))),
    )),
    field('spec.egress').every(allOf(
      anyOf(item('to').isNotEmpty(), item('ports').isNotEmpty()),
      item('to').every(allOf(saysWho, hasBounds)),
    )),
  ),
  absent: 'good',
  examples: {
    good: [
      { shows: 'everything denied', subject: policy({ policyTypes: ['Ingress', 'Egress'] }) },
      { shows: 'the own namespace', subject: policy({ ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] }) },
      { shows: 'another namespace', subject: policy({ ingress: [{ from: [{ namespaceSelector: {} }] }], egress: [{ to: [{ namespaceSelector: {} }] }] }) },
      { shows: 'name resolution', subject: policy({ egress: [{ ports: [{ protocol: 'UDP', port: 53 }] }] }) },
      { shows: 'a block of addresses', subject: policy({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/10' } }] }], egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }) },
      { shows: 'the internet alone', subject: policy({ egress: [{ to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '169.254.169.254/32'] } }] }] }) },
      { shows: 'the internet as source', subject: policy({ ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } }] }] }) },
      { shows: 'a public port', subject: policy({ ingress: [{ from: [anywhere], ports }] }) },
      { shows: 'a port for everybody', subject: policy({ ingress: [{ ports }] }) },
    ],
    bad: [
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
  },
});
