/**
 * Reads generated files as kubectl does and as we do: each document that it reads must mean the same to us, or be refused; what only one of both reads,
 * KNOWN.md must explain.
 */
import { join } from 'path';
import { Chance } from './chance';
import { build } from './go-module';
import { LineProgram } from './line-program';
import { Disagreement, main, Row, Suite, SuiteOptions, SuiteResult, Tool } from './suite';
import { Difference, differences } from './yaml/difference';
import { Answer, FileRequest, readingOf } from './yaml/file-request';
import { RandomFiles } from './yaml/random-files';
import { RandomTexts } from './yaml/random-texts';
import { refusalsIn } from './yaml/readings';
import { WRITTEN_TEXTS } from './yaml/written-texts';

const TOOL: Tool = { tool: 'sigs.k8s.io/yaml', version: 'v1.6.0' };

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

function* randomTexts(count: number, seed: number): Generator<FileRequest> {
  const random = new RandomTexts(new Chance(seed));
  for (let i = 0; i < count; i++) yield new FileRequest(random.text());
}

function* randomFiles(count: number, seed: number): Generator<FileRequest> {
  const chance = new Chance(seed);
  const random = new RandomFiles(chance);
  for (let i = 0; i < count; i++) yield new FileRequest(random.file(), chance.often(0.03) ? 'utf16le' : 'utf8');
}

class Comparison {
  /** How many files both sides read, and how many neither does. */
  private readonly agreed = { read: 0, refused: 0 };
  private readonly counts = new Map<string, number>();

  constructor(private readonly reader: LineProgram) {}

  public async row(part: string, requests: Iterable<FileRequest>): Promise<Row> {
    const found = new Differences();
    let cases = 0;
    await this.reader.ask(requests, (file: FileRequest, answer: Answer) => {
      cases += 1;
      const theirs = answer.map(readingOf);
      const all = differences(file.text, theirs, file.ours());
      all.forEach((one) => found.add(one));
      if (all.length === 0) this.agreed[refusalsIn(theirs).length === 0 ? 'read' : 'refused'] += 1;
    });
    const disagreements = found.list();
    for (const { check, count } of disagreements) this.counts.set(check, (this.counts.get(check) ?? 0) + count);
    return { part, cases, disagreements };
  }

  public notes(): string[] {
    return [
      `${this.agreed.read} files mean the same to both sides, ${this.agreed.refused} are refused by both`,
      ...[...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([check, count]) => `${check}: ${count}`),
    ];
  }

  public shortfalls(files: number): string[] {
    return this.agreed.read < files / 4 ? [`only ${this.agreed.read} of ${files} files were read by both sides`] : [];
  }
}

async function run({ texts, seed }: SuiteOptions): Promise<SuiteResult> {
  const comparison = new Comparison(new LineProgram(build(join(__dirname, 'yaml'))));
  const rows = [
    await comparison.row('texts by hand', WRITTEN_TEXTS.map((text) => new FileRequest(text))),
    await comparison.row('random texts', randomTexts(texts, seed)),
    await comparison.row('random files of several documents', randomFiles(texts, seed)),
  ];
  return { tools: [TOOL], rows, notes: [`--seed ${seed}`, ...comparison.notes()].map((note) => `yaml: ${note}`), shortfalls: comparison.shortfalls(2 * texts) };
}

export const suite: Suite = { name: 'yaml', run };

if (require.main === module) void main(suite);
