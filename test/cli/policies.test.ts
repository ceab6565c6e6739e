import { readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { call, folder, write } from './command';

interface Written {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly policyName?: string; readonly validationActions?: string[]; readonly matchResources?: object };
}

const objectsIn = (text: string): Written[] => parseAllDocuments(text).map((document) => document.toJS() as Written);
const namesOf = (objects: readonly Written[], wanted: string): string[] =>
  objects.filter(({ kind }) => kind === wanted).map(({ metadata }) => metadata.name);

test('writes policies, each with a binding, and says how many', async () => {
  const { code, out, err } = await call(folder(), ['policies']);
  const objects = objectsIn(out);
  const policies = namesOf(objects, 'ValidatingAdmissionPolicy');
  expect(code).toBe(0);
  expect(policies).toContain('pods-errors.cdk8s-hardened.dev');
  expect(objects.flatMap(({ spec }) => spec.policyName ?? [])).toEqual(policies);
  expect(err).toMatch(new RegExp(`^${policies.length} policies, ${policies.length} bindings, \\d+ validations; \\d+ controls left to \`check\`, for \\d+ reasons$`));
});

test('writes the same bytes each time', async () => {
  const [first, second] = [await call(folder(), ['policies']), await call(folder(), ['policies'])];
  expect(second.out).toBe(first.out);
});

test.each([['deny', ['Deny', 'Audit']], ['warn', ['Warn', 'Audit']], ['audit', ['Audit']]])('--action %s makes every error %j', async (action, expected) => {
  const { out } = await call(folder(), ['policies', '--action', action]);
  const actions = objectsIn(out).filter(({ spec }) => spec.policyName?.includes('-errors.')).map(({ spec }) => spec.validationActions);
  expect(new Set(actions.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify(expected)]));
});

test.each([
  ['of the settings', { '.cdk8s-hardened.yaml': 'admissionRollout: { warnNamespaces: [legacy] }' }, []],
  ['of a file that the settings name', { '.cdk8s-hardened.yaml': 'admissionRollout: rollout.yaml', 'rollout.yaml': 'warnNamespaces: [legacy]' }, []],
  ['of a file', { 'rollout.yaml': 'warnNamespaces: [legacy]' }, ['--rollout', 'rollout.yaml']],
  ['of a module', { 'rollout.js': 'exports.rollout = { warnNamespaces: ["legacy"], auditNamespaces: [], exemptNamespaces: ["kube-system"], waivers: [] }' },
    ['--rollout', 'rollout.js']],
])('reads the stages %s', async (_, files, options) => {
  const at = folder();
  write(at, files);
  const { out } = await call(at, ['policies', ...options]);
  const selected = objectsIn(out).filter(({ spec }) => spec.policyName === 'pods-errors.cdk8s-hardened.dev').map(({ metadata, spec }) => [metadata.name, spec.matchResources]);
  const select = (operator: string, values: string[]) => ({ namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator, values }] } });
  expect(selected).toEqual([
    ['pods-errors-deny.cdk8s-hardened.dev', select('NotIn', ['kube-system', 'legacy'])],
    ['pods-errors-warn.cdk8s-hardened.dev', select('In', ['legacy'])],
  ]);
});

test('--static gives every name, and every reference to one, the suffix that the API server wants in its files', async () => {
  const { out } = await call(folder(), ['policies', '--static']);
  const objects = objectsIn(out);
  const names = objects.flatMap(({ metadata, spec }) => [metadata.name, ...(spec.policyName === undefined ? [] : [spec.policyName])]);
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => !name.endsWith('.cdk8s-hardened.dev.static.k8s.io'))).toEqual([]);
});

test('--mutating writes the defaults instead', async () => {
  const { out, err } = await call(folder(), ['policies', '--mutating']);
  const objects = objectsIn(out);
  const policies = namesOf(objects, 'MutatingAdmissionPolicy');
  expect(policies).toContain('pods-defaults.cdk8s-hardened.dev');
  expect(namesOf(objects, 'MutatingAdmissionPolicyBinding')).toEqual(policies);
  expect(objects).toHaveLength(2 * policies.length);
  expect(err).toBe(`${policies.length} policies, ${policies.length} bindings`);
});

test('--output writes a file', async () => {
  const at = folder();
  const { out } = await call(at, ['policies', '-o', 'policies.yaml']);
  expect(out).toBe('');
  expect(readFileSync(join(at, 'policies.yaml'), 'utf8')).toBe((await call(at, ['policies'])).out);
});

describe('fails, and says why, on', () => {
  test.each([
    ['a waiver of what cannot be waived', 'waivers: [{namespace: shop, control: rbac-no-anonymous, reason: the status page is public}]',
      'cannot waive "rbac-no-anonymous" in namespace "shop": no exception from rbac-no-anonymous can be right; change the object instead; correct it in waivers of the AdmissionRollout'],
    ['a waiver of no control', 'waivers: [{namespace: shop, control: no-privilege, reason: the vendor wants it}]', 'there is no control "no-privilege"; did you mean'],
    ['a waiver without reason', 'waivers: [{namespace: shop, control: no-privileged}]', 'rollout.yaml.waivers[0] has no reason'],
    ['waivers that are no list', 'waivers: none', 'rollout.yaml.waivers is no list'],
    ['a namespace in two stages', 'warnNamespaces: [legacy]\nauditNamespaces: [legacy]', 'it is in warnNamespaces and in auditNamespaces; keep it in one of them'],
    ['a name that no namespace has', 'exemptNamespaces: [kube-*]', 'cannot select namespace "kube-*"'],
  ])('%s', async (_, rollout, message) => {
    const at = folder();
    write(at, { 'rollout.yaml': `${rollout}\n` });
    const { code, out, err } = await call(at, ['policies', '--rollout', 'rollout.yaml']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  test.each([['admissionWaivers', 'waivers'], ['warnNamespaces', 'warnNamespaces'], ['auditNamespaces', 'auditNamespaces'], ['exemptNamespaces', 'exemptNamespaces']])(
    'a profile with %s, which has moved', async (old, now) => {
      const at = folder();
      write(at, { 'platform.yaml': `${old}: []\n` });
      const { code, err } = await call(at, ['policies', '--profile', 'platform.yaml']);
      expect(code).toBe(2);
      expect(err).toContain(`platform.yaml has "${old}", which has moved out of the profile; write it as "${now}" below "admissionRollout" of the settings, `
        + 'or in the file of "policies --rollout"');
    });

  test('a profile with the former name of its control set', async () => {
    const at = folder();
    write(at, { 'platform.yaml': 'controls: "1"\n' });
    expect((await call(at, ['policies', '--profile', 'platform.yaml'])).err).toContain('platform.yaml has no key "controls"; did you mean "controlSet"?');
  });

  test('a module that exports no rollout', async () => {
    const at = folder();
    write(at, { 'rollout.js': 'exports.profile = 1' });
    expect((await call(at, ['policies', '--rollout', 'rollout.js'])).err)
      .toContain('module "rollout.js" exports no AdmissionRollout; write `exports.rollout = AdmissionRollout.of({ … })`');
  });

  test('defaults for a cluster that is too old for them', async () => {
    const at = folder();
    write(at, { 'platform.yaml': 'kubernetesVersion: "1.33"\n' });
    const { code, err } = await call(at, ['policies', '--profile', 'platform.yaml', '--mutating']);
    expect(code).toBe(2);
    expect(err).toContain('cannot write mutating policies for Kubernetes 1.33: they need 1.34');
  });

  test('an action that does not exist', async () => {
    expect((await call(folder(), ['policies', '--action', 'block'])).code).toBe(2);
  });
});
