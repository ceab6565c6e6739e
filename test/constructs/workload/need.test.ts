import { ApiObject, Chart, Cron } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import {
  ApiServer, ScopedRole, SecureCronJob, SecureDaemonSet, SecureDeployment, SecureJob, SecurePod, SecureStatefulSet, SecurityProfile, Verb,
} from '../../../src';
import { writingOrder } from '../../../src/constructs/synthesis/dependency-order';
import { app, CONTAINER, IMAGE, ofKind } from '../fixtures';

const containers = [CONTAINER];
const settings = (parent: Construct, id: string): ApiObject => new ApiObject(parent, id, { apiVersion: 'v1', kind: 'ConfigMap' });

/** The kinds of the objects of a chart, in the order in which they are written. */
const kindsIn = (chart: Chart): string[] => writingOrder(chart.node.root).charts.find((one) => one.chart === chart)!.objects.map(({ kind }) => kind);

let scope: Chart;
beforeEach(() => { scope = new Chart(app(), 'c', { namespace: 'shop' }); });

test.each<[string, () => unknown]>([
  ['Deployment', () => new SecureDeployment(scope, 'web', { containers })],
  ['StatefulSet', () => new SecureStatefulSet(scope, 'web', { containers })],
  ['DaemonSet', () => new SecureDaemonSet(scope, 'web', { containers })],
  ['Job', () => new SecureJob(scope, 'web', { containers })],
  ['CronJob', () => new SecureCronJob(scope, 'web', { containers, schedule: Cron.daily() })],
  ['Pod', () => new SecurePod(scope, 'web', { containers })],
])('all that the pods of a %s need is written before it', (kind, build) => {
  build();
  settings(scope, 'settings');
  const kinds = kindsIn(scope);
  expect(kinds).toEqual(expect.arrayContaining(['ServiceAccount', 'NetworkPolicy', 'ConfigMap']));
  expect(kinds.indexOf(kind)).toBe(kinds.length - 1);
});

describe('pods come last in a chart', () => {
  test('two workloads stay in their order, behind the objects of both', () => {
    new SecureDeployment(scope, 'first', { containers });
    new SecureJob(scope, 'second', { containers });
    expect(kindsIn(scope).slice(-2)).toEqual(['Deployment', 'Job']);
  });

  test('a role that is bound to a workload is written before it', () => {
    scope = new Chart(app({ profile: SecurityProfile.restricted({ apiServer: ApiServer.of({ cidrs: ['10.0.0.10/32'] }) }) }), 'c', { namespace: 'shop' });
    const web = new SecureDeployment(scope, 'web', { containers });
    new ScopedRole(scope, 'reader', { rules: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['flags'], verbs: [Verb.GET] }] }).bindTo(web);
    expect(kindsIn(scope).slice(-3)).toEqual(['Role', 'RoleBinding', 'Deployment']);
  });

  test('what depends on a workload stays behind it, directly or through a group of objects', () => {
    const web = new SecureDeployment(scope, 'web', { containers });
    const group = new Construct(scope, 'group');
    settings(group, 'inside');
    settings(scope, 'direct').node.addDependency(web);
    group.node.addDependency(web);
    settings(scope, 'indirect').node.addDependency(group);
    expect(kindsIn(scope).slice(-4)).toEqual(['Deployment', 'ConfigMap', 'ConfigMap', 'ConfigMap']);
  });

  test('a PodTemplate starts no pods', () => {
    new SecureDeployment(scope, 'web', { containers });
    new ApiObject(scope, 'template', { apiVersion: 'v1', kind: 'PodTemplate' });
    expect(kindsIn(scope).at(-1)).toBe('Deployment');
  });

  test('a chart without any object of this library keeps the order of cdk8s', () => {
    new SecureDeployment(scope, 'web', { containers });
    const foreign = new Chart(scope.node.root, 'foreign');
    new kplus.Deployment(foreign, 'web', { containers: [{ image: IMAGE }] });
    settings(foreign, 'settings');
    expect(kindsIn(foreign)).toEqual(['Deployment', 'ConfigMap']);
  });
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
