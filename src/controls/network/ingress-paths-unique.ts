import { entries } from '../../objects/container-shape';
import { keyOf } from '../../objects/manifest';
import { plainText } from '../../objects/plain-text';
import { childPointer, valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable, ObjectSet, SetMember, SetSite } from '../control';
import { membersOf } from '../members';

const INGRESS = 'networking.k8s.io/Ingress';

/** What an Ingress claims: each host with each of its paths. */
function claimsOf({ manifest }: SetMember): { readonly key: string; readonly pointer: string; readonly text: string }[] {
  const className = plainText(valueAt(manifest, '/spec/ingressClassName'));
  return entries(valueAt(manifest, '/spec/rules'), '/spec/rules').flatMap((rule) => {
    const { host } = rule.value;
    if (typeof host !== 'string' || host === '') return [];
    return entries(valueAt(rule.value, '/http/paths'), `${rule.pointer}/http/paths`).map(({ value: { path, pathType }, pointer }) => ({
      key: JSON.stringify([className, host, path ?? null, pathType ?? null]), pointer: childPointer(pointer, 'path'), text: `${host}${plainText(path ?? '/')}`,
    }));
  });
}

function inspect(set: ObjectSet): SetSite[] {
  const members = membersOf(set, INGRESS);
  if (members.length < 2) return [];
  const first = new Map<string, SetMember>();
  return members.flatMap((member) => claimsOf(member).flatMap(({ key, pointer, text }): SetSite[] => {
    const known = first.get(key);
    if (!known) first.set(key, member);
    if (!known || known === member) return [];
    const { namespace, name } = keyOf(known.manifest);
    return [{ member, pointer, message: `${text} is also routed by the Ingress "${name}"${namespace === '' ? '' : ` of the namespace "${namespace}"`}, and the controller keeps one of the two` }];
  }));
}

const ingress = (name: string, host: string, path = '/', namespace = 'shop', ingressClassName = 'public') => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name, namespace },
  spec: { ingressClassName, rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } }] } }] },
});

export const ingressPathsUnique = defineControl({
  id: 'ingress-paths-unique',
  title: 'One Ingress routes a host and path',
  subject: 'set',
  why: 'a second Ingress can take over the traffic of the first, and which of them the controller keeps may change with any update',
  fix: {
    code: 'pass another `host` or `path` to one of the Ingresses',
    yaml: 'remove the rule from one of the Ingresses, or change its `host` or `path`',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches'],
  frameworks: ['kyverno:unique-ingress-host-and-path'],
  reads: [{ kinds: { [INGRESS]: ['/spec/rules', '/spec/ingressClassName'] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the other Ingresses of the cluster, which may arrive later'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'other paths of a host', subject: [ingress('web', 'example.com'), ingress('api', 'example.com', '/api')] },
      { shows: 'other hosts', subject: [ingress('web', 'example.com'), ingress('api', 'api.example.com')] },
      { shows: 'another class, which another controller serves', subject: [ingress('web', 'example.com'), ingress('inner', 'example.com', '/', 'shop', 'internal')] },
    ],
    bad: [
      { shows: 'the same host and path', subject: [ingress('web', 'example.com'), ingress('api', 'example.com')] },
      { shows: 'in two namespaces', subject: [ingress('web', 'example.com'), ingress('web', 'example.com', '/', 'other')] },
    ],
  }),
});
