import { defineControl } from '../control';
import { anyOf, field, item, not } from '../require';

/** Below these paths the API server shows its memory and the log files of its machine, and lets its log level be set. */
const PATHS = ['/debug', '/logs'];

// An asterisk at the end of a URL stands for any rest, so that each beginning of a path covers it.
// https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/rbac/v1/evaluation_helpers.go
const COVERING = [...new Set(PATHS.flatMap((path) => Array.from(path, (_, i) => `${path.slice(0, i)}*`)))];

export const rbacNoDebugUrls = defineControl({
  id: 'rbac-no-debug-urls',
  title: 'RBAC rules do not reach the debug pages of the API server',
  subject: 'policy-rule',
  why: 'a memory profile of the API server holds secrets and tokens of everybody, its log level can be set to print request bodies, and its logs can be read',
  fix: {
    code: 'name the paths that are needed, such as `/metrics` or `/healthz`',
    yaml: 'remove `/debug`, `/logs` and wildcards that cover them from `rules[].nonResourceURLs`',
  },
  references: ['https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/', 'https://kubernetes.io/docs/concepts/security/api-server-bypass-risks/'],
  frameworks: ['nsa-cisa:rbac', 'cis:1.2.15', 'mitre:T1552'],
  power: { may: 'read the memory of the API server', clusterOnly: true },
  require: field('nonResourceURLs').every(not(anyOf(...[...PATHS, ...COVERING].map((path) => item().startsWith(path))))),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'metrics and health', subject: { nonResourceURLs: ['/metrics', '/healthz/*', '/livez'], verbs: ['get'] } },
      { shows: 'the API documentation', subject: { nonResourceURLs: ['/openapi', '/openapi/*', '/version'], verbs: ['get'] } },
    ],
    bad: [...PATHS.map((path) => `${path}/x`), ...COVERING]
      .map((url) => ({ shows: `the path ${url}`, subject: { nonResourceURLs: ['/metrics', url], verbs: ['get'] } })),
  }),
});
