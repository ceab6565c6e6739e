import { dashboard } from './dashboard';
import { VISITOR_IMAGE } from './deployment';
import { GAP_IMAGE } from '../gap';
import { Expectations } from './expectations';
import { shop } from './shop';
import { tenantA } from './tenant-a';
import { tenantPlatform } from './tenant-platform';
import { rolesOf, Workload } from './workloads';
import { Image } from '../images/import';
import { standinImage } from '../images/own-images';

export const EXPECTATIONS: readonly Expectations[] = [dashboard, shop, tenantA, tenantPlatform];

/** What of the project no example of the suite runs, and why. */
export const NOT_RUN: readonly string[] = [
  'CsiSecretMount: the CSI driver of a secret store is not there',
  'policies of Cilium and Calico: neither agent is there',
  'user namespaces (hostUsers: false): containerd of Debian 12 does not have them; the suite `user-namespaces` has another one',
];

/** A stand-in under each reference that a manifest names, and under that of visitors, who serve every port as well. */
export function imagesOf(programs: string, workloads: readonly Workload[]): Image[] {
  const ports = [...new Set(workloads.flatMap((workload) => workload.ports))];
  const others = [VISITOR_IMAGE, GAP_IMAGE].map((reference) => [reference, { ends: false, ports, commands: [] }] as const);
  const roles = [...rolesOf(workloads), ...others];
  return roles.map(([reference, role]) => standinImage(programs, [reference], role));
}
