import { Chart, Testing } from 'cdk8s';
import { HardenedApp, HardenedNamespace, Quantity, Quota } from '../../src';
import { Manifest } from '../../src/objects/manifest';

/** A namespace with the quota that guidelines show: four pods, one CPU and 1Gi requested, twice of it as limits. */
export function tenant(name: string): Manifest[] {
  const chart = new Chart(new HardenedApp(), 'tenant');
  new HardenedNamespace(chart, name, {
    quota: Quota.of({
      pods: 4, requestsCpu: Quantity.cores(1), requestsMemory: Quantity.gibibytes(1),
      limitsCpu: Quantity.cores(2), limitsMemory: Quantity.gibibytes(2),
    }),
  });
  return Testing.synth(chart) as Manifest[];
}
