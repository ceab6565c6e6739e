import { defineControl } from '../control';
import { allOf, anyOf, Expression, field } from '../require';

const policy = (spec: object) => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'web', namespace: 'shop' }, spec: { podSelector: {}, ...spec },
});
const ingress = [{ from: [{ podSelector: {} }] }];
const egress = [{ to: [{ podSelector: {} }] }];

/** Without `policyTypes` every rule is in force. */
const inForce = (rules: string, type: string): Expression => (
  anyOf(field('spec.policyTypes').includes(type), field(`spec.${rules}`).isEmpty(), field('spec.policyTypes').isEmpty()));

export const networkPolicyRulesInForce = defineControl({
  id: 'network-policy-rules-in-force',
  title: 'Every rule of a network policy is in force',
  subject: 'object',
  kinds: ['networking.k8s.io/NetworkPolicy'],
  why: 'rules of a direction that `policyTypes` does not list have no effect: the pods look restricted in that direction and are not',
  fix: {
    code: 'list both directions in `policyTypes` of the NetworkPolicy, or make the rules with `allowFrom` and `allowTo`',
    yaml: 'add the direction of the rules to `spec.policyTypes`, `Ingress` or `Egress`, or remove the rules',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  frameworks: ['nsa-cisa:network-policies'],
  require: allOf(inForce('ingress', 'Ingress'), inForce('egress', 'Egress')),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'rules of both directions', subject: policy({ policyTypes: ['Ingress', 'Egress'], ingress, egress }) },
      { shows: 'rules without policyTypes', subject: policy({ ingress, egress }) },
      { shows: 'an empty list of policyTypes', subject: policy({ policyTypes: [], ingress, egress }) },
      { shows: 'one direction alone', subject: policy({ policyTypes: ['Ingress'], ingress }) },
      { shows: 'one direction denied', subject: policy({ policyTypes: ['Egress'], ingress: [] }) },
    ],
    bad: [
      { shows: 'ingress rules in a policy for egress', subject: policy({ policyTypes: ['Egress'], ingress, egress }) },
      { shows: 'egress rules in a policy for ingress', subject: policy({ policyTypes: ['Ingress'], ingress, egress }) },
    ],
  }),
});
