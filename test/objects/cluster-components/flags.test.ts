import { CATALOGUE } from '../../../src/controls';
import { COMPONENTS } from '../../../src/objects/cluster-components/component';
import { flagText, readFlag } from '../../../src/objects/cluster-components/flag-values';
import { flagsIn, wordsOf } from '../../../src/objects/cluster-components/flags';
import { componentsIn } from '../../../src/objects/cluster-components/sources';

const flags = (...words: string[]): string[] => flagsIn(words.map((text) => ({ text, pointer: '' }))).map(({ name, text }) => `${name} ${text}`);

test.each([
  ['a value in the same word', ['--profiling=false'], ['profiling false']],
  ['a value in the next word', ['--bind-address', '127.0.0.1'], ['bind-address 127.0.0.1']],
  ['a flag that needs no value', ['--anonymous-auth', '--v=2'], ['anonymous-auth true', 'v 2']],
  ['a flag that is true or false, before a word that is none of its', ['--profiling', 'false'], ['profiling true']],
  ['a value with an equals sign', ['--feature-gates=A=true,B=false'], ['feature-gates A=true,B=false']],
  ['a value in quotes', ['--tls-min-version="VersionTLS13"'], ['tls-min-version VersionTLS13']],
  ['one dash, as etcd takes it', ['-auto-tls=true'], ['auto-tls true']],
  ['an empty value', ['--token-auth-file='], ['token-auth-file ']],
  ['nothing behind two dashes', ['--', '--profiling=true'], []],
])('reads %s', (_, words, expected) => {
  expect(flags(...words)).toEqual(expected);
});

test('splits a command line as a shell does', () => {
  expect(wordsOf('exec kubelet --a="b c" \\\n  --d=\'e f\' $ARGS')).toEqual(['exec', 'kubelet', '--a=b c', '--d=e f', '$ARGS']);
});

test('every value of an example comes back from the text of its flag', () => {
  const wrong = CATALOGUE.filter(({ subject }) => subject.name === 'component').flatMap(({ id, components = COMPONENTS, examples: { good, bad } }) => (
    [...good, ...bad].flatMap(({ subject }) => Object.entries(subject as object).filter(([key]) => key.startsWith('--')).flatMap(([key, value]) => {
      const [first] = components;
      const read = readFlag(key.slice(2), flagText(value), first);
      return JSON.stringify(read) === JSON.stringify(value) ? [] : [`${id} ${key}: ${JSON.stringify(value)} became ${JSON.stringify(read)}`];
    }))));
  expect(wrong).toEqual([]);
});

test('values have the types of their flags', () => {
  expect(readFlag('feature-gates', 'kube:A=true,B=false', 'kube-apiserver')).toEqual({ A: true, B: false });
  expect(readFlag('eviction-hard', 'memory.available<200Mi,nodefs.available<10%', 'kubelet')).toEqual({ 'memory.available': '200Mi', 'nodefs.available': '10%' });
  expect(readFlag('authorization-mode', 'Node, RBAC', 'kube-apiserver')).toEqual(['Node', 'RBAC']);
  expect(readFlag('authorization-mode', 'Webhook', 'kubelet')).toBe('Webhook');
  expect(readFlag('profiling', 'T', 'kube-scheduler')).toBe(true);
  expect(readFlag('audit-log-maxage', '30', 'kube-apiserver')).toBe(30);
});

test('fails closed for what the component would refuse or the file does not show', () => {
  expect(readFlag('profiling', 'maybe', 'kube-scheduler')).toBe('maybe');
  expect(readFlag('audit-log-maxage', 'ten', 'kube-apiserver')).toBe('ten');
  expect(readFlag('profiling', '$(PROFILING)', 'kube-scheduler')).toEqual({ unknown: '$(PROFILING)' });
});

const settings = (...words: string[]) => componentsIn({
  apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'kube-system' }, spec: { containers: [{ name: 'x', command: ['kube-apiserver', ...words] }] },
})[0].settings;

test('a flag that is given twice adds to a list, and replaces anything else', () => {
  expect(settings('--enable-admission-plugins=A', '--enable-admission-plugins=B')['--enable-admission-plugins']).toEqual(['A', 'B']);
  expect(settings('--profiling=true', '--profiling=false')['--profiling']).toBe(false);
});
