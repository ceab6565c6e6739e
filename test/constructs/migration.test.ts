/** What docs/migration.md says of five apps, on apps of the same shapes: the two changes are made, and nothing else. */
import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { app, chart, errors, firstContainer, manifest, podSpec, warnings } from './fixtures';
import { HardenedNamespace, SecureDeployment, SecureStatefulSet } from '../../src';

const image = 'registry.example.com/app';

test('permissions to write workloads stop the synth', () => {
  const scope = chart();
  const web = new SecureDeployment(scope, 'web', { containers: [{ image, portNumber: 6000 }], replicas: 2, spread: true, isolate: true });
  web.permissions.grantReadWrite(kplus.Group.fromName(scope, 'group', 'frontoffice'));
  expect(new Set(errors(scope))).toEqual(new Set(['rbac-no-workload-creation', 'rbac-no-named-create']));
});

test('permissions to read them do not', () => {
  const scope = chart();
  const db = new SecureStatefulSet(scope, 'db', { containers: [{ image, portNumber: 8000 }], replicas: 2 });
  db.permissions.grantRead(kplus.Group.fromName(scope, 'group', 'frontoffice'));
  expect(errors(scope)).toEqual([]);
});

test('an id with dots makes a Service that no API server takes', () => {
  const scope = chart();
  new SecureDeployment(scope, 'my.host', { containers: [{ image, portNumber: 5678 }] }).exposeViaService();
  expect(errors(scope)).toEqual(['valid-manifest']);
});

test('a published workload that nobody may connect to is a warning', () => {
  const scope = chart();
  new SecureDeployment(scope, 'web', { containers: [{ image, portNumber: 5678 }] }).exposeViaService().exposeViaIngress('/*');
  expect(errors(scope)).toEqual([]);
  expect(warnings(scope)).toEqual(expect.arrayContaining(['published-workload-reachable', 'ingress-host-explicit', 'ingress-tls', 'image-tag-pinned']));
});

test('a volume without limit and a policy for images are warnings', () => {
  const scope = chart();
  const web = new SecureDeployment(scope, 'web');
  const container = web.addContainer({ image, imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT, portNumber: 9898 });
  container.mount('/data', kplus.Volume.fromEmptyDir(scope, 'data', 'data'));
  expect(errors(scope)).toEqual([]);
  expect(warnings(scope)).toEqual(expect.arrayContaining(['empty-dir-size-limit', 'image-pull-policy-always']));
});

test('a secret in the environment stops the synth', () => {
  const scope = chart();
  const secret = kplus.Secret.fromSecretName(scope, 'secret', 'elastic');
  new SecureDeployment(scope, 'query', { containers: [{ image, port: 8000, envVariables: { ELASTIC_PASSWORD: kplus.EnvValue.fromSecretValue({ secret, key: 'elastic' }) } }] });
  expect(errors(scope)).toEqual(['no-secrets-in-environment']);
});

test('a password in a variable, in YAML within one, and root stop the synth', () => {
  const scope = chart();
  const securityContext = { ensureNonRoot: false, readOnlyRootFilesystem: false };
  const config = '\ndb:\n  user: postgres\n  password: password\n';
  for (const [id, name, value] of [['postgres', 'POSTGRES_PASSWORD', 'password'], ['site', 'SITE_CONFIG', config]]) {
    const workload = new SecureDeployment(scope, id, { replicas: 1 });
    workload.addContainer({ image, portNumber: 3000, securityContext, resources: {}, envVariables: { [name]: kplus.EnvValue.fromValue(value) } });
  }
  expect(errors(scope)).toEqual(['postgres', 'site'].flatMap(() => ['run-as-non-root', 'read-only-root-filesystem', 'no-literal-secrets-in-environment']));
});

test('empty resources get what is missing', () => {
  const workload = new SecureDeployment(chart(), 'web', { containers: [{ image, portNumber: 80, resources: {} }] });
  expect(firstContainer(workload).resources.limits).toMatchObject({ memory: '256Mi' });
});

test('a namespace beside the workloads keeps their selectors, and the chart puts them into it', () => {
  const selector = (build: (scope: Chart) => kplus.Deployment): unknown => {
    const workload = build(new Chart(app(), 'shop', { namespace: 'shop' }));
    return [manifest(workload).spec.selector, manifest(workload).metadata];
  };
  const plain = selector((scope) => new SecureDeployment(scope, 'web', { containers: [{ image, portNumber: 80 }] }));
  const beside = selector((scope) => {
    new HardenedNamespace(scope, 'namespace', { name: 'shop' });
    return new SecureDeployment(scope, 'web', { containers: [{ image, portNumber: 80 }] });
  });
  expect(beside).toEqual(plain);
  expect(podSpec(new SecureDeployment(chart(), 'web', { containers: [{ image, portNumber: 80 }] }))).toHaveProperty('serviceAccountName');
});
