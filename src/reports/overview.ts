import { Paint } from './paint';
import { objectIdentity, objectLabel } from './place';
import { ReportedFinding } from './report';
import { visible } from './visible';
import { grouped } from '../objects/grouped';

const MOST_CONTROLS = 10;
const MOST_OBJECTS = 5;
/** Of fewer objects a reader sees all. */
const MANY = 4;

/** What a reader of many findings needs first: which controls, and which objects. */
export function overviewSections(open: readonly ReportedFinding[], paint: Paint, width: number): string[][] {
  const objects = mostFirst(grouped(open, objectIdentity).values());
  if (objects.length < MANY) return [];
  const controls = mostFirst(grouped(open, ({ control }) => control).values()).map(countedAs(({ control }) => visible(control)));
  return [
    [paint.strong('most frequent'), ...inColumns(controls.slice(0, MOST_CONTROLS), width)],
    [paint.strong('worst objects'), ...objects.slice(0, MOST_OBJECTS).map(countedAs(({ object }) => objectLabel(object)))],
  ];
}

/** Groups by their size. */
export const mostFirst = (groups: Iterable<readonly ReportedFinding[]>): (readonly ReportedFinding[])[] =>
  [...groups].sort((one, other) => other.length - one.length);

const countedAs = (name: (finding: ReportedFinding) => string) =>
  (group: readonly ReportedFinding[]): string => `${String(group.length).padStart(6)}  ${name(group[0])}`;

/** Texts in as many columns as fit, to be read down. */
function inColumns(texts: readonly string[], width: number): string[] {
  const widest = Math.max(...texts.map(({ length }) => length));
  const columns = Math.max(1, Math.floor(width / widest));
  const rows = Math.ceil(texts.length / columns);
  return texts.slice(0, rows).map((_, row) => texts.filter((__, i) => i % rows === row).map((text) => text.padEnd(widest)).join('').trimEnd());
}
