import { grouped } from '../../objects/grouped';
import { countLines, unjudgedLines } from '../count-lines';
import { fileLines, Line, linesOf, wordOf } from '../finding-lines';
import { counted, DEFAULT_WIDTH, setInLines, TextOptions } from '../layout';
import { nextLines } from '../next-steps';
import { Paint, PLAIN } from '../paint';
import { objectIdentity, objectLabel } from '../place';
import { CheckReport, ReportedFinding } from '../report';
import { textInFull } from '../text-in-full';
import { visible } from '../visible';

const MOST = 10;
const WORD_WIDTH = 'warning'.length;

const isOpen = ({ outcome }: ReportedFinding): boolean => outcome !== 'waived';

/** Findings with the same key have the same fix. */
const fixKey = ({ control, fix }: ReportedFinding): string => JSON.stringify([control, fix]);

/** Where a fix is to be made, by fix. */
function placesToFix(open: readonly ReportedFinding[]): ReadonlyMap<string, readonly Line[]> {
  const byObject = grouped(open.filter(({ filled }) => !filled), objectIdentity);
  return grouped([...byObject.values()].flatMap(linesOf), ([finding]) => fixKey(finding));
}

/** A report for people: what is wrong by file and object, each fix once, what to run next, and the counts last, where a terminal stops. */
export function checkText(report: CheckReport, options: TextOptions = {}): string {
  if (options.verbose) return textInFull(report, options);
  const { paint = PLAIN, width = DEFAULT_WIDTH, call = 'PATH' } = options;
  const { summary, findings } = report;
  const open = findings.filter(isOpen);
  const fixes = placesToFix(open);
  const listing = {
    paint, width,
    hasFix: (finding: ReportedFinding) => isOpen(finding) && fixes.get(fixKey(finding))?.length === 1,
    wordWidth: Math.max(WORD_WIDTH, ...findings.map((finding) => wordOf(finding).length)),
    countsFilled: new Set(open.map(objectIdentity)).size > 1,
  };
  const sections = [
    ...[...grouped(findings, ({ origin }) => origin.file ?? '').values()].map((group) => fileLines(group, listing)),
    fixLines([...fixes.values()].filter((places) => places.length > 1), paint, width),
    filledLines(open, paint, width),
    ...(summary.unjudged.length === 0 ? [] : [[unjudgedLines(summary.unjudged, paint, width)]]),
    overviewLines(open, width),
    nextLines(open, paint, width, call),
    [countLines(summary, paint, width)],
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The fix of each control that has several places, by the first of them. */
function fixLines(fixes: readonly (readonly Line[])[], paint: Paint, width: number): string[] {
  if (fixes.length === 0) return [];
  return [
    paint.strong('what to do in several places'),
    ...fixes.flatMap(([[{ control, fix }], ...more]) => {
      const [first, ...rest] = setInLines(`${visible(control)} (${more.length + 1} places): ${visible(fix)}`, width - 4);
      return [`  ${first.replace(visible(control), (id) => paint.strong(id))}`, ...rest.map((line) => `    ${line}`)];
    }),
  ];
}

/** What `harden` fills in, by control: it needs nobody to decide, so the names are enough. */
function filledLines(open: readonly ReportedFinding[], paint: Paint, width: number): string[] {
  const filled = open.filter((finding) => finding.filled);
  if (filled.length === 0) return [];
  const names = [...grouped(filled, ({ control }) => control)].map(([control, { length }]) => `${visible(control)}${length === 1 ? '' : ` (${length})`}`);
  const [errors, filledErrors] = [open, filled].map((all) => all.filter(({ severity }) => severity === 'error').length);
  const ofErrors = errors === 0 ? '' : `, ${filledErrors} of ${counted(errors, 'error')}`;
  return [paint.strong(`\`harden\` fills in ${filled.length} of ${counted(open.length, 'finding')}${ofErrors}`), ...setInLines(names.join(', '), width, '  ')];
}

/** What a reader of many findings asks first: which controls, and which objects. */
function overviewLines(findings: readonly ReportedFinding[], width: number): string[] {
  const objects = [...grouped(findings, objectIdentity).values()];
  if (objects.length < 4) return [];
  const most = (groups: readonly (readonly ReportedFinding[])[], name: (finding: ReportedFinding) => string): string => [...groups]
    .sort((one, other) => other.length - one.length).slice(0, MOST).map((group) => `${name(group[0])} ${group.length}`).join(', ');
  return [
    ...setInLines(most([...grouped(findings, ({ control }) => control).values()], ({ control }) => visible(control)), width, 'most frequent  '),
    ...setInLines(most(objects, ({ object }) => objectLabel(object)), width, 'worst objects  '),
  ];
}
