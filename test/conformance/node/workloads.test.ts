import { rolesOf, workloadsOf } from '../../../conformance/node/examples/workloads';

const container = (image: string, rest: object = {}) => ({ name: image, image, ...rest });
const workload = (kind: string, name: string, spec: object) => ({
  apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1', kind, metadata: { name, namespace: 'shop' }, spec: { template: { spec } },
});
const serving = (port: number) => ({ ports: [{ containerPort: port }] });

const rolesIn = (...objects: object[]) => Object.fromEntries(rolesOf(workloadsOf(objects as never)));

test('the first container of a pod serves every port of the example, so that a refused connection cannot mean that nobody listens', () => {
  const roles = rolesIn(
    workload('Deployment', 'web', { containers: [container('web', serving(8080))] }),
    workload('Deployment', 'api', { containers: [container('api', { readinessProbe: { httpGet: { port: 9090 } } })] }),
  );
  expect(roles).toEqual({
    web: { ends: false, ports: [8080, 9090], commands: [] }, api: { ends: false, ports: [8080, 9090], commands: [] },
  });
});

test('the ports of other containers and sidecars of the pod are theirs', () => {
  const roles = rolesIn(workload('Deployment', 'web', {
    containers: [container('web', serving(8080)), container('metrics', serving(9090))],
    initContainers: [container('proxy', { restartPolicy: 'Always', ...serving(15001) }), container('migration')],
  }));
  expect(Object.entries(roles).map(([image, { ports }]) => [image, ports])).toEqual([
    ['proxy', [15001]], ['migration', []], ['web', [8080]], ['metrics', [9090]],
  ]);
});

test('a Job ends at once, and its command is there', () => {
  expect(rolesIn(workload('Job', 'migrate', { containers: [container('migrate', { command: ['/bin/migrate', 'up'], ...serving(8080) })] }))).toEqual({
    migrate: { ends: true, ports: [], commands: ['/bin/migrate'] },
  });
});
