import { grouped } from '../../objects/grouped';
import { counted } from '../layout';
import { coversText, objectLabel, placeInObject, position } from '../place';
import { CheckReport, ReportedFinding, Summary } from '../report';
import { unjudgedLabel } from '../unjudged-text';
import { visible } from '../visible';
import { waiverText } from '../waiver-text';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Text for content and attributes. What XML cannot hold at all, as most control characters, is spelled out. */
const xml = (text: string): string => visible(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);

/** JUnit XML, which every build server shows: a suite per file, a case per finding. */
export function checkJunit({ summary, findings, tool }: CheckReport): string {
  const suites = [
    ...[...grouped(findings, ({ origin }) => origin.file ?? '')].map(([file, group]) => suite(file || tool.name, group)),
    ...(summary.unjudged.length === 0 ? [] : [unjudgedSuite(summary.unjudged)]),
  ];
  // build servers take a document without any case for a broken build
  const clean = `  <testsuite name="${xml(tool.name)}" tests="1" failures="0" errors="0" skipped="0">\n    <testcase classname="${xml(tool.name)}" name="${
    counted(summary.objects, 'object')} without findings"/>\n  </testsuite>`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(tool.name)}" ${suites.length === 0 ? 'tests="1" failures="0" errors="0" skipped="0"' : counts(findings, summary.unjudged.length)}>`,
    ...(suites.length === 0 ? [clean] : suites),
    '</testsuites>',
  ].join('\n') + '\n';
}

function counts(findings: readonly ReportedFinding[], unjudged = 0): string {
  const of = (wanted: ReportedFinding['outcome']): number => findings.filter(({ outcome }) => outcome === wanted).length;
  return `tests="${findings.length + unjudged}" failures="${of('violation')}" errors="${of('inconclusive')}" skipped="${of('waived') + unjudged}"`;
}

const suite = (name: string, findings: readonly ReportedFinding[]): string => [
  `  <testsuite name="${xml(name)}" ${counts(findings)}>`, ...findings.map(testCase), '  </testsuite>',
].join('\n');

/** A kind that is not judged in full is a test that was not run. */
const unjudgedSuite = (unjudged: Summary['unjudged']): string => [
  `  <testsuite name="not judged in full" ${counts([], unjudged.length)}>`,
  ...unjudged.map((one) => `    <testcase classname="${xml(one.apiVersion)}" name="${xml(unjudgedLabel(one))}"><skipped message="${xml(one.reason)}"/></testcase>`),
  '  </testsuite>',
].join('\n');

function testCase(finding: ReportedFinding): string {
  const { control, object, origin, line } = finding;
  const file = origin.file === undefined ? '' : ` file="${xml(origin.file)}"${line === undefined ? '' : ` line="${line}"`}`;
  const name = `${control}  ${placeInObject(finding)}`; // both, since build servers merge cases of the same name
  return [`    <testcase classname="${xml(objectLabel(object))}" name="${xml(name)}"${file}>`, `      ${verdict(finding)}`, '    </testcase>'].join('\n');
}

function verdict(finding: ReportedFinding): string {
  const { outcome, severity, message, why, fix, waiver, waivedIn } = finding;
  if (outcome === 'waived') return `<skipped message="${xml(waiver ? waiverText(waiver, waivedIn) : '')}"/>`;
  const [element, type, text] = outcome === 'violation' ? ['failure', severity, message] : ['error', 'inconclusive', `cannot be decided: ${message}`];
  const details = [
    ['at', position(finding)], ['where', placeInObject(finding)], ['what', text], ['why', why], ['fix', fix],
    ...(coversText(finding) === '' ? [] : [['also', coversText(finding)]]),
  ];
  return `<${element} type="${type}" message="${xml(text)}">${details.map(([title, detail]) => `${title.padEnd(5)}  ${xml(detail)}`).join('\n')}</${element}>`;
}
