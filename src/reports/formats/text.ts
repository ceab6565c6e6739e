import { grouped } from '../../objects/grouped';
import { countLines, unjudgedLines } from '../count-lines';
import { controlsOf, fileLines, Line, linesOf, wordOf } from '../finding-lines';
import { counted, DEFAULT_WIDTH, setInLines, TextOptions } from '../layout';
import { nextLines } from '../next-steps';
import { mostFirst, overviewSections } from '../overview';
import { Paint, PLAIN } from '../paint';
import { objectIdentity } from '../place';
import { CheckReport, ReportedFinding } from '../report';
import { textInFull } from '../text-in-full';
import { visible } from '../visible';

const WORD_WIDTH = 'warning'.length;

const isOpen = ({ outcome }: ReportedFinding): boolean => outcome !== 'waived';

/**
 * Where each fix is to be made, the most frequent first: the lines of an object are one place. Where several controls cannot be decided, the reason says
 * what to do.
 */
function placesToFix(open: readonly ReportedFinding[]): (readonly Line[])[] {
  const byObject = grouped(open.filter(({ filled }) => !filled), objectIdentity);
  const lines = [...byObject.values()].flatMap(linesOf).filter((line) => controlsOf(line).length === 1);
  const places = grouped(lines, ([{ control, fix }]) => JSON.stringify([control, fix]));
  return [...places.values()].sort((one, other) => other.length - one.length);
}

const isInOneObject = (places: readonly Line[]): boolean => new Set(places.map(([finding]) => objectIdentity(finding))).size === 1;

/** Lines are made anew wherever they are needed, of the same findings. */
const lineKey = ([finding]: Line): ReportedFinding => finding;

/** A report for people: what is wrong by file and object, each fix once, what to run next, and the counts last, where a terminal stops. */
export function checkText(report: CheckReport, options: TextOptions = {}): string {
  if (options.verbose) return textInFull(report, options);
  const { paint = PLAIN, width = DEFAULT_WIDTH, call = 'PATH' } = options;
  const { summary, findings } = report;
  const open = findings.filter(isOpen);
  const fixes = placesToFix(open);
  const near = fixes.filter(isInOneObject);
  const fixed = new Set(near.map((places) => lineKey(places[places.length - 1])));
  const alone = new Set(near.filter(({ length }) => length === 1).map(([line]) => lineKey(line)));
  const listing = {
    paint, width,
    hasFix: (line: Line) => fixed.has(lineKey(line)),
    isAlone: (line: Line) => alone.has(lineKey(line)),
    wordWidth: Math.max(WORD_WIDTH, ...findings.map((finding) => wordOf(finding).length)),
    countsFilled: new Set(open.map(objectIdentity)).size > 1,
  };
  const sections = [
    ...[...grouped(findings, ({ origin }) => origin.file ?? '').values()].map((group) => fileLines(group, listing)),
    fixLines(fixes.filter((places) => !isInOneObject(places)), paint, width),
    filledLines(open, paint, width),
    ...(summary.unjudged.length === 0 ? [] : [[unjudgedLines(summary.unjudged, paint, width)]]),
    ...overviewSections(open, paint, width),
    nextLines(open, paint, width, call),
    [countLines(summary, paint, width)],
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The fix of each control that has several places, by the first of them. */
function fixLines(fixes: readonly (readonly Line[])[], paint: Paint, width: number): string[] {
  if (fixes.length === 0) return [];
  return [
    paint.strong('what to do in several objects'),
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
  const names = mostFirst(grouped(filled, ({ control }) => control).values())
    .map(([{ control }, ...more]) => `${visible(control)}${more.length === 0 ? '' : ` (${more.length + 1})`}`);
  const [errors, filledErrors] = [open, filled].map((all) => all.filter(({ severity }) => severity === 'error').length);
  const ofErrors = errors === 0 ? '' : `, ${filledErrors} of ${counted(errors, 'error')}`;
  return [paint.strong(`\`harden\` fills in ${filled.length} of ${counted(open.length, 'finding')}${ofErrors}`), ...setInLines(names.join(', '), width, '  ')];
}
