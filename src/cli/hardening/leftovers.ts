import { Leftover, LeftoverReason } from './hardened-object';
import { getOrInsert } from '../../objects/remembered';
import { counted, setInLines } from '../../reports/layout';
import { Paint } from '../../reports/paint';
import { visible } from '../../reports/visible';

/** In the order in which they are told. */
const TITLES: Readonly<Record<LeftoverReason, string>> = {
  'inconclusive': 'cannot be decided, which is no pass',
  'replaceable': 'kept, since somebody chose the value; `--override CONTROL` replaces it',
  'explicit': 'kept, since somebody chose the value and only you can know a better one',
  'blocked': 'not filled in, since another value stands against it',
  'needed': 'not filled in as usual, since other objects of the input need it otherwise',
  'undecided': 'left to you, since only you can know the value',
  'no place': 'not filled in, since the file has no place for it',
  'refused': 'left as it is, since the text cannot be changed there',
};

/** Where something was left. */
interface Places extends Pick<Leftover, 'control' | 'message'> { readonly place: string; count: number }

/** What was not written, by control and with the places counted: the list stays short however many objects there are. */
export class Leftovers {
  private readonly groups = new Map(Object.keys(TITLES).map((reason) => [reason as LeftoverReason, new Map<string, Places>()]));

  public add(leftover: Leftover): void {
    const { control, reason, message } = leftover;
    const group = this.groups.get(reason)!;
    const key = reason === 'needed' ? `${control} ${message}` : control; // each of these has a reason of its own
    getOrInsert(group, key, () => ({ control, place: leftover.place(), message, count: 0 })).count += 1;
  }

  public get areInconclusive(): boolean {
    return this.groups.get('inconclusive')!.size > 0;
  }

  /** Whether something could have been filled in, but for its text. */
  public get haveRefused(): boolean {
    return this.groups.get('refused')!.size > 0;
  }

  /** The same as data. */
  public list(): (Pick<Leftover, 'reason' | 'control' | 'message'> & { readonly places: number; readonly first: string })[] {
    return [...this.groups].flatMap(([reason, found]) => (
      [...found.values()].map(({ control, message, place: first, count: places }) => ({ reason, control, message, places, first }))));
  }

  /** The lists that are not empty; a line for each control. */
  public text({ paint, columns }: { readonly paint: Paint; readonly columns: number }): string {
    const filled = [...this.groups].filter(([, found]) => found.size > 0);
    return filled.map(([group, found]) => [paint.strong(TITLES[group]), ...(group === 'needed' ? reasonsOf : linesOf)([...found.values()], columns)].join('\n')).join('\n\n');
  }
}

function linesOf(found: readonly Places[], columns: number): string[] {
  const counts = found.map(({ count }) => counted(count, 'place'));
  const [widestName, widestCount] = [found.map(({ control }) => control), counts].map((texts) => Math.max(...texts.map(({ length }) => length)));
  return found.map(({ control, place, message, count }, i) => {
    const where = count > 1 ? `first ${visible(place)}` : `${visible(place)}  ${visible(message)}`;
    const line = `  ${control.padEnd(widestName)}  ${counts[i].padEnd(widestCount)}  ${where}`;
    return line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
  });
}

const reasonsOf = (found: readonly Places[], columns: number): string[] =>
  atMost(found, ({ control, place, message }) => setInLines(`${visible(message)} (${control})`, columns, `  ${visible(place)}  `));

/** As many as a person reads; the rest is counted. */
const LISTED = 20;

/** The lines of the first ones, and how many more there are. */
export function atMost<T>(all: readonly T[], lines: (one: T) => string[]): string[] {
  return [...all.slice(0, LISTED).flatMap(lines), ...(all.length > LISTED ? [`  and ${all.length - LISTED} more`] : [])];
}
