/** What is wrong with a path that leads out of where it starts. */
export const stepProblem = (path: string): string | undefined => (path.split('/').includes('..') ? 'must not contain ".."' : undefined);

/** What is wrong with a path within a volume. */
export function relativeProblem(path: string): string | undefined {
  return path.startsWith('/') ? 'must be relative to the volume; remove the slash at its start' : stepProblem(path);
}

/** What is wrong with the path of a file that is written into a volume. */
export function descendingProblem(path: string): string | undefined {
  return relativeProblem(path) ?? (path.startsWith('..') ? 'must not start with ".."' : undefined);
}

/** What is wrong with a name that becomes a part of a URL. */
export function pathSegmentProblem(name: string): string | undefined {
  if (name === '.' || name === '..') return 'must not be "." or ".."';
  return /[/%]/.test(name) ? 'must not contain "/" or "%"' : undefined;
}
