import { Chart, Testing } from 'cdk8s';
import { HardenedApp, HardenedNamespace, Quota } from '../../src';
import { Manifest } from '../../src/objects/manifest';

/** A namespace with the quota that guidelines show: four pods, one CPU and 1Gi requested, twice of it as limits. */
export function tenant(name: string): Manifest[] {
  const chart = new Chart(new HardenedApp(), 'tenant');
  new HardenedNamespace(chart, name, { quota: Quota.of({ pods: 4, requestsCpu: '1', requestsMemory: '1Gi', limitsCpu: '2', limitsMemory: '2Gi' }) });
  return Testing.synth(chart) as Manifest[];
}
