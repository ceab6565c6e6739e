import { CATALOGUE } from '../../src/controls';
import { Finding } from '../../src/engine/finding';
import { Judge } from '../../src/engine/judge';
import { Manifest } from '../../src/objects/manifest';
import { isTemplated } from '../../src/objects/templated-text';
import { SecurityProfile } from '../../src/profile/security-profile';

/** A text that Helm fills in later is of unknown value: no control that depends on it passes, and every other decides as if it were not there. */

const judge = new Judge(CATALOGUE);
const profile = SecurityProfile.restricted();
const EXPRESSION = '{{ .Values.x }}';

const findings = (manifest: Manifest): Finding[] => judge.findings([{ manifest, profile, origin: {}, waivers: [], hasExpressions: true }]);

const pod = (container: object, spec: object = {}): Manifest =>
  ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { ...spec, containers: [{ name: 'main', image: 'registry.example.com/web:1', ...container }] } });

const outcomes = (manifest: Manifest, control: string): string[] => findings(manifest).filter((one) => one.control === control).map(({ outcome, pointer }) => `${outcome} ${pointer}`);

describe('a control that depends on an unknown text is inconclusive there', () => {
  test.each([
    ['which fails by its letters', 'no-added-capabilities', pod({ securityContext: { capabilities: { add: [EXPRESSION] } } }), '/spec/containers/0/securityContext/capabilities/add/0'],
    ['which passes by its letters', 'image-digest', pod({ image: `web@sha256:${'0'.repeat(64)}${EXPRESSION}` }), '/spec/containers/0/image'],
    ['in a list', 'drop-all-capabilities', pod({ securityContext: { capabilities: { drop: [EXPRESSION] } } }), '/spec/containers/0/securityContext/capabilities/drop'],
    ['which a function reads', 'no-sudo-entrypoint', pod({ args: [EXPRESSION] }), '/spec/containers/0/args/0'],
    ['where no text belongs', 'valid-manifest', pod({ securityContext: { runAsUser: EXPRESSION } }), '/spec/containers/0/securityContext/runAsUser'],
    ['which is a namespace', 'no-default-namespace', { ...pod({}), metadata: { name: 'web', namespace: EXPRESSION } }, '/metadata/namespace'],
  ])('%s', (_, control, manifest, pointer) => {
    expect(outcomes(manifest, control)).toContain(`inconclusive ${pointer}`);
    expect(outcomes(manifest, control)).not.toContain(`violation ${pointer}`);
  });
});

test('every other control decides as it does without the text', () => {
  const plain = pod({ args: ['x'], image: 'web' }, { hostNetwork: true, hostPID: true });
  const templated = pod({ args: [EXPRESSION], image: 'web' }, { hostNetwork: true, hostPID: true });
  const decided = (manifest: Manifest): string[] => findings(manifest).filter(({ pointer }) => pointer !== '/spec/containers/0/args/0').map(({ control, outcome, pointer }) => [control, outcome, pointer].join(' '));
  expect(decided(templated)).toEqual(decided(plain));
});

test('a finding names its container and tells what to do', () => {
  expect(findings(pod({ image: EXPRESSION })).find(({ control }) => control === 'image-digest'))
    .toMatchObject({ container: 'main', message: 'is or holds an expression of Helm, so its value is not known; check what `helm template` renders' });
});

test('the type of a text is known', () => {
  expect(outcomes(pod({ args: [EXPRESSION], image: EXPRESSION }), 'valid-manifest')).toEqual([]);
});

/** Law: whatever text of an example becomes an expression, what was a violation there is not decided, and nothing else starts to fail. */
test('no control takes an expression for what it says', () => {
  for (const control of CATALOGUE.filter((one) => 'require' in one && one.subject.name === 'object')) {
    for (const { subject } of control.examples.good as unknown as readonly { readonly subject: Manifest }[]) {
      for (const [manifest, pointer] of withExpressions(subject)) {
        const there = findings(manifest).filter((one) => one.pointer === pointer);
        expect(there.filter(({ outcome }) => outcome !== 'inconclusive')).toEqual([]);
      }
    }
  }
});

function* withExpressions(value: unknown, pointer = ''): Generator<readonly [Manifest, string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const at = `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    const put = (inner: unknown): Manifest => (
      Array.isArray(value) ? value.map((one, i) => (String(i) === key ? inner : one)) : { ...value, [key]: inner }) as Manifest;
    if (typeof child === 'string' && !['apiVersion', 'kind'].includes(key)) yield [put(EXPRESSION), at];
    for (const [inner, place] of withExpressions(child, at)) yield [put(inner), place];
  }
}

test.each([['{{ .Values.x }}', true], ['a-{{- include "name" . }}', true], ['{{ tpl .Values.x . }}', true], ['{{ $labels.x }}', false], ['{{inputs.parameters.x}}', false], ['a\n{{ .Values.x }}', false], ['x', false], [7, false]])(
  '%j is an expression of Helm: %s', (value, expected) => {
    expect(isTemplated(value)).toBe(expected);
  });
