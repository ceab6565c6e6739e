import { Disagreement, Tool } from './suite';

/** One line of KNOWN.md: a disagreement that stays, and why. */
export interface KnownEntry extends Tool {
  readonly check: string;
  /** The object, or `*` for any. */
  readonly object: string;
  readonly why: string;
  /** Where it stands in the file. */
  readonly line: number;
}

const ANY = '*';
const COLUMNS = ['version', 'check', 'object', 'why'];

/** The cells of a table row. A pipe in a cell is written `\|`, and backticks around a cell are for the reader only. */
function cellsOf(row: string): string[] {
  const cells = row.trim().replace(/^\|/, '').replace(/\|$/, '').split(/(?<!\\)\|/);
  return cells.map((cell) => cell.trim().replace(/\\\|/g, '|').replace(/^`([^`]*)`$/, '$1'));
}

/** Reads the tables of KNOWN.md, one below the heading of each tool. Throws what is wrong, with its line. */
export function readKnown(text: string): KnownEntry[] {
  const entries: KnownEntry[] = [];
  let tool: string | undefined;
  let above = '';
  text.split('\n').forEach((content, i) => {
    const wrong = (what: string): Error => new Error(`KNOWN.md:${i + 1}: ${what}`);
    const isRow = content.startsWith('|');
    if (content.startsWith('## ')) tool = content.slice(3).trim();
    if (isRow && above.startsWith('|')) {
      const entry = entryOf(cellsOf(content), tool, i + 1, wrong);
      if (entry) entries.push(entry);
    } else if (isRow && cellsOf(content).join() !== COLUMNS.join()) {
      throw wrong(`a table must begin with | ${COLUMNS.join(' | ')} |`);
    }
    above = content;
  });
  return entries;
}

function entryOf(cells: readonly string[], tool: string | undefined, line: number, wrong: (what: string) => Error): KnownEntry | undefined {
  if (cells.every((cell) => /^-+$/.test(cell))) return undefined;
  if (tool === undefined) throw wrong('a table must stand below the heading "## TOOL"');
  if (cells.length !== COLUMNS.length) throw wrong(`has ${cells.length} cells, not ${COLUMNS.length}; write a pipe inside a cell as \\|`);
  const empty = cells.findIndex((cell) => cell === '');
  if (empty >= 0) throw wrong(`says nothing under "${COLUMNS[empty]}"`);
  const [version, check, object, why] = cells;
  if (object !== ANY && object.includes(ANY)) throw wrong(`names the object "${object}"; write it out, or * alone for any object`);
  return { tool, version, check, object, why, line };
}

/** The disagreements that are known, and which of the entries are in use. */
export class Known {
  private readonly entries = new Map<string, KnownEntry>();
  private readonly used = new Set<KnownEntry>();

  constructor(entries: readonly KnownEntry[]) {
    for (const entry of entries) {
      const key = keyOf(entry, entry.object);
      const former = this.entries.get(key);
      if (former) throw new Error(`KNOWN.md:${entry.line}: says again what line ${former.line} says`);
      this.entries.set(key, entry);
    }
  }

  /** Whether a disagreement is listed. The entry of its object comes before the one of any object. */
  public explains(disagreement: Disagreement): boolean {
    const entry = this.entries.get(keyOf(disagreement, disagreement.object)) ?? this.entries.get(keyOf(disagreement, ANY));
    if (entry) this.used.add(entry);
    return entry !== undefined;
  }

  /** The entries of these tools that explain nothing, whatever version they name. */
  public unused(tools: readonly Tool[]): KnownEntry[] {
    const names = new Set(tools.map(({ tool }) => tool));
    return [...this.entries.values()].filter((entry) => names.has(entry.tool) && !this.used.has(entry));
  }
}

const keyOf = ({ tool, version, check }: Tool & { readonly check: string }, object: string): string => JSON.stringify([tool, version, check, object]);
