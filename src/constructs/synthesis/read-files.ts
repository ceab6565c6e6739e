import * as fs from 'fs';
import * as path from 'path';

/** What a file held when it was read last, as long as it did not change since. */
interface ReadFile<T> { readonly version: string; readonly value: T }

/**
 * A function that reads files and makes something of their texts, once for each version of a file: objects by the thousand may ask for the same one.
 *
 * @param most what a file may hold in bytes
 * @param parse makes something of the text of a file
 */
export function fileReader<T>(most: number, parse: (text: string, file: string) => T): (file: string) => T {
  const known = new Map<string, ReadFile<T>>();
  return (file) => {
    const version = versionOf(file, most);
    const full = path.resolve(file);
    const before = known.get(full);
    if (before?.version === version) return before.value;
    const value = parse(textOf(file), file);
    known.set(full, { version, value });
    return value;
  };
}

/** A pipe could make a synth wait without end, and a file without bound take all memory. */
function versionOf(file: string, most: number): string {
  const stats = onDisk(file, () => fs.statSync(file));
  if (!stats.isFile()) throw new Error(`cannot read "${file}": it is ${stats.isDirectory() ? 'a folder' : 'no regular file'}; pass the path of a file`);
  if (stats.size > most) throw new Error(`cannot read "${file}": it has ${stats.size} bytes, more than the ${most} that are read; check the path`);
  return [stats.ino, stats.size, stats.mtimeMs].join(' ');
}

const textOf = (file: string): string => onDisk(file, () => fs.readFileSync(file, 'utf8'));

function onDisk<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new Error(`cannot read "${file}": ${code === 'ENOENT' ? `there is no such file or folder in ${process.cwd()}` : message}; check the path`, { cause });
  }
}

/** A file with what it holds. */
export interface FileText { readonly file: string; readonly text: string }

/**
 * The texts of the files that a path names, whose last part may hold `*` and `?`, in the order of their names.
 *
 * @param most what one file may hold in bytes
 * @throws where there is none, or one cannot be read
 */
export function textsMatching(pattern: string, most: number): readonly FileText[] {
  const [folder, name] = [path.dirname(pattern), path.basename(pattern)];
  if (/[*?]/.test(folder)) throw new Error(`cannot read "${pattern}": only the last part of a path may hold * or ?; name the folder`);
  const files = /[*?]/.test(name) ? namesIn(folder, name).map((one) => path.join(folder, one)) : [pattern];
  if (files.length === 0) throw new Error(`cannot read "${pattern}": no file in ${path.resolve(folder)} has such a name; check the path, and that the files are made before the synth`);
  return files.map((file) => {
    versionOf(file, most);
    return { file, text: textOf(file) };
  });
}

function namesIn(folder: string, pattern: string): string[] {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*').replace(/\?/g, '.');
  const expression = new RegExp(`^${source}$`, 's');
  return onDisk(folder, () => fs.readdirSync(folder)).filter((name) => !name.startsWith('.') && expression.test(name)).sort();
}
