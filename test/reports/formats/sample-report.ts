import { CATALOGUE } from '../../../src/controls';
import { CheckReport, ReportedFinding, Summary } from '../../../src/reports/report';

const ASKED = ['read-only-root-filesystem', 'drop-all-capabilities', 'rbac-no-cluster-admin', 'valid-manifest', 'pdb-present'];

const summaryOf = (findings: readonly ReportedFinding[]): Summary => {
  const of = (outcome: string, severity = ''): number =>
    findings.filter((one) => one.outcome === outcome && one.severity.includes(severity)).length;
  return {
    files: new Set(findings.map(({ origin }) => origin.file)).size, objects: 41, skipped: findings.length === 0 ? 0 : 2,
    controls: ASKED.length,
    errors: of('violation', 'error'), warnings: of('violation', 'warning'), waived: of('waived'), inconclusive: of('inconclusive'), unjudged: [],
  };
};

/** A report with these findings. */
export const reportOf = (findings: readonly ReportedFinding[]): CheckReport => ({
  summary: summaryOf(findings), findings, controls: CATALOGUE.filter(({ id }) => ASKED.includes(id)), tool: { name: 'cdk8s-hardened', version: '1.2.3' },
});

/** A finding, where not said otherwise of the first container of a Deployment. */
export const findingOf = (changes: Partial<ReportedFinding> = {}): ReportedFinding => ({
  control: 'read-only-root-filesystem',
  severity: 'error',
  outcome: 'violation',
  origin: { file: 'deploy.yaml', document: 0 },
  line: 31,
  column: 9,
  object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' },
  pointer: '/spec/template/spec/containers/0/securityContext',
  container: 'main',
  message: 'securityContext.readOnlyRootFilesystem is not set, must be true',
  why: 'a writable root filesystem lets an intruder drop binaries and survive inside the container',
  fix: 'leave `readOnlyRootFilesystem` unset and name each path that the process writes to with `writable(path, size)`',
  fixCode: 'declare each path that the process writes to with `writable`',
  waiver: null,
  ...changes,
});

const sidecar = { pointer: '/spec/template/spec/containers/1/securityContext', container: 'sidecar', line: 44 };

/** One finding of each sort. */
export const SAMPLE = reportOf([
  findingOf(),
  findingOf({ ...sidecar, outcome: 'waived', waivedIn: 'annotation', waiver: {
    control: 'read-only-root-filesystem', reason: 'vendor image writes to /opt', expires: '2027-03-31', owner: 'team-x', ticket: 'SEC-1', target: { type: 'container', name: 'sidecar' },
  } }),
  findingOf({ ...sidecar, outcome: 'inconclusive', message: 'securityContext is "no", must be a map' }),
  findingOf({
    control: 'rbac-no-cluster-admin', severity: 'warning', origin: { file: 'rbac/ops team.yaml', document: 1 }, line: 7, column: 3, pointer: '/roleRef/name',
    object: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', namespace: '', name: 'ops' }, container: undefined,
    message: 'roleRef.name is "cluster-admin", must not be "cluster-admin"',
    why: 'cluster-admin is every verb on every resource', fix: 'state what the workload calls in a `ScopedRole` and bind it with `bindTo`',
  }),
]);

export const EMPTY = reportOf([]);

/** The same report, with kinds that were not judged in full. */
export const withUnjudged = (report: CheckReport, unjudged: Summary['unjudged']): CheckReport => ({ ...report, summary: { ...report.summary, unjudged } });

/** Names that would format, break out of, or forge a report. */
const HOSTILE = '"><script>alert(1)</script> | `x` \n::error::forged ::add-mask::a ##vso[task.complete] ##[error]b\r\u001b[31m\u0000\u009b\u202e\ud800]](http://e.example) <!-- @team #12 \' & %s {0} ]]> ünï';

/** A report in which every text that comes from a manifest or a file is hostile. */
export const HOSTILE_REPORT = withUnjudged(reportOf([
  findingOf({
    origin: { file: `dir/${HOSTILE}.yaml`, constructPath: HOSTILE, document: 0 }, object: { apiVersion: HOSTILE, kind: HOSTILE, namespace: HOSTILE, name: HOSTILE },
    pointer: `/${HOSTILE}`, container: HOSTILE, message: HOSTILE, control: HOSTILE, why: HOSTILE, fix: HOSTILE,
  }),
  findingOf({
    outcome: 'waived', container: HOSTILE, message: HOSTILE, object: { apiVersion: 'v1', kind: 'Pod', namespace: HOSTILE, name: HOSTILE },
    waiver: { control: 'read-only-root-filesystem', reason: HOSTILE, expires: HOSTILE, owner: HOSTILE, ticket: HOSTILE, target: { type: 'container', name: HOSTILE } },
  }),
  // a document that is no object
  findingOf({ outcome: 'inconclusive', message: HOSTILE, container: undefined, pointer: '', object: { apiVersion: '', kind: '', namespace: '', name: '' }, line: 1, column: 1 }),
]), [{ apiVersion: HOSTILE, kind: HOSTILE, objects: 2, reason: HOSTILE }]);
