import { PROJECT } from '../documentation';
import { fingerprints } from '../fingerprint';
import { objectLabel } from '../place';
import { CheckReport, ReportedFinding } from '../report';
import { ReportingDescriptor, sarifRules } from '../sarif-rules';
import { unjudgedText } from '../unjudged-text';
import { visibleJson } from '../visible';
import { waiverText } from '../waiver-text';

// https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const BASE = '%SRCROOT%';
const UNDECIDED = 'undecided';
const UNJUDGED = 'unjudged';

/** SARIF 2.1.0, for code scanning. */
export function checkSarif(report: CheckReport): string {
  const rules = sarifRules(report);
  const ruleOf = new Map(rules.map((rule, index) => [rule.id, { rule, index }]));
  const prints = fingerprints(report.findings);
  const undecided = report.findings.filter(({ outcome }) => outcome === 'inconclusive');
  return visibleJson({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{
      tool: { driver: driver(report, rules) },
      invocations: [{
        executionSuccessful: undecided.length === 0,
        toolExecutionNotifications: [
          ...undecided.map((finding) => ({
            descriptor: { id: UNDECIDED, index: 0 },
            associatedRule: { id: finding.control, index: ruleOf.get(finding.control)!.index },
            level: 'error',
            message: messageOf(finding),
            locations: [locationOf(finding)],
          })),
          ...report.summary.unjudged.map((one) => ({
            descriptor: { id: UNJUDGED, index: 1 }, level: 'warning', message: { text: withoutLinks(unjudgedText(one)) },
          })),
        ],
      }],
      originalUriBaseIds: { [BASE]: { description: { text: 'The working directory of the check.' } } },
      columnKind: 'utf16CodeUnits',
      results: report.findings.map((finding, i) => resultOf(finding, ruleOf.get(finding.control)!.index, prints[i])),
    }],
  });
}

const driver = ({ tool }: CheckReport, rules: readonly ReportingDescriptor[]): object => ({
  name: tool.name,
  version: tool.version,
  informationUri: PROJECT,
  rules,
  notifications: [
    { id: UNDECIDED, shortDescription: { text: 'The input does not allow a verdict, which is no pass.' } },
    { id: UNJUDGED, shortDescription: { text: 'The fields of some objects were not judged in full.' } },
  ],
});

function resultOf(finding: ReportedFinding, ruleIndex: number, fingerprint: string): object {
  const { control, outcome, severity, pointer, container, covers = [] } = finding;
  return {
    ruleId: control,
    ruleIndex,
    // the standard allows no other level for what is not known to be a fault; the notification of the same finding is an error
    ...(outcome === 'inconclusive' ? { kind: 'open', level: 'none' } : { kind: 'fail', level: severity }),
    message: messageOf(finding),
    locations: [locationOf(finding)],
    partialFingerprints: { 'cdk8sHardened/v1': fingerprint },
    suppressions: outcome === 'waived' ? [suppressionOf(finding)] : [], // absent would mean unknown
    properties: {
      pointer, ...(container === undefined ? {} : { container }),
      ...(covers.length === 0 ? {} : { covers: covers.map((one) => ({ control: one.control, pointer: one.pointer, message: one.message })) }),
    },
  };
}

function suppressionOf({ waiver, waivedIn }: ReportedFinding): object {
  const { expires, owner, ticket } = waiver ?? {};
  return {
    kind: waivedIn === 'file' ? 'external' : 'inSource',
    status: 'accepted',
    justification: waiver ? waiverText(waiver) : '',
    properties: { ...(expires && { expires }), ...(owner && { owner }), ...(ticket && { ticket }) },
  };
}

function messageOf({ outcome, object, container, message }: ReportedFinding): object {
  const undecided = outcome === 'inconclusive' ? 'cannot be decided: ' : '';
  const within = container === undefined ? '' : `, container "${container}"`;
  return { text: withoutLinks(`${objectLabel(object)}${within}: ${undecided}${message}`) };
}

/** "](" would make a link of a hostile name; see "Messages with embedded links" of the standard. */
const withoutLinks = (text: string): string => text.replaceAll('](', '] (');

function locationOf({ origin, object, line = 1, column = 1 }: ReportedFinding): object {
  const { apiVersion, kind, namespace, name } = object;
  const logical = [
    ...(kind === '' ? [] : [{ name, kind: 'resource', fullyQualifiedName: [apiVersion, kind, namespace, name].filter(Boolean).join('/') }]),
    ...(origin.constructPath === undefined ? [] : [{ fullyQualifiedName: origin.constructPath }]),
  ];
  const region = { startLine: line, startColumn: column };
  return {
    ...(origin.file === undefined ? {} : { physicalLocation: { artifactLocation: artifact(origin.file), region } }),
    ...(logical.length === 0 ? {} : { logicalLocations: logical }),
  };
}

const encoded = (path: string): string => path.replace(/\p{Cs}/gu, '\ufffd').split('/').map(encodeURIComponent).join('/');

const artifact = (file: string): object => (file.startsWith('/') ? { uri: `file://${encoded(file)}` } : { uri: encoded(file), uriBaseId: BASE });
