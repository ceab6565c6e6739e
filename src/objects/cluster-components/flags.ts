import { Flag } from './component';
import { flagType } from './flag-types';
import { isObject } from '../pointer';

/** Values of flags by their names without dashes. */
export type FlagTexts = Readonly<Record<string, string>>;

/** A word of a command line, and where it stands. */
export interface Word { readonly text: string; readonly pointer: string }

const FLAG = /^--?([A-Za-z][\w.-]*)(?:=([^]*))?$/;
/** What follows is no argument, or the shell's. */
const ENDS = ['--', '|', '||', '&&', ';', '&'];

/** A name of a flag as components know it: in all but etcd an underscore stands for a dash. */
export const plainName = (name: string): string => name.replaceAll('_', '-');

/** The flags among words. One without `=` takes the next word, unless it is true or false. */
export function flagsIn(words: readonly Word[]): Flag[] {
  const flags: Flag[] = [];
  for (let i = 0; i < words.length; i++) {
    const { text, pointer } = words[i];
    if (ENDS.includes(text)) break;
    const match = FLAG.exec(text);
    if (!match) continue;
    const [, name, value] = match;
    if (value !== undefined) flags.push({ name, text: unquoted(value), pointer, prefix: `--${name}=` });
    else if (flagType(plainName(name)) === 'boolean') flags.push({ name, text: 'true', pointer, prefix: `--${name}=` });
    else if (i + 1 < words.length && !words[i + 1].text.startsWith('--')) flags.push({ name, text: unquoted(words[++i].text), pointer: words[i].pointer, prefix: '' });
    else flags.push({ name, text: '', pointer, prefix: `--${name}=` });
  }
  return flags;
}

const unquoted = (text: string): string => /^(["'])([^]*)\1$/.exec(text)?.[2] ?? text;

/** The words of a text that a shell or systemd splits. What they substitute stays as it is written. */
export function wordsOf(text: string): string[] {
  const words = text.replace(/\\\r?\n/g, ' ').match(/(?:[^\s"']|"(?:[^"\\]|\\[^])*"|'[^']*'|["'])+/g) ?? [];
  return words.map((word) => word.replace(/"((?:[^"\\]|\\[^])*)"|'([^']*)'/g, (_, double: string | undefined, single: string | undefined) => double ?? single ?? ''));
}

/** A text in which the variables are replaced whose values are known. */
export function withVariables(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\$\(([A-Za-z_][\w.-]*)\)/g, (reference, name: string) => values.get(name) ?? reference);
}

/** The environment variables of a container that have a plain value. */
export function plainVariables(env: unknown): ReadonlyMap<string, string> {
  const entries = Array.isArray(env) ? env.filter(isObject) : [];
  return new Map(entries.flatMap(({ name, value }) => (typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [])));
}
