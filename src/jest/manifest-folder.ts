import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'fs';
import { basename, dirname, join, relative, resolve, sep } from 'path';
import { MatcherContext, MatcherResult, SnapshotState } from './matcher';

type Files = Readonly<Record<string, string>>;

/** Compares manifests with the files of a folder, and writes what the mode of the test run lets be written. */
export function matchManifests(context: MatcherContext, received: Files, folder: string | undefined): MatcherResult {
  if (context.isNot) throw new Error('`not.toMatchManifests` would pass for any change; compare with `toMatchManifests`');
  const { testPath, snapshotState: state } = context;
  if (testPath === undefined || state === undefined) throw new Error('toMatchManifests has to be called within a test');
  const at = resolve(dirname(testPath), folder ?? join('__manifests__', slug(basename(testPath).replace(/\.[^.]*$/, '')), slug(context.currentTestName ?? '')));
  const expected = readFiles(at);
  const differing = [...new Set([...Object.keys(expected), ...Object.keys(received)])].sort().filter((path) => expected[path] !== received[path]);
  if (differing.length === 0) return matched(state);
  if (state._updateSnapshot === 'all' || (state._updateSnapshot === 'new' && Object.keys(expected).length === 0)) {
    writeFiles(at, received, differing);
    count(state, Object.keys(expected).length === 0 ? 'added' : 'updated');
    return { pass: true, message: () => '' };
  }
  count(state, 'unmatched');
  return { pass: false, message: () => messageOf(context, relative(process.cwd(), at), expected, received, differing) };
}

function messageOf({ utils, snapshotState }: MatcherContext, at: string, expected: Files, received: Files, differing: readonly string[]): string {
  const isUnwritten = Object.keys(expected).length === 0;
  if (isUnwritten && snapshotState!._updateSnapshot === 'none') return `${at} holds no manifests, and with --ci none are written; run the test once without --ci, and commit the folder`;
  return [
    `${differing.length} of ${Object.keys({ ...expected, ...received }).length} manifests differ from those in ${at}; run the test with -u where that is meant`,
    ...differing.map((path) => `\n${path}${path in expected ? '' : ' is new'}${path in received ? '' : ' is not written any more'}\n`
      + `${utils.diff(expected[path] ?? '', received[path] ?? '', { contextLines: 2, expand: false, aAnnotation: 'Reviewed', bAnnotation: 'Received' }) ?? ''}`),
  ].join('\n');
}

function matched(state: SnapshotState): MatcherResult {
  count(state, 'matched');
  return { pass: true, message: () => '' };
}

/** Jest counts with a number, Vitest with an object that its `add` maintains; what is no number is left alone. */
function count(state: SnapshotState, what: 'added' | 'updated' | 'unmatched' | 'matched'): void {
  const before = state[what];
  if (typeof before === 'number') state[what] = before + 1;
}

function readFiles(folder: string): Files {
  if (!existsSync(folder)) return {};
  const paths = (readdirSync(folder, { recursive: true }) as string[]).filter((path) => path.endsWith('.yaml') && statSync(join(folder, path)).isFile());
  // Git may check out files with the line ends of Windows
  return Object.fromEntries(paths.map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path), 'utf8').replaceAll('\r\n', '\n')]));
}

function writeFiles(folder: string, files: Files, changed: readonly string[]): void {
  for (const path of changed) {
    const file = join(folder, path);
    if (path in files) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, files[path]);
    } else {
      rmSync(file);
    }
  }
}

const slug = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
