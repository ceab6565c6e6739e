import { isCustomControlId, VOCABULARY, VocabularyEntry } from '../../controls/vocabulary';
import { Unjudged } from '../../engine/unjudged';
import { grouped } from '../../objects/grouped';
import { isClusterScoped } from '../../objects/scope';
import { coversText, position } from '../place';
import { CheckReport, ReportedFinding } from '../report';
import { unjudgedText } from '../unjudged-text';
import { yamlDocuments } from '../yaml-text';

// https://github.com/openreports/reports-api/blob/main/apis/openreports.io/v1alpha1/report_types.go
const API_VERSION = 'openreports.io/v1alpha1';

const FAMILIES = new Map(Object.entries<VocabularyEntry>(VOCABULARY).map(([id, { family }]) => [id, family]));

type Result = 'fail' | 'warn' | 'error' | 'skip';
interface ReportResult { readonly result: Result; readonly [field: string]: unknown }

/** What belongs to no namespace goes to the report of the cluster: so does a document that could not be read. */
const CLUSTER = '';

/**
 * Reports of the OpenReports API: one for each namespace and one for what belongs to the cluster, which is there even without results. An object
 * that leaves its namespace to whoever applies it is in a report that does the same.
 */
export function checkOpenReports({ summary, findings, tool }: CheckReport): string {
  const scopes = grouped(findings, scopeOf);
  const others = [...scopes.keys()].filter((scope) => scope !== CLUSTER).sort();
  return yamlDocuments([
    report('ClusterReport', {}, tool.name, [...(scopes.get(CLUSTER) ?? []).map(resultOf), ...summary.unjudged.map(unjudgedResult)]),
    ...others.map((scope) => {
      const { namespace } = scopes.get(scope)![0].object;
      return report('Report', namespace === '' ? {} : { namespace }, tool.name, scopes.get(scope)!.map(resultOf));
    }),
  ]);
}

function scopeOf({ object }: ReportedFinding): string {
  const readable = object.kind !== '' && isClusterScoped({ ...object }) !== true;
  return readable ? `namespace ${object.namespace}` : CLUSTER;
}

function report(kind: string, metadata: object, source: string, results: readonly ReportResult[]): object {
  const count = (wanted: Result): number => results.filter(({ result }) => result === wanted).length;
  return {
    apiVersion: API_VERSION,
    kind,
    metadata: { name: source, ...metadata, labels: { 'app.kubernetes.io/managed-by': source } },
    source,
    configuration: { limits: { statusFilter: ['fail', 'warn', 'error', 'skip'] } }, // what passed is not listed
    summary: { pass: 0, fail: count('fail'), warn: count('warn'), error: count('error'), skip: count('skip') },
    results,
  };
}

function outcomeOf({ outcome, severity }: ReportedFinding): Result {
  if (outcome === 'inconclusive') return 'error';
  if (outcome === 'waived') return 'skip';
  return severity === 'error' ? 'fail' : 'warn';
}

/** A kind that was not judged in full. */
const unjudgedResult = (one: Unjudged): ReportResult => (
  { policy: 'valid-manifest', category: FAMILIES.get('valid-manifest'), result: 'skip', scored: false, message: unjudgedText(one) }
);

function resultOf(finding: ReportedFinding): ReportResult {
  const { control, severity, message, object } = finding;
  const { apiVersion, kind, namespace, name } = object;
  return {
    policy: control,
    category: FAMILIES.get(control) ?? (isCustomControlId(control) ? 'custom' : 'pod-security'), // the checks of the Pod Security Standard have ids of their own
    severity: severity === 'error' ? 'high' : 'medium',
    result: outcomeOf(finding),
    scored: severity === 'error',
    resources: kind === '' ? undefined : [{ apiVersion, kind, ...(namespace === '' ? {} : { namespace }), name }],
    message,
    properties: properties(finding),
  };
}

/** The API takes texts only. */
function properties(finding: ReportedFinding): Record<string, string> {
  const { pointer, container, fix, waiver, waivedIn } = finding;
  const facts = {
    'position': position(finding), pointer, container, fix, 'covers': coversText(finding),
    'waiver-reason': waiver?.reason, 'waiver-expires': waiver?.expires, 'waiver-owner': waiver?.owner, 'waiver-ticket': waiver?.ticket, 'waived-in': waivedIn,
  };
  return Object.fromEntries(Object.entries(facts).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''));
}
