import { call, folder, write } from './command';
import { CATALOGUE } from '../../src/controls';

const explain = (...argv: string[]) => call(folder(), ['explain', ...argv]);

test('without a name all controls are listed, by family', async () => {
  const { code, out, err } = await explain();
  expect([code, err]).toEqual([0, '']);
  const listed = out.split('\n\n').map((family) => family.split('\n').filter((line) => /^(\S| {2}\S)/.test(line)).map((line) => line.trim().split(/ {2,}/)[0]));
  expect(listed.map(([family]) => family)).toEqual([...new Set(CATALOGUE.map(({ family }) => family))]);
  expect(listed.flatMap(([, ...ids]) => ids).sort()).toEqual(CATALOGUE.map(({ id }) => id).sort());
  expect(out).toMatch(/^ {2}no-privileged +Containers are not privileged\n/m);
  expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
});

test('an id, a former name, a check of another tool, and a requirement of a framework lead to pages of controls', async () => {
  const [byId, byAlias, byTool, byBareCheck, inCapitals] = await Promise.all(
    ['read-only-root-filesystem', 'read-only-root-fs', 'checkov:CKV_K8S_22', 'CKV_K8S_22', 'CHECKOV:ckv_k8s_22'].map((name) => explain(name)),
  );
  expect(byId.out).toMatch(/^read-only-root-filesystem {2}/);
  for (const { out } of [byAlias, byTool, byBareCheck, inCapitals]) expect(out).toBe(byId.out);
});

test('a requirement that several controls answer to leads to the pages of all, with a line between them', async () => {
  const shared = CATALOGUE.flatMap(({ frameworks = [] }) => frameworks).find((one, i, all) => all.indexOf(one) < i)!;
  const ids = CATALOGUE.filter(({ frameworks = [] }) => frameworks.includes(shared)).map(({ id }) => id);
  const pages = await Promise.all(ids.map((id) => explain(id)));
  expect((await explain(shared)).out).toBe(pages.map(({ out }) => out).join('\n'));
});

test('findings about waivers have pages too', async () => {
  expect((await explain('waiver-unused')).out).toBe([
    'waiver-unused  Waivers cover a finding',
    '',
    '  severity  warning, cannot be waived',
    '  why       A waiver that hides nothing today hides the next fault unseen.',
    '  fix       Remove it, or correct the control, object or part that it names.',
    '',
  ].join('\n'));
});

test.each([
  ['no-privilegd', 'there is no control "no-privilegd"; did you mean "no-privileged"?'],
  ['something-else-entirely', 'there is no control "something-else-entirely"; `cdk8s-hardened explain` lists all'],
  ['example.two-replicas', 'the profile has no control "example.two-replicas"; pass the module of the profile that brings it with --profile'],
])('fails for %s', async (name, message) => {
  const { code, out, err } = await explain(name);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(message);
});

test('a profile without controls of its own brings none', async () => {
  const at = folder();
  write(at, { 'profile.yaml': 'base: strict\n' });
  const { code, err } = await call(at, ['explain', 'example.two-replicas', '--profile', 'profile.yaml']);
  expect(code).toBe(2);
  expect(err).toContain('the profile has no control "example.two-replicas"; pass the module');
});
