import { App } from 'cdk8s';
import { blocksOf, documentText, exportsOf, patched } from './code-blocks';

/** The app of docs/tutorial.md: that which `init` writes, and the changes that the tutorial makes. */

const SCAFFOLD = 'scaffold/app/typescript';

/** The file that `init` writes. */
export const SCAFFOLDED = documentText(`${SCAFFOLD}/app.ts`);

/** The changes of the tutorial. */
export const DIFFS = blocksOf('docs/tutorial.md', 'diff').map(({ text }) => text);

/** What it says that commands print. */
export const OUTPUTS = blocksOf('docs/tutorial.md', 'text').map(({ text }) => text.trimEnd());

/** The pod that the namespace refuses. */
export const [{ text: BAD_POD }] = blocksOf('docs/tutorial.md', 'yaml');

/**
 * The app after so many changes.
 *
 * @param load finds the modules that the app imports
 */
export function appAfter(count: number, load: (name: string) => unknown): App {
  const profile = exportsOf(documentText(`${SCAFFOLD}/profile.ts`), load);
  const { build } = exportsOf(DIFFS.slice(0, count).reduce(patched, SCAFFOLDED), (name) => (name === './profile' ? profile : load(name))) as { build(): App };
  return build();
}
