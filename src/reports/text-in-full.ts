import { countLines, unjudgedLines } from './count-lines';
import { counted, DEFAULT_WIDTH, setInLines, TextOptions } from './layout';
import { Paint, PLAIN } from './paint';
import { objectIdentity, objectLabel, placeInObject, position } from './place';
import { CheckReport, ReportedFinding } from './report';
import { visible } from './visible';
import { waiverText } from './waiver-text';
import { grouped } from '../objects/grouped';

/** Findings with the same key have the same reason and the same fix. */
const lesson = ({ control, why, fix }: ReportedFinding): string => JSON.stringify([control, why, fix]);

/** Everything that a report says, for people: also the findings that others cover, with the reason and the fix of each control. */
export function textInFull({ summary, findings: reported }: CheckReport, { paint = PLAIN, width = DEFAULT_WIDTH }: TextOptions = {}): string {
  const findings = reported.flatMap((finding) => [
    finding, ...(finding.covers ?? []).map((one) => ({ ...one, line: finding.line, column: finding.column })),
  ]);
  const lessons = grouped(findings.filter(({ outcome }) => outcome !== 'waived'), lesson);
  const shared = [...lessons.values()].filter((places) => places.length > 1);
  const once = (finding: ReportedFinding): boolean => lessons.get(lesson(finding))?.length === 1;
  return [
    ...[...grouped(findings, ({ origin }) => origin.file ?? '').values()].map((group) => fileText(group, once, paint, width)),
    ...(shared.length === 0 ? [] : [sharedText(shared, paint, width)]),
    ...(summary.unjudged.length === 0 ? [] : [unjudgedLines(summary.unjudged, paint, width)]),
    countLines(summary, paint, width),
  ].join('\n\n') + '\n';
}

function fileText(findings: readonly ReportedFinding[], once: (finding: ReportedFinding) => boolean, paint: Paint, width: number): string {
  return [
    paint.strong(visible(findings[0].origin.file ?? 'without a file')),
    ...[...grouped(findings, objectIdentity).values()].flatMap((group) => [
      `  ${paint.strong(objectLabel(group[0].object))}`,
      ...group.flatMap((finding) => (finding.outcome === 'waived' ? waivedLines(finding, paint, width) : findingLines(finding, once(finding), paint, width))),
    ]),
  ].join('\n');
}

function findingLines(finding: ReportedFinding, inFull: boolean, paint: Paint, width: number): string[] {
  const undecided = finding.outcome === 'inconclusive';
  const word = undecided ? paint.inconclusive('INCONCLUSIVE') : paint[finding.severity](finding.severity);
  const details = [
    ['where', placeInObject(finding)],
    ['what', `${undecided ? 'cannot be decided, which is no pass: ' : ''}${visible(finding.message)}`],
    ...(inFull ? [['why', visible(finding.why)], ['fix', visible(finding.fix)]] : []),
  ];
  return [heading(word, finding, paint), ...details.flatMap(([title, text]) => setInLines(text, width, `      ${title.padEnd(5)}  `))];
}

function waivedLines(finding: ReportedFinding, paint: Paint, width: number): string[] {
  const container = finding.container === undefined || finding.waiver?.target ? '' : `container "${finding.container}": `;
  const reason = finding.waiver ? waiverText(finding.waiver, finding.waivedIn) : 'without a reason';
  return [heading(paint.waived('waived'), finding, paint), ...setInLines(visible(`${container}${reason}`), width, '      ')];
}

const heading = (word: string, finding: ReportedFinding, paint: Paint): string =>
  `    ${word}  ${paint.strong(visible(finding.control))}  ${position(finding)}`.trimEnd();

function sharedText(lessons: readonly (readonly ReportedFinding[])[], paint: Paint, width: number): string {
  return [
    paint.strong('the same in several places'),
    ...lessons.flatMap(([first, ...more]) => [
      `  ${paint.strong(visible(first.control))}  ${counted(more.length + 1, 'place')}`,
      ...[['why', first.why], ['fix', first.fix]].flatMap(([title, text]) => setInLines(visible(text), width, `    ${title}  `)),
    ]),
  ].join('\n');
}
