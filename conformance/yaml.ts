/**
 * Reads generated texts as the API tooling does and as we do: where both read a text, it must mean the same; where only one of them does, KNOWN.md
 * must say why.
 */
import { join } from 'path';
import { Chance } from './chance';
import { build } from './go-module';
import { LineProgram } from './line-program';
import { Disagreement, main, Row, Suite, SuiteOptions, SuiteResult, Tool } from './suite';
import { RandomTexts } from './yaml/random-texts';
import { canonical, kindOf, ours, Reading, theirKindOf } from './yaml/readings';
import { WRITTEN_TEXTS } from './yaml/written-texts';

const TOOL: Tool = { tool: 'sigs.k8s.io/yaml', version: 'v1.6.0' };

interface Request {
  readonly text: string;
  /** The text may hold several documents or is JSON, so that kubectl does not hand it to the parser as it is. */
  readonly file: boolean;
}

interface AnsweredDocument { readonly value?: unknown; readonly error?: string }
type Answer = readonly AnsweredDocument[];

const readingOf = ({ error, value }: AnsweredDocument): Reading => (error === undefined ? { value: value ?? null } : { refusal: error });

/** kubectl ends the last line of a file where nobody did. */
function requestFor(text: string): Request {
  const file = /^\s*\{|\n(?:---|\.\.\.)/.test(text);
  return { text: file && !text.endsWith('\n') ? `${text}\n` : text, file };
}

type Difference = Pick<Disagreement, 'check' | 'object' | 'detail'>;

/** A document that is neither map nor list is no object, however it is read. */
const mayBeObject = (reading: Reading): boolean => 'refusal' in reading || (typeof reading.value === 'object' && reading.value !== null);

function refusalIn(readings: readonly Reading[]): string | undefined {
  return readings.flatMap((reading) => ('refusal' in reading ? [reading.refusal] : []))[0];
}

const valuesOf = (readings: readonly Reading[]): string[] => readings.map((reading) => ('value' in reading ? canonical(reading.value) : 'refused'));

/** What differs, if anything: its kind, and, for what is never right, the text. */
export function difference(text: string, theirs: readonly Reading[], own: readonly Reading[]): Difference | undefined {
  const [refusal, refusalThere] = [refusalIn(own), refusalIn(theirs)];
  if (refusal !== undefined && refusalThere !== undefined) return undefined;
  const [values, valuesThere] = [valuesOf(own), valuesOf(theirs)];
  const shown = JSON.stringify(text);
  const anyText = { object: 'any text', detail: `${shown}: ours ${refusal ?? values.join()}; theirs ${refusalThere ?? valuesThere.join()}` };
  if (refusal !== undefined) return { check: `refused: ${kindOf(refusal)}`, ...anyText };
  if (refusalThere !== undefined) return { check: `accepted: ${theirKindOf(refusalThere)}`, ...anyText };
  if (values.join() === valuesThere.join()) return undefined;
  if (valuesThere.every((value, i) => values[i] === value)) return { check: 'more documents', ...anyText };
  return { check: 'read differently', ...anyText, object: shown };
}

/** Counts equal differences and keeps the shortest of each. */
class Differences {
  private readonly found = new Map<string, Disagreement & { readonly count: number }>();

  public add(found: Difference): void {
    const key = JSON.stringify([found.check, found.object]);
    const before = this.found.get(key);
    const shortest = before && before.detail.length <= found.detail.length ? before : found;
    this.found.set(key, { ...TOOL, ...shortest, count: (before?.count ?? 0) + 1 });
  }

  public list(): (Disagreement & { readonly count: number })[] { return [...this.found.values()]; }
}

function* randomRequests(count: number, seed: number): Generator<Request> {
  const random = new RandomTexts(new Chance(seed));
  for (let i = 0; i < count; i++) yield requestFor(random.text());
}

class Comparison {
  /** How many texts both sides read, and how many neither does. */
  private readonly agreed = { read: 0, refused: 0 };
  private readonly counts = new Map<string, number>();

  constructor(private readonly reader: LineProgram) {}

  public async row(part: string, requests: Iterable<Request>): Promise<Row> {
    const differences = new Differences();
    let cases = 0;
    await this.reader.ask(requests, ({ text }: Request, answer: Answer) => {
      cases += 1;
      const theirs = answer.map(readingOf).filter(mayBeObject);
      const found = difference(text, theirs, ours(text).filter(mayBeObject));
      if (found) differences.add(found);
      else this.agreed[refusalIn(theirs) === undefined ? 'read' : 'refused'] += 1;
    });
    const disagreements = differences.list();
    for (const { check, count } of disagreements) this.counts.set(check, (this.counts.get(check) ?? 0) + count);
    return { part, cases, disagreements };
  }

  public notes(): string[] {
    return [
      `${this.agreed.read} texts mean the same to both sides, ${this.agreed.refused} are refused by both`,
      ...[...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([check, count]) => `${check}: ${count}`),
    ];
  }

  public shortfalls(texts: number): string[] {
    return this.agreed.read < texts / 4 ? [`only ${this.agreed.read} of ${texts} texts were read by both sides`] : [];
  }
}

async function run({ texts, seed }: SuiteOptions): Promise<SuiteResult> {
  const comparison = new Comparison(new LineProgram(build(join(__dirname, 'yaml'))));
  const rows = [await comparison.row('texts by hand', WRITTEN_TEXTS.map(requestFor)), await comparison.row('random texts', randomRequests(texts, seed))];
  return { tools: [TOOL], rows, notes: [`--seed ${seed}`, ...comparison.notes()].map((note) => `yaml: ${note}`), shortfalls: comparison.shortfalls(texts) };
}

export const suite: Suite = { name: 'yaml', run };

if (require.main === module) void main(suite);
