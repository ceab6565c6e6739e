import { readFileSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { SourceMessage } from './source-messages';

interface Entry { readonly in: string; readonly says?: string }

const FILE = join(__dirname, 'unprovokable.yaml');
const groups = parse(readFileSync(FILE, 'utf8')) as readonly { readonly because: string; readonly errors: readonly Entry[] }[];

const isAbout = ({ inFunction, text }: SourceMessage) => (entry: Entry): boolean => (
  entry.in === inFunction && (entry.says === undefined || text.includes(entry.says)));

/** What came of the errors of the source. */
export interface Reached {
  /** Those that an object can come to, and how many of them some object did. */
  readonly owed: number;
  readonly provoked: number;
  readonly unprovoked: readonly SourceMessage[];
  /** Entries of the file that are about no error, or about none but provoked ones. */
  readonly stale: readonly string[];
}

/** Counts the errors that objects can come to. An error that was provoked counts, whatever the file says. */
export function counted(messages: readonly SourceMessage[], isProvoked: readonly boolean[]): Reached {
  const entries = groups.flatMap(({ errors }) => errors);
  const unprovoked = messages.filter((_, i) => !isProvoked[i]);
  const possible = unprovoked.filter((message) => !entries.some(isAbout(message)));
  const provoked = messages.length - unprovoked.length;
  return {
    owed: provoked + possible.length, provoked, unprovoked: possible,
    stale: entries.filter((entry) => !unprovoked.some((message) => isAbout(message)(entry))).map((entry) => `${entry.in}${entry.says === undefined ? '' : `: ${entry.says}`}`),
  };
}
