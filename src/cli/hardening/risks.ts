import { PlacedRisk } from './hardened-object';
import { getOrInsert } from '../../objects/remembered';
import { setInLines } from '../../reports/layout';
import { Paint } from '../../reports/paint';
import { visible } from '../../reports/visible';

/** A risk as data. */
export interface ListedRisk extends Pick<PlacedRisk, 'id' | 'object' | 'container' | 'pointer' | 'message' | 'fix'> { readonly place: string }

/** As many places of a kind of risk as a person reads; the others are counted. */
const SHOWN = 5;

/** What compiles and may not run any more, by kind of risk. */
export class Risks {
  private readonly byId = new Map<string, { readonly listed: ListedRisk[]; count: number }>();

  /** @param most how many of a kind are listed: finding the place of one costs a second parse */
  constructor(private readonly most = SHOWN) {}

  public add({ id, object, container, pointer, message, fix, place }: PlacedRisk): void {
    const known = getOrInsert(this.byId, id, () => ({ listed: [], count: 0 }));
    known.count += 1;
    if (known.listed.length < this.most) {
      known.listed.push({ id, object, ...(container !== undefined && { container }), pointer, place: place(), message, fix });
    }
  }

  /** Those that are listed. */
  public list(): readonly ListedRisk[] {
    return [...this.byId.values()].flatMap(({ listed }) => listed);
  }

  /** Each kind with what to do and where; empty where there is none. */
  public text({ paint, columns }: { readonly paint: Paint; readonly columns: number }): string {
    if (this.byId.size === 0) return '';
    return [paint.strong('may need care: all of it is valid, and may not be applied or run as before'), ...[...this.byId.values()].flatMap(({ listed, count }) => {
      const [{ message, fix }] = listed;
      const places = listed.map((one) => `    ${[one.place, one.object, ...(one.container === undefined ? [] : [`container "${one.container}"`])].map(visible).join('  ')}`);
      return [...setInLines(`${message}; ${fix}`, columns, '  '), ...places, ...(count > listed.length ? [`    and ${count - listed.length} more`] : [])];
    })].join('\n');
  }
}
