import { defineControl } from '../control';
import { PodSecurityCheck, requirementOf } from '../pod-security-check';
import { listed, sortedSet, uses } from '../pod-security-text';
import { allOf, field } from '../require';

const HANDLERS = [
  'livenessProbe.httpGet', 'livenessProbe.tcpSocket', 'readinessProbe.httpGet', 'readinessProbe.tcpSocket', 'startupProbe.httpGet',
  'startupProbe.tcpSocket', 'lifecycle.postStart.httpGet', 'lifecycle.postStart.tcpSocket', 'lifecycle.preStop.httpGet', 'lifecycle.preStop.tcpSocket',
];

const check: PodSecurityCheck = {
  id: 'hostProbesAndHostLifecycle',
  level: 'baseline',
  reason: 'probe or lifecycle host',
  revisions: [{
    since: '1.34',
    demands: [{
      container: allOf(...HANDLERS.map((path) => field(`${path}.host`).isAbsentOr(''))),
      says: ({ containerNames, distinctValues }) => {
        const names = sortedSet(containerNames); // in this check alone
        return `${listed('container', names)} ${uses(names.length)} ${listed('probe or lifecycle host', distinctValues)}`;
      },
    }],
  }],
};

const handler = (path: string, fields: object): object => path.split('.').reduceRight<object>((inner, key) => ({ [key]: inner }), fields);

export const noProbeHost = defineControl({
  id: 'no-probe-host',
  title: 'Probes and lifecycle hooks address the pod itself',
  subject: 'container',
  why: 'the kubelet sends probes from the network of the node, so a probe with a host reaches services there that no pod could reach',
  fix: {
    code: 'leave `host` unset in `liveness`, `readiness` and `startup` of the container props',
    yaml: 'remove `host` from `httpGet` and `tcpSocket`',
  },
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  frameworks: ['pss:hostProbesAndHostLifecycle'],
  ...requirementOf(check),
  podSecurity: [check],
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a probe of the pod', subject: handler('livenessProbe.httpGet', { path: '/livez', port: 8080 }) },
      { shows: 'an empty host', subject: handler('readinessProbe.tcpSocket', { host: '', port: 8080 }) },
      {
        shows: 'a Host header, which chooses a virtual host only',
        subject: handler('livenessProbe.httpGet', { port: 8080, httpHeaders: [{ name: 'Host', value: 'example.com' }] }),
      },
    ],
    bad: HANDLERS.map((path) => ({ shows: `a host in ${path}`, subject: handler(path, { host: '127.0.0.1', port: 10250 }) })),
  }),
});
