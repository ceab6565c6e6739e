/** Writes the tables of fields and of flags, and before that what the API server and the components enforce: `npx tsx conformance/fields/generate.ts`. */
import { writeFileSync } from 'fs';
import { join } from 'path';
import { componentObjects, Components, tryComponentRules } from './component-rules';
import { componentTypes } from './component-types';
import { tryRules } from './enforcement';
import { FLAG_NAMES_FILE, flagNamesText } from './flag-names';
import { builtInTypes, COMPONENT_RULES_FILE, ENFORCED_FILE, generatedFiles } from './generated-files';
import { withJudge } from './judge';
import { build } from '../go-module';

const jsonText = (value: object): string => `${JSON.stringify(value, null, 1)}\n`;

async function main(): Promise<void> {
  const enforced = await withJudge(build(join(__dirname, '..', 'apiserver')), ({ client, objects }) => tryRules(client, objects, builtInTypes()));
  const components = new Components(build(join(__dirname, 'components')));
  const rules = await tryComponentRules(components, componentObjects(), componentTypes({}));
  writeFileSync(ENFORCED_FILE, jsonText(enforced));
  writeFileSync(COMPONENT_RULES_FILE, jsonText(rules));
  for (const { path, text } of generatedFiles(enforced, rules)) writeFileSync(path, text);
  writeFileSync(FLAG_NAMES_FILE, flagNamesText());
}

void main();
