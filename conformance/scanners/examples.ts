import { createHash } from 'crypto';
import { existsSync, readdirSync } from 'fs';
import { join } from 'path';
import { App, Yaml } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { ObjectSet } from './object-folders';
import { Manifest } from '../../src/objects/manifest';

const EXAMPLES = join(__dirname, '..', '..', 'examples');

/** The name of every example: a folder with a file of its name, whose `build` makes the app. */
function exampleNames(): string[] {
  return readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, `${name}.ts`))).sort();
}

/** The manifests of every example, as its app writes them. */
export async function examples(): Promise<ObjectSet[]> {
  return Promise.all(exampleNames().map(async (name) => {
    const { build } = await import(join(EXAMPLES, name, `${name}.ts`)) as { readonly build: () => App };
    const objects = parseAllDocuments(build().synthYaml()).map((document) => document.toJS() as Manifest);
    return { name: `examples/${name}`, objects };
  }));
}

/** Identifies what was judged: other manifests, another digest. Their order says nothing to a scanner. */
export function digestOf(sets: readonly ObjectSet[]): string {
  const text = sets.map(({ name, objects }) => `# ${name}\n${objects.map((object) => Yaml.stringify(object)).sort().join('---\n')}`).join('');
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
