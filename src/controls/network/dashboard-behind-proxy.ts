import { keyOf, metadataOf, stringMap } from '../../objects/manifest';
import { PodGroup } from '../../objects/pod-index';
import { getOrInsert } from '../../objects/remembered';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { dashboardOf, leadsToLogin } from '../dashboards';
import { INBOUND_PATHS, POD_LABELS, podIndexOf } from '../members';
import { Publication, publicationsIn } from '../publications';
import { inContainers } from '../set-reads';

/** Annotations by which a controller has a server authorize each request before it lets it through, or logs people in itself. */
const ASKS_FOR_LOGIN = [
  'nginx.ingress.kubernetes.io/auth-url', // https://kubernetes.github.io/ingress-nginx/examples/auth/oauth-external-auth/
  'nginx.ingress.kubernetes.io/auth-tls-secret',
  'haproxy-ingress.github.io/auth-url',
  'haproxy-ingress.github.io/oauth',
];
const ALB_LOGIN = 'alb.ingress.kubernetes.io/auth-type'; // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#authentication

function asksForLogin({ member }: Publication): boolean {
  const annotations = stringMap(metadataOf(member.manifest).annotations);
  return ASKS_FOR_LOGIN.some((key) => Object.hasOwn(annotations, key) && annotations[key] !== '')
    || (Object.hasOwn(annotations, ALB_LOGIN) && ['oidc', 'cognito'].includes(annotations[ALB_LOGIN]));
}

function inspect(set: ObjectSet): SetSite[] {
  const pods = podIndexOf(set);
  const titles = new Map<PodGroup, string | null>(); // many paths may lead to the same pods
  const titleOf = (group: PodGroup): string | null => getOrInsert(titles, group, ({ pod }) => dashboardOf(pod) ?? null);
  return publicationsIn(set).filter((one) => !asksForLogin(one)).flatMap((one): SetSite[] => {
    const open = pods.selectedWithin(one.podSelector, one.namespace)
      .find((group) => titleOf(group) !== null && one.ports.some(({ port }) => !leadsToLogin(group.pod, port)));
    if (!open) return [];
    const { kind, name } = keyOf(open.manifest);
    return [{ member: one.member, pointer: one.pointer, message: `leads to ${kind} "${name}", which is ${titleOf(open)!}, past any proxy that asks for a login` }];
  });
}

const metadata = { name: 'ui', namespace: 'ops' };
const image = 'ghcr.io/headlamp-k8s/headlamp:v0.45.0';
const pod = (containers: object[], labels: object = {}) => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { metadata: { labels: { app: 'ui', ...labels } }, spec: { containers } } },
});
const ui = pod([{ name: 'ui', image, ports: [{ name: 'http', containerPort: 4466 }] }]);
const proxy = { name: 'proxy', image: 'quay.io/oauth2-proxy/oauth2-proxy:v7.15.6', ports: [{ name: 'proxy', containerPort: 4180 }] };
const behind = pod([{ name: 'ui', image }, proxy]);
const service = (targetPort: unknown, spec: object = {}) => ({ apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: 'ui' }, ports: [{ port: 80, targetPort }], ...spec } });
const paths = [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'ui', port: { number: 80 } } } }];
const ingress = (annotations: object = {}) => (
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { ...metadata, annotations }, spec: { rules: [{ host: 'ui.example.com', http: { paths } }] } });

export const dashboardBehindProxy = defineControl({
  id: 'dashboard-behind-proxy',
  title: 'Published dashboards are behind a proxy that asks for a login',
  subject: 'set',
  why: 'a dashboard is one request away from what the cluster runs: a fault in its own login, or none, hands that to whoever finds its address',
  fix: {
    code: 'publish it with `AuthenticatedProxy.inFrontOf`, or use `AuthenticatedDashboard`',
    yaml: 'point the Service to the port of oauth2-proxy in the same pod and let the dashboard listen on 127.0.0.1, or let the Ingress ask for a login, as with the '
      + 'annotation `nginx.ingress.kubernetes.io/auth-url`',
  },
  references: ['https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/', 'https://oauth2-proxy.github.io/oauth2-proxy/'],
  frameworks: ['mitre:T1133', 'kubescape:C-0047'],
  // A warning: Grafana, Kibana and Argo CD have logins of their own. What a middleware of Traefik does is in other objects, and counts as no login.
  reads: [POD_LABELS, INBOUND_PATHS, { kinds: { 'networking.k8s.io/Ingress': ['/metadata/annotations'] }, pods: inContainers('/image', '/ports') }],
  inspectSet: inspect,
  admission: notEnforceable('needs the Service, the Ingress and the workload, which may arrive later'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a proxy in the same pod', subject: [ingress(), service('proxy'), behind] },
      { shows: 'its port by number', subject: [ingress(), service(4180), behind] },
      { shows: 'an Ingress that asks for a login', subject: [ingress({ 'nginx.ingress.kubernetes.io/auth-url': 'https://login.example.com/auth' }), service('http'), ui] },
      { shows: 'a load balancer of AWS that asks for a login', subject: [ingress({ [ALB_LOGIN]: 'oidc' }), service('http'), ui] },
      { shows: 'a dashboard inside the cluster', subject: [service('http'), ui] },
      { shows: 'something else', subject: [ingress(), service('http'), pod([{ name: 'web', image: 'registry.example.com/web:1.0.0', ports: [{ name: 'http', containerPort: 8080 }] }])] },
    ],
    bad: [
      { shows: 'Headlamp behind an Ingress', subject: [ingress(), service('http'), ui] },
      { shows: 'the port of the dashboard beside the proxy', subject: [ingress(), service(4466), behind] },
      { shows: 'Argo CD by its label, at a load balancer', subject: [service(8080, { type: 'LoadBalancer' }), pod([{ name: 'server', image: 'quay.io/argoproj/argocd:v3.2.0' }], { 'app.kubernetes.io/name': 'argocd-server' })] },
      { shows: 'Grafana at a port of the nodes', subject: [service(3000, { type: 'NodePort' }), pod([{ name: 'grafana', image: 'grafana/grafana:12.3.0' }])] },
      { shows: 'an Ingress that says not to ask', subject: [ingress({ [ALB_LOGIN]: 'none' }), service('http'), ui] },
    ],
  }),
});
