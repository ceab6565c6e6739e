import { DocumentPart } from '../../objects/document-part';
import { HEALTH_PATHS, TOKEN_DISCOVERY_PATH } from '../anonymous-paths';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';

const OPEN = [...HEALTH_PATHS, TOKEN_DISCOVERY_PATH];
const file = (anonymous?: object) => ({ apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AuthenticationConfiguration', ...(anonymous ? { anonymous } : {}) });
const conditions = (...paths: string[]) => paths.map((path) => ({ path }));

export const authenticationNoAnonymous = defineControl({
  id: 'authentication-no-anonymous',
  title: 'Requests without credentials reach only health checks',
  subject: 'object',
  kinds: ['apiserver.config.k8s.io/AuthenticationConfiguration'],
  why: 'anyone who can connect to the API server is an anonymous user, and one careless binding of system:anonymous or system:unauthenticated gives '
    + 'them the cluster',
  fix: {
    code: 'keep the rules of `Authentication`, which admits anonymous requests to health checks only; set `allowsTokenDiscovery` where nodes join by '
      + 'token',
    yaml: `set \`anonymous.enabled: true\` with \`conditions\` for ${HEALTH_PATHS.join(', ')} alone, which the probes of the API server need, or \`enabled: false\``,
  },
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-authenticator-configuration', 'https://github.com/kubernetes/kubeadm/issues/798',
  ],
  frameworks: ['cis:1.2.1', 'nsa-cisa:authentication'],
  inspect: (manifest) => {
    const anonymous = new DocumentPart(manifest).at('anonymous');
    const paths = anonymous.at('conditions');
    if (!anonymous.isSet) return [{ pointer: '/anonymous', message: 'anonymous is not set, so that every path admits requests without credentials; limit it to the paths of health checks' }];
    if (anonymous.at('enabled').value !== true) return [];
    if (paths.items.length === 0) return [{ pointer: paths.pointer, message: 'anonymous.conditions is empty, so that every path admits requests without credentials; list the paths of health checks' }];
    return paths.items.map((condition) => condition.at('path')).filter(({ text }) => !OPEN.includes(text))
      .map(({ pointer, text }) => ({ pointer, actual: text, expected: `must be one of ${OPEN.map((path) => JSON.stringify(path)).join(', ')}` }));
  },
  admission: READ_FROM_FILE,
  harden: { objects: { 'apiserver.config.k8s.io/AuthenticationConfiguration': { anonymous: { enabled: true, conditions: conditions(...HEALTH_PATHS) } } } },
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'health checks', subject: file({ enabled: true, conditions: conditions('/livez', '/readyz', '/healthz') }) },
      { shows: 'no anonymous requests', subject: file({ enabled: false }) },
      { shows: 'nodes that join by token', subject: file({ enabled: true, conditions: conditions('/livez', TOKEN_DISCOVERY_PATH) }) },
    ],
    bad: [
      { shows: 'every path', subject: file({ enabled: true }) },
      { shows: 'a path of the API', subject: file({ enabled: true, conditions: conditions('/livez', '/api/v1/namespaces/kube-system/secrets') }) },
    ],
  }),
});
