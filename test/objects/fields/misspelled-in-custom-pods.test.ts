import { CUSTOM_POD_SPECS } from '../../../src/objects/custom-pod-specs';
import { podSpec } from '../../../src/objects/fields/built-in';
import { misspelledField } from '../../../src/objects/fields/field-test';
import { Struct } from '../../../src/objects/fields/field-type';
import { fieldProblems } from '../../../src/objects/fields/manifest-fields';

const containerType = (): Struct => {
  const { type } = podSpec().field('containers')!;
  return (type as { of: Struct }).of;
};
const lowered = (type: Struct): [string, string][] => (
  type.names.map((name): [string, string] => [name.toLowerCase(), name]).filter(([low, name]) => low !== name)
);

/** An object of a kind with one pod at its first place, and what is wrong with its fields. */
function problemsOf(kind: string, pod: object): string[] {
  const [group, name] = kind.split('/');
  const place = CUSTOM_POD_SPECS[kind][0].split('/').slice(1);
  const spec = place.reduceRight<unknown>((inner, key) => (key === '*' ? [inner] : { [key]: inner }), { containers: [{ name: 'main', image: 'a' }], ...pod });
  const problems = fieldProblems({ apiVersion: `${group}/v1`, kind: name, metadata: { name: 'web' }, ...(spec as object) }, 36);
  return problems.filter(({ message }) => message.includes('did you mean')).map(({ message }) => message);
}

const KINDS = Object.keys(CUSTOM_POD_SPECS).filter((kind) => !kind.startsWith('extensions/') && !kind.endsWith('/*'));

test.each(KINDS)('a misspelled field of a pod in %s is in doubt, and nothing else is', (kind) => {
  expect(problemsOf(kind, { hostpid: true })).toEqual(['pod has no field "hostpid" in Kubernetes; did you mean "hostPID"?']);
  expect(problemsOf(kind, { hostPID: false, containerConcurrency: 3, timeoutSeconds: 30, sidecarOfOperator: {} })).toEqual([]);
});

test.each([...lowered(podSpec())])('%s of a pod is taken for %s', (low, name) => {
  expect(misspelledField(low, podSpec())).toBe(name);
});

test.each([...lowered(containerType())])('%s of a container is taken for %s', (low, name) => {
  expect(misspelledField(low, containerType())).toBe(name);
});

test('a field of the security context is missed one level higher', () => {
  expect(misspelledField('runAsNonRoot', podSpec())).toBe('securityContext.runAsNonRoot');
  expect(misspelledField('capabilities', containerType())).toBe('securityContext.capabilities');
});

test('long names are no misspellings, and take no time', () => {
  expect(misspelledField('hostPID'.repeat(100_000), podSpec())).toBeUndefined();
});
