import { Chart, Cron } from 'cdk8s';
import { SecureCronJob, SecureDaemonSet, SecureDeployment, SecureJob, SecurePod, SecureStatefulSet } from '../../../src';
import { app, CONTAINER, ofKind, synth } from '../fixtures';

const containers = [CONTAINER];
let scope: Chart;
beforeEach(() => { scope = new Chart(app(), 'c', { namespace: 'shop' }); });

test.each<[string, () => unknown]>([
  ['Deployment', () => new SecureDeployment(scope, 'web', { containers })],
  ['StatefulSet', () => new SecureStatefulSet(scope, 'web', { containers })],
  ['DaemonSet', () => new SecureDaemonSet(scope, 'web', { containers })],
  ['Job', () => new SecureJob(scope, 'web', { containers })],
  ['CronJob', () => new SecureCronJob(scope, 'web', { containers, schedule: Cron.daily() })],
  ['Pod', () => new SecurePod(scope, 'web', { containers })],
])('the ServiceAccount of a %s is written before it', (kind, build) => {
  build();
  const kinds = synth(scope).map((object) => object.kind);
  expect(kinds.indexOf('ServiceAccount')).toBeLessThan(kinds.indexOf(kind));
});

describe('exposeViaService', () => {
  const two = [{ ...CONTAINER, name: 'web' }, { ...CONTAINER, name: 'metrics', portNumber: 9090 }];

  test('names the ports of several containers, as those of the containers are named', () => {
    new SecureDeployment(scope, 'web', { containers: two }).exposeViaService();
    expect(ofKind(scope, 'Service')[0].spec.ports).toEqual([
      { name: 'tcp-8080', port: 8080, targetPort: 'tcp-8080' }, { name: 'tcp-9090', port: 9090, targetPort: 'tcp-9090' },
    ]);
    const [web, metrics] = ofKind(scope, 'Deployment')[0].spec.template.spec.containers;
    expect([web, metrics].map(({ ports }) => ports[0].name)).toEqual(['tcp-8080', 'tcp-9090']);
  });

  test('leaves a single port without name', () => {
    new SecureDeployment(scope, 'web', { containers }).exposeViaService();
    expect(ofKind(scope, 'Service')[0].spec.ports[0]).not.toHaveProperty('name');
  });
});
