import { Chart, Cron, Testing } from 'cdk8s';
import { HardenedApp, HardenedNamespace, SecureCronJob, SecureDaemonSet, SecureDeployment, SecureJob, SecurePod, SecureStatefulSet } from '../../src';
import { Manifest } from '../../src/objects/manifest';

const containers = [{ image: 'registry.example.com/web:1.0.0', portNumber: 8080 }];

/** The objects of an app with a workload of each kind, in the order in which they are written. */
export function everyKind(): Manifest[] {
  const chart = new Chart(new HardenedApp(), 'kinds');
  const namespace = new HardenedNamespace(chart, 'kinds');
  new SecurePod(namespace, 'pod', { containers });
  new SecureJob(namespace, 'job', { containers });
  new SecureCronJob(namespace, 'cron-job', { containers, schedule: Cron.daily() });
  new SecureDaemonSet(namespace, 'daemon-set', { containers });
  new SecureStatefulSet(namespace, 'stateful-set', { containers });
  new SecureDeployment(namespace, 'deployment', { containers });
  return Testing.synth(chart) as Manifest[];
}
