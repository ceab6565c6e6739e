import { EscalationPath } from '../../engine/escalation/shortest-paths';
import { Answer, Holder } from '../../engine/holders';
import { Grant } from '../../objects/rbac-graph';
import { RbacSubject } from '../../objects/rbac-subject';

/** A grant with the rules of its role; undefined where the role is neither in the input nor built in. */
export interface GrantedRules { readonly grant: Grant; readonly rules: readonly unknown[] | undefined }

/** What is known about access, by what was asked. */
export type AccessReport =
  | { readonly about: 'subject'; readonly subject: RbacSubject; readonly grants: readonly GrantedRules[]; readonly paths: readonly EscalationPath[] }
  | { readonly about: 'permission'; readonly permission: string; readonly holders: readonly Holder[]; readonly unknown: readonly Grant[] }
  | {
    readonly about: 'subject-permission'; readonly subject: RbacSubject; readonly permission: string;
    readonly answers: readonly Answer[]; readonly unknown: readonly Grant[];
  }
  | {
    readonly about: 'cluster-admin'; readonly subjects: number; readonly paths: ReadonlyMap<RbacSubject, EscalationPath>; readonly unknown: readonly Grant[];
  };

/** Where an object was read from: `rbac.yaml:12`; undefined for what Kubernetes brings. */
export type PlaceOf = (grant: Grant) => string | undefined;

/** The grants whose role is not known, so that it is not known what they give. */
export function unknownGrants(report: AccessReport): readonly Grant[] {
  return report.about === 'subject' ? report.grants.filter(({ rules }) => rules === undefined).map(({ grant }) => grant) : report.unknown;
}

/** Whether there is something to report: a way to become more, or somebody who may do what is asked. */
export function hasResult(report: AccessReport): boolean {
  switch (report.about) {
    case 'permission': return report.holders.length > 0;
    case 'subject-permission': return report.answers.length > 0;
    case 'cluster-admin': return report.paths.size > 0;
    case 'subject': return report.paths.length > 0;
  }
}
