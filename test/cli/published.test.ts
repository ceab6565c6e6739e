import { call, folder, write } from './command';

/** A published workload, and a policy that lets one namespace in. */
const MANIFESTS = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec: { rules: [{ host: web.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: registry.example.com/web:1.0.0, ports: [{ name: http, containerPort: 8080 }] }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Ingress]
  ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress-nginx } } }], ports: [{ port: http }] }]
`;

async function found(profile?: string): Promise<{ readonly code: number; readonly messages: string[]; readonly err: string }> {
  const at = folder();
  write(at, { 'x.yaml': MANIFESTS, ...(profile && { 'profile.yaml': profile }) });
  const { code, out, err } = await call(at, ['check', '--format', 'json', 'x.yaml', ...(profile ? ['--profile', 'profile.yaml'] : [])]);
  const findings = out === '' ? [] : (JSON.parse(out) as { findings: { control: string; message: string }[] }).findings;
  return { code, err, messages: findings.filter(({ control }) => control === 'published-workload-reachable').map(({ message }) => message) };
}

test('who is let in may be any ingress controller where the profile names none', async () => expect((await found()).messages).toEqual([]));

test.each([['a namespace', '{ namespace: ingress-nginx }'], ['one of several', '{ cidr: 10.0.0.0/16 }, { namespace: ingress-nginx, podLabels: { app: nginx } }']])(
  'a profile file names the ingress controllers: %s', async (_, sources) => expect((await found(`ingressControllers: [${sources}]\n`)).messages).toEqual([]),
);

test('another ingress controller than that of the profile is a finding', async () => {
  expect((await found('ingressControllers: [{ namespace: traefik }]\n')).messages)
    .toEqual(['leads to Deployment "web", whose network policies admit none of the ingress controllers of the profile on port "http" (TCP)']);
});

test.each([
  ['both at once', '{ namespace: a, cidr: 10.0.0.0/16 }', 'ingressControllers has an entry that is neither `cidr` alone nor `namespace`'],
  ['an unknown key', '{ namespaces: a }', 'ingressControllers[0] has no key "namespaces"; did you mean "namespace"?'],
  ['what is no block', '{ cidr: 10.0.0.1/8 }', 'it has address bits beyond its prefix'],
])('fails for %s in a profile file', async (_, source, message) => {
  const { code, err } = await found(`ingressControllers: [${source}]\n`);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
