import { readFileSync } from 'fs';
import { createRequire } from 'module';
import { join } from 'path';
import { pathToFileURL } from 'url';

/**
 * `monokle <folder> <definitions> <version> <file>`: reads a file with @monokle/parser and validates its objects with all rules of those plugins of
 * @monokle/validation that need no network.
 */
const [, , folder, definitions, schemaVersion, file] = process.argv;
const PLUGINS = ['pod-security-standards', 'practices', 'kubernetes-schema', 'yaml-syntax', 'resource-links', 'metadata'];
const NO_SCHEMA = 'K8S004';

/** The library goes on without a plugin or a rule that failed, and tells only who debugs it. */
const failures: unknown[] = [];
console.debug = console.error = (...said: unknown[]): void => void failures.push(said);

/** The package is an ES module that is installed elsewhere. */
const load = (name: string): Promise<any> => import(pathToFileURL(createRequire(join(folder, 'package.json')).resolve(name)).href);

/** A loader that takes from the disk what the library's own would fetch from its maker's server. */
function schemasOf(monokle: any): unknown {
  return new class extends monokle.SchemaLoader {
    public getFullSchema(): unknown {
      return { url: definitions, schema: JSON.parse(readFileSync(definitions, 'utf8')) };
    }
  }();
}

async function main(): Promise<void> {
  const [monokle, { extractK8sResources }] = await Promise.all([load('@monokle/validation'), load('@monokle/parser')]);
  const context = { parser: new monokle.ResourceParser(), schemaLoader: schemasOf(monokle), fixer: new monokle.DisabledFixer() };
  const loader = new monokle.DefaultPluginLoader();
  const loaded = await Promise.all(PLUGINS.map((name) => loader.load(name, context)));
  const rules = loaded.flatMap(({ name, toolComponent }) => toolComponent.rules.map((rule: any) => [`${name}/${rule.name}`, true]));
  const validator = new monokle.MonokleValidator({ loader, suppressors: [], ...context });
  await validator.preload({
    plugins: Object.fromEntries(PLUGINS.map((name) => [name, true])), rules: Object.fromEntries(rules),
    settings: { 'debug': true, 'kubernetes-schema': { schemaVersion } },
  });
  const resources = extractK8sResources([{ id: file, path: file, content: readFileSync(file, 'utf8') }]);
  monokle.processRefs(resources, context.parser);
  const { runs: [{ results }] } = await validator.validate({ resources });
  failures.push(...validator.getPlugins().filter(({ configured }: any) => !configured), ...results.filter(({ ruleId }: any) => ruleId === NO_SCHEMA));
  if (failures.length > 0 || results.length === 0) throw new Error(`@monokle/validation did not do its work: ${JSON.stringify(failures[0])}`);
  process.stdout.write(`${JSON.stringify({ resources: resources.length, results: results.length })}\n`);
}

void main();
