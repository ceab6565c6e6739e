import { defineControl } from '../control';
import { anyOf, field, item, not } from '../require';

const SSH = 22;

const ports = (...list: object[]) => ({ ports: list });

export const noSshPort = defineControl({
  id: 'no-ssh-port',
  title: 'Containers serve no SSH',
  subject: 'container',
  why: 'a shell over SSH is a way in with its own users and keys, which neither RBAC nor the audit log of the cluster sees',
  fix: {
    code: 'remove port 22 from the ports of the container; enter it with `kubectl debug`',
    yaml: 'remove port 22 from `ports`; enter the container with `kubectl debug`',
  },
  references: ['https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/'],
  frameworks: ['kube-linter:ssh-port', 'kubescape:C-0042'],
  require: field('ports').every(anyOf(item('containerPort').differsFrom(SSH), not(item('protocol').isAbsentOr('TCP')))),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a port for HTTP', subject: ports({ containerPort: 8080 }) },
      { shows: 'another protocol on that port', subject: ports({ containerPort: SSH, protocol: 'UDP' }) },
    ],
    bad: [
      { shows: 'the port of SSH', subject: ports({ containerPort: 8080 }, { containerPort: SSH }) },
      { shows: 'the port of SSH with its protocol', subject: ports({ containerPort: SSH, protocol: 'TCP' }) },
    ],
  }),
});
