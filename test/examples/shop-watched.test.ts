import { parseAllDocuments } from 'yaml';
import { build } from '../../examples/shop/shop';

type Json = Record<string, any>;

const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
const objects: readonly Json[] = parseAllDocuments(build(true).synthYaml()).map((document) => document.toJS());
const unwatched: readonly Json[] = parseAllDocuments(build().synthYaml()).map((document) => document.toJS());
const warnings = stderr.mock.calls.map(([text]) => String(text));
stderr.mockRestore();

test('nothing is found in the shop that is watched', () => {
  expect(warnings).toEqual([]);
});

test('who watches changes nothing of what is watched', () => {
  const watching = ['ConfigMap', 'TracingPolicyNamespaced'];
  expect(objects.filter(({ kind }) => !watching.includes(kind))).toEqual(unwatched);
});

test('the rules of Falco for the worker', () => {
  const rules = objects.find(({ kind }) => kind === 'ConfigMap')!.data['hardened_rules.yaml'] as string;
  const entries = rules.split(/^(?=- )/m).filter((entry) => /^- (macro: hardened|required)/.test(entry) || /shop_deployment_shop_worker/.test(entry));
  expect(entries.join('')).toMatchSnapshot();
});

test('the policy of Tetragon for the worker', () => {
  expect(objects.find(({ kind, metadata }) => kind === 'TracingPolicyNamespaced' && metadata.name.includes('worker'))).toMatchSnapshot();
});
