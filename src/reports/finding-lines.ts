import { setInLines } from './layout';
import { Paint } from './paint';
import { coversText, objectIdentity, objectLabel, position } from './place';
import { ReportedFinding } from './report';
import { visible } from './visible';
import { waiverText } from './waiver-text';
import { grouped } from '../objects/grouped';
import { shortList } from '../objects/shown-value';

/** How the findings of a report are listed. */
export interface Listing {
  readonly paint: Paint;
  readonly width: number;
  /** Whether the fix follows a line; otherwise it is listed once for all places. */
  readonly hasFix: (line: Line) => boolean;
  /** Whether the message of a line is left out where its fix says as much. */
  readonly isAlone: (line: Line) => boolean;
  /** The width of the column for severities. */
  readonly wordWidth: number;
  /** Whether each object says how many of its findings `harden` fills in. */
  readonly countsFilled: boolean;
}

/**
 * The findings of one object that read as one, not empty: those of a control in one line, or with one message in several containers, or of several controls
 * that cannot be decided for one reason.
 */
export type Line = readonly ReportedFinding[];

const NAMED = 3;
const MOST_NAMED = 10;
const PLACE_WIDTH = 6;
const MARGIN = 4;

/** The word that a finding starts with; the most severe first. */
const WORDS = ['INCONCLUSIVE', 'error', 'warning', 'waived'];
export function wordOf({ outcome, severity }: ReportedFinding): string {
  switch (outcome) {
    case 'inconclusive': return 'INCONCLUSIVE';
    case 'waived': return 'waived';
    case 'violation': return severity;
  }
}

/** The controls whose findings are in a line. */
export const controlsOf = (line: Line): readonly string[] => [...new Set(line.map(({ control }) => control))];

const rankOf = ([finding]: Line): number => WORDS.indexOf(wordOf(finding));

/** The findings of one object as lines, the most severe first. */
export function linesOf(findings: readonly ReportedFinding[]): Line[] {
  const inPlace = grouped(findings, ({ control, outcome, severity, container, line, column }) => (
    JSON.stringify([control, outcome, severity, container, line, column])));
  const same = grouped([...inPlace.values()].entries(), ([i, group]) => {
    const [{ control, outcome, severity, container, pointer, message }] = group;
    if (outcome === 'inconclusive') return JSON.stringify([outcome, pointer, message]);
    return outcome === 'violation' && container !== undefined ? JSON.stringify([control, severity, group.map((finding) => finding.message)]) : i;
  });
  return [...same.values()].map((groups) => groups.flatMap(([, group]) => group)).sort((one, other) => rankOf(one) - rankOf(other));
}

/** The findings of one file, by object. */
export function fileLines(findings: readonly ReportedFinding[], listing: Listing): string[] {
  return [
    listing.paint.strong(visible(findings[0].origin.file ?? 'without a file')),
    ...[...grouped(findings, objectIdentity).values()].flatMap((group) => objectLines(group, listing)),
  ];
}

function objectLines(findings: readonly ReportedFinding[], listing: Listing): string[] {
  const listed = findings.filter(({ filled }) => !filled);
  const filled = findings.length - listed.length;
  const containers = new Set(listed.flatMap(({ container }) => container ?? []));
  const note = filled === 0 || !listing.countsFilled ? '' : `  + ${filled} that \`harden\` fills in`;
  return [
    `  ${listing.paint.strong(objectLabel(findings[0].object))}${note}`,
    ...linesOf(listed).flatMap((line) => findingLines(line, containers.size > 1, listing)),
  ];
}

const shortened = (message: string): string => message.replace(/ is not set, must .*$/, ' is not set');

/** What is wrong, in short. */
function messageOf({ outcome, waiver, waivedIn }: ReportedFinding, messages: readonly string[]): string {
  if (outcome === 'waived') return waiver ? waiverText(waiver, waivedIn) : 'without a reason';
  const text = messages.join('; ');
  return outcome === 'inconclusive' ? `cannot be decided, which is no pass: ${text}` : text;
}

/** Whether a fix says all that a message does: that a field is not set, which the fix names. */
function saysFix(message: string, fix: string): boolean {
  const [, field] = /^\S*?([\w-]+)(?:\[\d+\])? is not set$/.exec(message) ?? [];
  return field !== undefined && fix.includes(field);
}

function findingLines(line: Line, namesContainer: boolean, { paint, width, hasFix, isAlone, wordWidth }: Listing): string[] {
  const [finding] = line;
  const { outcome, severity, origin, waiver } = finding;
  const controls = controlsOf(line);
  const messages = [...new Set((controls.length > 1 ? [finding] : line).map(({ message }) => shortened(message)))];
  const isFixed = hasFix(line);
  const isShort = isFixed && isAlone(line) && outcome === 'violation' && messages.every((message) => saysFix(message, finding.fix));
  const containers = namesContainer && !(outcome === 'waived' && waiver?.target) ? [...new Set(line.flatMap(({ container }) => container ?? []))] : [];
  const also = [...new Set(line.flatMap((one) => coversText(one).split(', ').filter(Boolean)))];
  const within = namesText(containers);
  const text = [
    isShort ? `missing${within && ` in ${within}`}: ${finding.fix}` : `${within && `${within}: `}${messageOf(finding, messages)}`,
    ...(also.length === 0 ? [] : [`(also ${namesText(also)})`]),
  ].join(' ');
  const word = wordOf(finding);
  const inFile = finding.line === undefined ? '' : `${finding.line}:${finding.column ?? 1}`;
  const place = origin.file === undefined ? position(finding) : inFile;
  const [first, ...rest] = setInLines(`${visible(namesText(controls))}  ${visible(text)}`, width, `${' '.repeat(MARGIN)}${word.padEnd(wordWidth)} ${place.padEnd(PLACE_WIDTH)} `);
  const indent = ' '.repeat(MARGIN + wordWidth + 1);
  const paintWord = outcome === 'violation' ? paint[severity] : paint[outcome];
  return [
    first.replace(word, () => paintWord(word)).replace(visible(controls[0]), (id) => paint.strong(id)),
    ...(rest.length === 0 ? [] : setInLines(rest.map((one) => one.trim()).join(' '), width, indent)),
    ...(isFixed && !isShort ? setInLines(`fix: ${visible(finding.fix)}`, width, indent) : []),
  ];
}

/** Names, of which a reader gets the first ones where there are many. */
const namesText = (names: readonly string[]): string => shortList(names, names.length <= MOST_NAMED ? MOST_NAMED : NAMED);
