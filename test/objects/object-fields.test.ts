import { objectProblems } from '../../src/objects/object-shape';

type Json = Record<string, any>;

const of = (apiVersion: string, kind: string, rest: Json): Json => ({ apiVersion, kind, metadata: { name: 'web' }, ...rest });
const spec = (apiVersion: string, kind: string, value: unknown): Json => of(apiVersion, kind, { spec: value });
const policy = (value: Json): Json => spec('networking.k8s.io/v1', 'NetworkPolicy', value);
const service = (value: Json): Json => spec('v1', 'Service', value);
const ingress = (value: Json): Json => spec('networking.k8s.io/v1', 'Ingress', value);
const backend = { service: { name: 'web', port: { number: 80 } } };

test.each<[string, Json]>([
  ['a policy', policy({
    podSelector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }, policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: {} }, { ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ port: 'http', protocol: 'TCP' }, { port: 80, endPort: 90 }] }, {}],
  })],
  ['a service', service({ type: 'ClusterIP', selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }, { port: 81, targetPort: 8081 }] })],
  ['an ingress', ingress({ defaultBackend: backend, tls: [{ hosts: ['a'], secretName: 'b' }], rules: [{ host: 'a', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }] })],
  ['an old ingress', spec('extensions/v1beta1', 'Ingress', { rules: [{ http: { paths: [{ backend: { serviceName: 'web', servicePort: 'http' } }] } }] })],
  ['a budget', spec('policy/v1', 'PodDisruptionBudget', { minAvailable: '50%', selector: { matchLabels: { app: 'web' } } })],
  ['an autoscaler', spec('autoscaling/v2', 'HorizontalPodAutoscaler', { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' }, minReplicas: 2, maxReplicas: 5 })],
  ['a quota', spec('v1', 'ResourceQuota', { hard: { 'requests.cpu': 4, 'pods': '10' }, scopes: ['Terminating'] })],
  ['a limit range', spec('v1', 'LimitRange', { limits: [{ type: 'Container', max: { cpu: 2 }, default: { memory: '64Mi' } }] })],
  ['a route', spec('gateway.networking.k8s.io/v1', 'HTTPRoute', { hostnames: ['a'], rules: [{ matches: [{}], backendRefs: [{ name: 'web', port: 80 }] }] })],
  ['null wherever', policy({ podSelector: null, ingress: null, policyTypes: null })],
])('accepts %s', (_, manifest) => expect(objectProblems(manifest)).toEqual([]));

test.each<[Json, string, string]>([
  [policy({ podSelector: 'all' }), '/spec/podSelector', 'NetworkPolicy: spec.podSelector is a text, must be a map'],
  [policy({ egress: [{ to: ['all'] }] }), '/spec/egress/0/to/0', 'NetworkPolicy: spec.egress[0].to[0] is a text, must be a map'],
  [policy({ ingress: [{ ports: [{ port: true }] }] }), '/spec/ingress/0/ports/0/port', 'NetworkPolicy: spec.ingress[0].ports[0].port is true, must be a whole number or a text'],
  [policy({ ingress: [{ from: [{ ipBlock: { except: '10.0.0.0/8' } }] }] }), '/spec/ingress/0/from/0/ipBlock/except', 'NetworkPolicy: spec.ingress[0].from[0].ipBlock.except is a text, must be a list'],
  [service({ selector: 'app=web' }), '/spec/selector', 'Service: spec.selector is a text, must be a map'],
  [service({ ports: [{ targetPort: 80.5 }] }), '/spec/ports/0/targetPort', 'Service: spec.ports[0].targetPort is 80.5, must be a whole number or a text'],
  [service({ externalIPs: '10.0.0.1' }), '/spec/externalIPs', 'Service: spec.externalIPs is a text, must be a list'],
  [ingress({ rules: [{ host: 5 }] }), '/spec/rules/0/host', 'Ingress: spec.rules[0].host is a number, must be a text; put it in quotes'],
  [ingress({ tls: [{ hosts: [true] }] }), '/spec/tls/0/hosts/0', 'Ingress: spec.tls[0].hosts[0] is a boolean, must be a text; put it in quotes'],
  [spec('policy/v1', 'PodDisruptionBudget', { maxUnavailable: [] }), '/spec/maxUnavailable', 'PodDisruptionBudget: spec.maxUnavailable is a list, must be a whole number or a text'],
  [spec('autoscaling/v2', 'HorizontalPodAutoscaler', { minReplicas: '2' }), '/spec/minReplicas', 'HorizontalPodAutoscaler: spec.minReplicas is "2", must be a whole number, without quotes'],
  [spec('v1', 'ResourceQuota', { hard: { pods: 'many' } }), '/spec/hard/pods', 'ResourceQuota: spec.hard.pods is "many", must be an amount such as "250m" or "64Mi"'],
  [spec('v1', 'LimitRange', { limits: {} }), '/spec/limits', 'LimitRange: spec.limits is a map, must be a list'],
  [spec('gateway.networking.k8s.io/v1', 'TCPRoute', { rules: [{ backendRefs: {} }] }), '/spec/rules/0/backendRefs', 'TCPRoute: spec.rules[0].backendRefs is a map, must be a list'],
  [spec('argoproj.io/v1alpha1', 'Rollout', { replicas: '2' }), '/spec/replicas', 'Rollout: spec.replicas is "2", must be a whole number, without quotes'],
  [spec('batch.volcano.sh/v1alpha1', 'Job', { tasks: [{ replicas: '2' }] }), '/spec/tasks/0/replicas', 'Job: spec.tasks[0].replicas is "2", must be a whole number, without quotes'],
  [spec('v1', 'Service', 'x'), '/spec', 'Service: spec is a text, must be a map'],
  [spec('apps/v1', 'Deployment', { selector: { matchLabels: { app: 5 } } }), '/spec/selector/matchLabels/app', 'Deployment: spec.selector.matchLabels.app is a number, must be a text; put it in quotes'],
])('finds that a type is wrong: %#', (manifest, pointer, message) => expect(objectProblems(manifest)).toEqual([{ pointer, message }]));
