import { defineControl } from '../control';
import { field } from '../require';

export const kubeletNoAnonymous = defineControl({
  id: 'kubelet-no-anonymous',
  title: 'The kubelet refuses anonymous requests',
  subject: 'component',
  components: ['kubelet'],
  why: 'anyone who can connect to port 10250 of a node could list its pods, read their logs and run commands in their containers, without credentials',
  fix: {
    code: 'render the configuration of the kubelet with `NodeConfiguration`, which refuses anonymous requests',
    yaml: 'set `authentication.anonymous.enabled: false`, or pass `--anonymous-auth=false`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/'],
  frameworks: ['cis:4.2.1', 'nsa-cisa:authentication', 'mitre:T1133'],
  // the default of the file is to refuse anonymous requests, that of the flag is to admit them; a kubelet without a file uses the default of the flag
  require: field('authentication.anonymous.enabled').isNotTrue(),
  harden: { component: { authentication: { anonymous: { enabled: false } } } },
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'anonymous requests refused', subject: { authentication: { anonymous: { enabled: false } } } }],
    bad: [{ shows: 'anonymous requests admitted', subject: { authentication: { anonymous: { enabled: true } } } }],
  }),
});
