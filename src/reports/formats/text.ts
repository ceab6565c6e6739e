import { grouped } from '../../objects/grouped';
import { countLines, unjudgedLines } from '../count-lines';
import { DEFAULT_WIDTH, setInLines, TextOptions } from '../layout';
import { Paint, PLAIN } from '../paint';
import { coversText, objectIdentity, objectLabel, position } from '../place';
import { CheckReport, ReportedFinding } from '../report';
import { textInFull } from '../text-in-full';
import { visible } from '../visible';
import { waiverText } from '../waiver-text';

const MOST = 10;

const isOpen = ({ outcome }: ReportedFinding): boolean => outcome !== 'waived';

/** A report for people: a line for each finding, by file and object, then each fix once, and the counts last, where a terminal stops. */
export function checkText(report: CheckReport, options: TextOptions = {}): string {
  if (options.verbose) return textInFull(report, options);
  const { paint = PLAIN, width = DEFAULT_WIDTH } = options;
  const { summary, findings } = report;
  const sections = [
    ...[...grouped(findings, ({ origin }) => origin.file ?? '').values()].map((group) => fileLines(group, paint, width)),
    fixLines(findings.filter((finding) => isOpen(finding) && !finding.filled), paint, width),
    ...(summary.unjudged.length === 0 ? [] : [[unjudgedLines(summary.unjudged, paint, width)]]),
    [...overviewLines(findings.filter(isOpen), paint, width), ...nextLines(findings, width), countLines(summary, paint, width)],
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function fileLines(findings: readonly ReportedFinding[], paint: Paint, width: number): string[] {
  return [
    paint.strong(visible(findings[0].origin.file ?? 'without a file')),
    ...[...grouped(findings, objectIdentity).values()].flatMap((group) => [
      `  ${paint.strong(objectLabel(group[0].object))}`, ...objectLines(group, paint, width),
    ]),
  ];
}

function objectLines(findings: readonly ReportedFinding[], paint: Paint, width: number): string[] {
  const containers = new Set(findings.flatMap(({ container }) => container ?? []));
  const same = grouped(findings, ({ control, outcome, container, line, column, filled }) =>
    JSON.stringify([control, outcome, container, line, column, filled]));
  return [...same.values()].flatMap((group) => findingLines(group, containers.size > 1, paint, width));
}

/** What is wrong, in short: what a missing field must be, the fix says. */
function messageOf({ outcome, waiver, waivedIn }: ReportedFinding, messages: readonly string[]): string {
  if (outcome === 'waived') return waiver ? waiverText(waiver, waivedIn) : 'without a reason';
  const text = messages.map((message) => message.replace(/ is not set, must .*$/, ' is not set')).join('; ');
  return outcome === 'inconclusive' ? `cannot be decided, which is no pass: ${text}` : text;
}

/** The findings of one control in one line of the input, as one. */
function findingLines(findings: readonly ReportedFinding[], namesContainer: boolean, paint: Paint, width: number): string[] {
  const [finding] = findings;
  const { control, outcome, severity, origin, line, column, filled, container, waiver } = finding;
  const word = outcome === 'inconclusive' ? 'INCONCLUSIVE' : outcome === 'waived' ? 'waived' : severity;
  const place = origin.file === undefined ? position(finding) : line === undefined ? '' : `${line}:${column ?? 1}`;
  const within = container === undefined || !namesContainer || (outcome === 'waived' && waiver?.target) ? '' : `${container}: `;
  const also = filled ? '' : coversText(finding); // what is filled in for the one is for the others as well
  const text = `${within}${messageOf(finding, findings.map(({ message }) => message))}${also === '' ? '' : ` (also ${shortList(also.split(', '))})`}`;
  const lead = `${word.padEnd(7)} ${place.padEnd(6)} ${visible(control)}`;
  const [first, ...more] = setInLines(`${lead}  ${visible(text)}`, width - 4);
  const paintWord = outcome === 'violation' ? paint[severity] : paint[outcome];
  const painted = first.replace(word, () => paintWord(word)).replace(visible(control), (id) => paint.strong(id));
  const rest = more.length === 0 ? [] : setInLines(more.join(' '), width, ' '.repeat(19));
  return [`  ${filled ? '+' : ' '} ${painted}`, ...rest];
}

const shortList = (names: readonly string[]): string =>
  (names.length <= MOST ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`);

/** The fix of each control once, by how many findings need it. */
function fixLines(findings: readonly ReportedFinding[], paint: Paint, width: number): string[] {
  const fixes = [...grouped(findings, ({ control, fix }) => JSON.stringify([control, fix])).values()];
  if (fixes.length === 0) return [];
  return [
    paint.strong('what to do'),
    ...fixes.flatMap(([{ control, fix }, ...more]) => {
      const [first, ...rest] = setInLines(`${visible(control)}${more.length === 0 ? '' : ` (${more.length + 1} places)`}: ${visible(fix)}`, width - 4);
      return [`  ${first.replace(visible(control), (id) => paint.strong(id))}`, ...rest.map((line) => `    ${line}`)];
    }),
  ];
}

/** What a reader of many findings asks first: which controls, and which objects. */
function overviewLines(findings: readonly ReportedFinding[], paint: Paint, width: number): string[] {
  const objects = [...grouped(findings, objectIdentity).values()];
  if (objects.length < 4) return [];
  const most = (groups: readonly (readonly ReportedFinding[])[], name: (finding: ReportedFinding) => string): string => [...groups]
    .sort((one, other) => other.length - one.length).slice(0, MOST).map((group) => `${name(group[0])} ${group.length}`).join(', ');
  return [
    ...setInLines(most([...grouped(findings, ({ control }) => control).values()], ({ control }) => visible(control)), width, 'most frequent  '),
    ...setInLines(most(objects, ({ object }) => objectLabel(object)), width, 'worst objects  '),
  ].map(paint.faint);
}

/** What to run next. */
function nextLines(findings: readonly ReportedFinding[], width: number): string[] {
  const open = findings.filter(isOpen);
  const filled = open.filter(({ filled: isFilled }) => isFilled);
  const files = [...new Set(filled.map(({ origin }) => origin.file))];
  const [file] = files;
  const names = files.length === 1 && file !== undefined && /^[\w./-]+$/.test(file) ? file : 'PATH';
  if (open.length === 0) return [];
  const fills = filled.length === 0 ? '' : `\`harden --diff ${names}\` fills the ${filled.length} marked +; `;
  return setInLines(`${fills}\`explain CONTROL\` says why; \`check --verbose\` says everything`, width);
}
