import { Leftover, LeftoverReason } from './hardened-text';
import { counted } from '../reports/layout';
import { Paint } from '../reports/paint';
import { visible } from '../reports/visible';

/** In the order in which they are told. */
const TITLES: Readonly<Record<LeftoverReason, string>> = {
  inconclusive: 'cannot be decided, which is no pass',
  replaceable: 'kept, since somebody chose the value; `--override CONTROL` replaces it',
  explicit: 'kept, since somebody chose the value and only you can know a better one',
  blocked: 'not filled in, since another value stands against it',
  undecided: 'left to you, since only you can know the value',
  refused: 'left as it is, since the text cannot be changed there',
};

/** Where something was left. */
interface Places { readonly place: string; readonly message: string; count: number }

/** What was not written, by control and with the places counted: the list stays short however many objects there are. */
export class Leftovers {
  private readonly groups = new Map(Object.keys(TITLES).map((reason) => [reason as LeftoverReason, new Map<string, Places>()]));

  public add(leftover: Leftover): void {
    const { control, reason, message } = leftover;
    const group = this.groups.get(reason)!;
    const known = group.get(control);
    if (known) known.count += 1;
    else group.set(control, { place: leftover.place(), message, count: 1 });
  }

  public get areInconclusive(): boolean {
    return this.groups.get('inconclusive')!.size > 0;
  }

  /** The lists that are not empty; a line for each control. */
  public text({ paint, columns }: { readonly paint: Paint; readonly columns: number }): string {
    const filled = [...this.groups].filter(([, controls]) => controls.size > 0);
    return filled.map(([group, controls]) => [paint.strong(TITLES[group]), ...linesOf(controls, columns)].join('\n')).join('\n\n');
  }
}

function linesOf(controls: ReadonlyMap<string, Places>, columns: number): string[] {
  const counts = [...controls.values()].map(({ count }) => counted(count, 'place'));
  const [widestName, widestCount] = [[...controls.keys()], counts].map((texts) => Math.max(...texts.map(({ length }) => length)));
  return [...controls].map(([control, { place, message, count }], i) => {
    const where = count > 1 ? `first ${visible(place)}` : `${visible(place)}  ${visible(message)}`;
    const line = `  ${control.padEnd(widestName)}  ${counts[i].padEnd(widestCount)}  ${where}`;
    return line.length > columns ? `${line.slice(0, columns - 1)}…` : line;
  });
}
