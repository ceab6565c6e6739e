import { defineControl } from '../control';
import { field } from '../require';

export const kubeletWebhookAuthorization = defineControl({
  id: 'kubelet-webhook-authorization',
  title: 'The kubelet asks the API server what a caller may do',
  subject: 'component',
  components: ['kubelet'],
  why: 'with `AlwaysAllow` every certificate and token of the cluster is enough to run commands in every container of the node',
  fix: {
    code: 'render the configuration of the kubelet with `NodeConfiguration`, which asks the API server',
    yaml: 'set `authorization.mode: Webhook`, or pass `--authorization-mode=Webhook`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authorization'],
  frameworks: ['cis:4.2.2', 'nsa-cisa:authorization'],
  require: field('authorization.mode').isAbsentOr('Webhook'),
  harden: { component: { authorization: { mode: 'Webhook' } } },
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'the API server decides', subject: { authorization: { mode: 'Webhook' } } }],
    bad: [{ shows: 'everything allowed', subject: { authorization: { mode: 'AlwaysAllow' } } }],
  }),
});
