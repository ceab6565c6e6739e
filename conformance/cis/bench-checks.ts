import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { Missing } from '../suite';

/** A comparison of kube-bench: what is found, by the name of a flag or by a path in a configuration file. */
export interface TestItem {
  readonly flag: string;
  readonly path?: string;
  readonly set?: boolean;
  readonly compare?: { readonly op: string; readonly value: unknown };
}

/** A check of kube-bench that decides by itself. */
export interface BenchCheck {
  readonly id: string;
  readonly isEither: boolean;
  readonly items: readonly TestItem[];
}

interface CheckData {
  readonly id: string | number;
  readonly type?: string;
  readonly tests?: { readonly bin_op?: string; readonly test_items: readonly TestItem[] };
}
interface FileData { readonly groups: readonly { readonly checks: readonly CheckData[] }[] }

const FILES = ['master.yaml', 'etcd.yaml', 'controlplane.yaml', 'node.yaml', 'policies.yaml'];

/** A title goes on in a line that YAML would not let it. */
const withoutTitles = (text: string): string => text.replace(/^( *text: )"[^"]*"/gm, '$1""');

/** What kube-bench knows of the benchmark: all numbers, and the checks that it decides by itself. https://github.com/aquasecurity/kube-bench/tree/main/cfg */
export function readBenchmark(folder: string): { readonly ids: readonly string[]; readonly checks: readonly BenchCheck[] } {
  let files: FileData[];
  try {
    files = FILES.map((file) => parse(withoutTitles(readFileSync(join(folder, file), 'utf8'))) as FileData);
  } catch (error) {
    throw new Missing(`"${folder}" has no benchmark of kube-bench: ${(error as Error).message}`);
  }
  const all = files.flatMap(({ groups }) => groups.flatMap(({ checks }) => checks));
  return {
    ids: all.map(({ id }) => String(id)),
    checks: all.flatMap(({ id, tests, type }) => (tests && type !== 'manual' ? [{ id: String(id), isEither: tests.bin_op === 'or', items: tests.test_items }] : [])),
  };
}

const numberOf = (value: unknown): number => Number.parseInt(String(value), 10);
const listOf = (value: unknown): string[] => String(value).split(',').map((item) => item.trim()).filter((item) => item !== '');

const COMPARE: Readonly<Record<string, (found: string, value: unknown) => boolean>> = {
  eq: (found, value) => found.toLowerCase() === String(value).toLowerCase(),
  noteq: (found, value) => found.toLowerCase() !== String(value).toLowerCase(),
  gt: (found, value) => numberOf(found) > numberOf(value),
  gte: (found, value) => numberOf(found) >= numberOf(value),
  has: (found, value) => found.includes(String(value)),
  nothave: (found, value) => !found.includes(String(value)),
  valid_elements: (found, value) => listOf(found).every((item) => listOf(value).includes(item)),
};

function holds({ set = true, compare, ...item }: TestItem, find: (item: TestItem) => string | undefined): boolean {
  const found = find(item);
  if (!set || found === undefined) return set === (found !== undefined);
  return compare === undefined || COMPARE[compare.op](found, compare.value);
}

/** What kube-bench says, given what it finds. */
export function passes({ items, isEither }: BenchCheck, find: (item: TestItem) => string | undefined): boolean {
  return isEither ? items.some((item) => holds(item, find)) : items.every((item) => holds(item, find));
}
