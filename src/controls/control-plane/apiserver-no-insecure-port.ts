import { defineControl } from '../control';
import { allOf, field } from '../require';

export const apiserverNoInsecurePort = defineControl({
  id: 'apiserver-no-insecure-port',
  title: 'The API server has no port without authentication',
  subject: 'component',
  components: ['kube-apiserver'],
  why: 'anyone who can connect to the port is cluster-admin, without a credential and without a trace',
  fix: {
    code: 'leave `insecure-port` out of `extraArguments` of `ControlPlane`',
    yaml: 'remove `--insecure-port` and `--insecure-bind-address`, which Kubernetes 1.24 and later refuse, and run a supported version',
  },
  references: ['https://kubernetes.io/docs/concepts/security/controlling-access/#api-server-ports-and-ips'],
  frameworks: ['mitre:T1133'],
  require: allOf(field('--insecure-port').isAbsentOr(0), field('--insecure-bind-address').isAbsent()),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'closed', subject: { '--insecure-port': 0 } },
    ],
    bad: [
      { shows: 'open', subject: { '--insecure-port': 8080 } },
      { shows: 'open to an address', subject: { '--insecure-bind-address': '0.0.0.0' } },
    ],
  }),
});
