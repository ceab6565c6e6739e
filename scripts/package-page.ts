import { existsSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');
const REPOSITORY = 'https://github.com/cdk8s-hardened/cdk8s-hardened/blob/main/';
const LINK = /\]\(([\w./-]+)(#[\w-]+)?\)/g;

/** A text of this repository with absolute links, so that they lead somewhere on the page of a package. */
export function linkedAbsolutely(markdown: string): string {
  return markdown.replace(LINK, (link, path: string, anchor = '') => (existsSync(join(ROOT, path)) ? `](${REPOSITORY}${path}${anchor})` : link));
}
