import { DocumentPart } from '../../objects/document-part';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';

/** The authorizers that every cluster needs, in the order in which they are evaluated. */
const NEEDED = ['Node', 'RBAC'];
const OPEN = ['AlwaysAllow', 'ABAC'];
const file = (...types: string[]) => ({
  apiVersion: 'apiserver.config.k8s.io/v1', kind: 'AuthorizationConfiguration', authorizers: types.map((type) => ({ type, name: type.toLowerCase() })),
});

export const authorizationNodeAndRbac = defineControl({
  id: 'authorization-node-and-rbac',
  title: 'Requests are authorized by Node and RBAC',
  subject: 'object',
  kinds: ['apiserver.config.k8s.io/AuthorizationConfiguration'],
  why: 'with AlwaysAllow every request is allowed, and without the Node authorizer each kubelet can read the secrets of all nodes',
  fix: {
    code: 'make the file with `Authorization.withWebhooks`, which lists both after the webhooks',
    yaml: 'list the types Node and RBAC in `authorizers`, and remove AlwaysAllow and ABAC',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authorization/'],
  frameworks: ['cis:1.2.6', 'cis:1.2.7', 'cis:1.2.8', 'nsa-cisa:rbac'],
  inspect: (manifest) => {
    const authorizers = new DocumentPart(manifest).at('authorizers');
    const types = authorizers.items.map((one) => one.at('type'));
    const missing = NEEDED.filter((needed) => !types.some(({ text }) => text === needed));
    return [
      ...(missing.length === 0 ? [] : [{ pointer: authorizers.pointer, message: `authorizers lacks ${missing.join(' and ')}; add ${missing.length === 1 ? 'it' : 'them'}` }]),
      ...types.filter(({ text }) => OPEN.includes(text)).map(({ pointer, name, text }) => ({ pointer, message: `${name} is "${text}", which allows what no role allows; remove it` })),
    ];
  },
  admission: READ_FROM_FILE,
  harden: {
    objects: { 'apiserver.config.k8s.io/AuthorizationConfiguration': { authorizers: NEEDED.map((type) => ({ type, name: type.toLowerCase() })) } },
  },
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'both', subject: file('Node', 'RBAC') }],
    bad: [
      { shows: 'no Node authorizer', subject: file('RBAC') },
      { shows: 'no roles', subject: file('Node') },
      { shows: 'whatever is asked for', subject: file('Node', 'RBAC', 'AlwaysAllow') },
    ],
  }),
});
