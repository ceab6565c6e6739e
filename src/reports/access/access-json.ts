import { AccessReport, PlaceOf, unknownGrants } from './access-report';
import { Identity } from '../../engine/escalation/identity';
import { EscalationPath } from '../../engine/escalation/shortest-paths';
import { keyOf } from '../../objects/manifest';
import { Grant } from '../../objects/rbac-graph';
import { visibleJson } from '../visible';

/** The version of this document's shape: raised when a reader of the old shape would misunderstand the new one. */
const VERSION = 1;

/** What is known about access, for programs. */
export function accessJson(report: AccessReport, placeOf: PlaceOf): string {
  const ofGrant = (grant: Grant) => {
    const { kind, namespace, name } = keyOf(grant.binding);
    return { binding: name === '' ? null : { kind, namespace, name, place: placeOf(grant) ?? null }, role: grant.roleRef, namespace: grant.clusterWide ? null : namespace };
  };
  const ofPath = ({ to, steps }: EscalationPath) => ({
    to: ofIdentity(to),
    steps: steps.map(({ technique: { id, does, provided, source }, grants, to: next }) => (
      { technique: id, does, provided: provided ?? null, source, by: grants.map(ofGrant), to: ofIdentity(next) })),
  });
  const body = () => {
    switch (report.about) {
      case 'subject': return {
        subject: ofIdentity(report.subject),
        grants: report.grants.map(({ grant, rules }) => ({ ...ofGrant(grant), rules: rules ?? null })),
        paths: report.paths.map(ofPath),
      };
      case 'permission': return {
        permission: report.permission,
        holders: report.holders.map(({ subject, grant, names }) => ({ subject: ofIdentity(subject), ...ofGrant(grant), names: names ?? null })),
      };
      case 'subject-permission': return {
        subject: ofIdentity(report.subject),
        permission: report.permission,
        allowed: report.answers.length > 0,
        by: report.answers.map(({ grant, names }) => ({ ...ofGrant(grant), names: names ?? null })),
      };
      case 'cluster-admin': return {
        subjects: report.subjects,
        paths: [...report.paths].map(([subject, path]) => ({ subject: ofIdentity(subject), ...ofPath(path) })),
      };
    }
  };
  return visibleJson({ version: VERSION, about: report.about, ...body(), unknownRoles: unknownGrants(report).map(ofGrant) });
}

const ofIdentity = (identity: Identity): object => (identity.kind === 'Role'
  ? { kind: identity.kind, namespace: identity.namespace, role: identity.role } : { ...identity });
