import { entries } from '../../objects/container-shape';
import { keyOf, Manifest } from '../../objects/manifest';
import { plainText } from '../../objects/plain-text';
import { childPointer, descend, valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable, ObjectSet, SetMember, SetSite } from '../control';
import { membersOf } from '../members';

const INGRESS = 'networking.k8s.io/Ingress';

const CLASS = descend('', ['metadata', 'annotations', 'kubernetes.io/ingress.class']);
/** A second Ingress that takes a share of the requests of the first, as it is meant to. */
const CANARY = descend('', ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/canary']);
/** Controllers that make a load balancer for each Ingress, or for each group of them. */
const OWN_BALANCER = /^(?:alb|gce|gce-internal)$/;
const GROUP = descend('', ['metadata', 'annotations', 'alb.ingress.kubernetes.io/group.name']);

/** What serves an Ingress: Ingresses that are served by the same share hosts. */
function serverOf(manifest: Manifest): string {
  const { namespace, name } = keyOf(manifest);
  const className = plainText(valueAt(manifest, '/spec/ingressClassName') ?? valueAt(manifest, CLASS));
  return OWN_BALANCER.test(className) ? JSON.stringify([className, valueAt(manifest, GROUP) ?? `${namespace}/${name}`]) : className;
}

/** Behind a prefix a slash says nothing. */
const normalized = (path: unknown, pathType: unknown): unknown => (pathType === 'Prefix' && typeof path === 'string' ? path.replace(/\/+$/, '') : path ?? null);

/** What an Ingress claims: each host with each of its paths. */
function claimsOf({ manifest }: SetMember): { readonly key: string; readonly pointer: string; readonly text: string }[] {
  if (valueAt(manifest, CANARY) === 'true') return [];
  const server = serverOf(manifest);
  return entries(valueAt(manifest, '/spec/rules'), '/spec/rules').flatMap((rule) => {
    const host = rule.value.host ?? '';
    if (typeof host !== 'string') return [];
    return entries(valueAt(rule.value, '/http/paths'), `${rule.pointer}/http/paths`).map(({ value: { path, pathType }, pointer }) => ({
      key: JSON.stringify([server, host, normalized(path, pathType), pathType ?? null]), pointer: childPointer(pointer, 'path'), text: `${host === '' ? 'any host with ' : host}${plainText(path ?? '/')}`,
    }));
  });
}

function inspect(set: ObjectSet): SetSite[] {
  const members = membersOf(set, INGRESS);
  const first = new Map<string, SetMember>();
  return members.flatMap((member) => claimsOf(member).flatMap(({ key, pointer, text }): SetSite[] => {
    const known = first.get(key);
    if (!known) first.set(key, member);
    if (!known) return [];
    if (known === member) return [{ member, pointer, message: `${text} is routed twice by this Ingress, and the controller keeps one of the two` }];
    const { namespace, name } = keyOf(known.manifest);
    return [{ member, pointer, message: `${text} is also routed by the Ingress "${name}"${namespace === '' ? '' : ` of the namespace "${namespace}"`}, and the controller keeps one of the two` }];
  }));
}

const ingress = (name: string, host: string, path = '/', namespace = 'shop', ingressClassName = 'public') => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name, namespace },
  spec: { ingressClassName, rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } }] } }] },
});

type Ingress = ReturnType<typeof ingress>;
const annotated = (manifest: Ingress, annotations: object) => ({ ...manifest, metadata: { ...manifest.metadata, annotations } });
const byAnnotation = ({ spec: { rules }, ...rest }: Ingress) => (
  { ...annotated({ ...rest, spec: { ingressClassName: '', rules } }, { 'kubernetes.io/ingress.class': 'public' }), spec: { rules } });
const twice = ({ spec, ...rest }: Ingress) => ({ ...rest, spec: { ...spec, rules: [...spec.rules, ...spec.rules] } });

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
  reads: [{ kinds: { [INGRESS]: ['/spec/rules', '/spec/ingressClassName', '/metadata/annotations'] } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the other Ingresses of the cluster, which may arrive later'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'other paths of a host', subject: [ingress('web', 'example.com'), ingress('api', 'example.com', '/api')] },
      { shows: 'other hosts', subject: [ingress('web', 'example.com'), ingress('api', 'api.example.com')] },
      { shows: 'a canary of nginx', subject: [ingress('web', 'example.com'), annotated(ingress('canary', 'example.com'), { 'nginx.ingress.kubernetes.io/canary': 'true' })] },
      { shows: 'a load balancer for each Ingress', subject: [ingress('web', 'example.com', '/', 'shop', 'alb'), ingress('inner', 'example.com', '/', 'shop', 'alb')] },
      { shows: 'another class, which another controller serves', subject: [ingress('web', 'example.com'), ingress('inner', 'example.com', '/', 'shop', 'internal')] },
    ],
    bad: [
      { shows: 'the same host and path', subject: [ingress('web', 'example.com'), ingress('api', 'example.com')] },
      { shows: 'a slash behind the prefix', subject: [ingress('web', 'example.com', '/api'), ingress('api', 'example.com', '/api/')] },
      { shows: 'no host, which is any', subject: [ingress('web', ''), ingress('api', '')] },
      { shows: 'a class by annotation', subject: [ingress('web', 'example.com'), byAnnotation(ingress('api', 'example.com'))] },
      { shows: 'twice in one Ingress', subject: [twice(ingress('web', 'example.com'))] },
      { shows: 'in two namespaces', subject: [ingress('web', 'example.com'), ingress('web', 'example.com', '/', 'other')] },
    ],
  }),
});
