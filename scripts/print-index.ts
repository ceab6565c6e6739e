/** Prints `.hardened/index.json` as a table: what each object is, which controls hardened it, and what there is to say about it. */
import { readFileSync } from 'fs';
import { ObjectIndex } from '../src/constructs/synthesis/object-index';

const width = process.stdout.columns ?? 120;
const GAP = '  ';
const LONGEST_NAME = 36;

/** Names that cdk8s makes end in a hash, which tells them apart: what is cut is the middle. */
const shortName = (name: string): string => (name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 11)}…${name.slice(-10)}`);

/** As many names as fit, and how many there are. */
function shortList(names: readonly string[], room: number): string {
  if (names.length === 0) return '-';
  const count = `${names.length}: `;
  for (let shown = names.length; shown > 0; shown--) {
    const text = `${count}${names.slice(0, shown).join(', ')}${shown < names.length ? `, +${names.length - shown}` : ''}`;
    if (text.length <= room || shown === 1) return text;
  }
  return count;
}

const index = JSON.parse(readFileSync(process.argv[2], 'utf8')) as ObjectIndex;
const rows = Object.entries(index).map(([key, { hardened, findings }]) => {
  const [name, namespace, kind] = key.split('/').reverse();
  const faults = findings.length === 0 ? 'none' : findings.map(({ control, severity, outcome }) => `${outcome === 'waived' ? outcome : severity} ${control}`).join(', ');
  return { object: shortName(namespace ? `${namespace}/${name}` : name), kind, hardened, findings: faults };
});
const columns = (['object', 'kind', 'findings'] as const).map((column) => [column, Math.max(column.length, ...rows.map((row) => row[column].length))] as const);
const room = width - columns.reduce((sum, [, size]) => sum + size + GAP.length, 0);
const line = (cells: { object: string; kind: string; findings: string }, hardened: string): string =>
  [...columns.map(([column, size]) => cells[column].padEnd(size)), hardened].join(GAP);

console.log([
  line({ object: 'object', kind: 'kind', findings: 'findings' }, 'hardened by'),
  ...rows.map((row) => line(row, shortList(row.hardened, room))),
  '',
  `${rows.length} objects, ${rows.filter(({ findings }) => findings !== 'none').length} with findings; "-": nothing was left to fill in`,
].join('\n'));
