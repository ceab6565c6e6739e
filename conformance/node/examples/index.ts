import { VISITOR_IMAGE } from './deployment';
import { Expectations } from './expectations';
import { shop } from './shop';
import { tenantA } from './tenant-a';
import { rolesOf, Workload } from './workloads';
import { Image } from '../images/import';
import { standinImage } from '../images/own-images';

export const EXPECTATIONS: readonly Expectations[] = [shop, tenantA];

/** Examples with pods that are not run, and why. */
export const NOT_RUN: Readonly<Record<string, string>> = { 'tenant-platform': 'it has kinds of operators, which are not there' };

/** A stand-in under each reference that a manifest names, and under that of visitors. */
export function imagesOf(programs: string, workloads: readonly Workload[]): Image[] {
  const roles = [...rolesOf(workloads), [VISITOR_IMAGE, { ends: false, ports: [], commands: [] }] as const];
  return roles.map(([reference, role]) => standinImage(programs, [reference], role));
}
