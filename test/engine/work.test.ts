import { CATALOGUE } from '../../src/controls';
import { Judge } from '../../src/engine/judge';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';

/** How much is looked at to judge an object: what seconds would show, without a clock. The bounds are what it takes today and a fifth more. */

let looks = 0;

/** The value with every look at it counted. */
function watched<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, watched(child)] as const);
  const copy: object = Array.isArray(value) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
  return new Proxy(copy, {
    get: (target, key, receiver) => { looks += 1; return Reflect.get(target, key, receiver) as unknown; },
    has: (target, key) => { looks += 1; return Reflect.has(target, key); },
    ownKeys: (target) => { looks += 1; return Reflect.ownKeys(target); },
    getOwnPropertyDescriptor: (target, key) => { looks += 1; return Reflect.getOwnPropertyDescriptor(target, key); },
  }) as T;
}

const metadata = (name: string) => ({ name, namespace: 'shop', labels: { app: name, owner: 'shop-team' } });
const configMap = (i: number): Manifest => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(`settings-${i}`), data: { LOG_LEVEL: 'info' } });
const service = (i: number): Manifest => ({
  apiVersion: 'v1', kind: 'Service', metadata: metadata(`web-${i}`), spec: { selector: { app: `web-${i}` }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
});
const deployment = (i: number, containers = 1): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: metadata(`web-${i}`),
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: `web-${i}` } },
    template: {
      metadata: { labels: { app: `web-${i}` } },
      spec: {
        automountServiceAccountToken: false,
        containers: Array.from({ length: containers }, (_, k) => ({
          name: `main-${k}`, image: 'registry.example.com/shop/web:1.4.2', ports: [{ name: 'http', containerPort: 8080 + k }],
          securityContext: { privileged: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
        })),
      },
    },
  },
});
const budget = (i: number): Manifest => ({
  apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: metadata(`web-${i}`), spec: { maxUnavailable: 1, selector: { matchLabels: { app: `web-${i}` } } },
});
const policy = (i: number): Manifest => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: metadata(`web-${i}`),
  spec: { podSelector: { matchLabels: { app: `web-${i}` } }, policyTypes: ['Ingress', 'Egress'] },
});

const profile = SecurityProfile.restricted();

const ingress = (i: number): Manifest => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: metadata(`web-${i}`),
  spec: { rules: [{ host: `${i}.example.com`, http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web-0', port: { number: 80 } } } }] } }] },
});

/** The looks at objects that are judged together. */
function looksAt(manifests: readonly Manifest[]): number {
  const objects = manifests.map((manifest) => ({ manifest: watched(manifest), profile, origin: {}, waivers: [] }));
  looks = 0;
  new Judge(CATALOGUE).findings(objects);
  return looks;
}

test.each([
  ['a ConfigMap', configMap(1), 140],
  ['a Service', service(1), 280],
  ['a Deployment', deployment(1), 940],
  ['a Deployment of ten containers', deployment(1, 10), 5300],
])('%s', (_, manifest, most) => {
  expect(looksAt([manifest])).toBeLessThan(most);
});

test('grows with the objects, and no faster', () => {
  const shop = (count: number): Manifest[] =>
    Array.from({ length: count }, (_, i) => [deployment(i), service(i), budget(i), policy(i), configMap(i)]).flat();
  expect(looksAt(shop(200)) / looksAt(shop(20))).toBeLessThan(10.5);
});

test('grows no faster where all Ingresses lead to the same pods, which many policies select', () => {
  const published = (count: number): Manifest[] => [
    deployment(0), service(0), ...Array.from({ length: count }, (_, i) => [ingress(i), { ...policy(0), metadata: metadata(`policy-${i}`) }]).flat(),
  ];
  expect(looksAt(published(200)) / looksAt(published(20))).toBeLessThan(10.5);
});
