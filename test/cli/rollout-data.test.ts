import { rolloutFromData } from '../../src/cli/rollout-data';

/** How a file writes a rollout; what it means is tested with `AdmissionRollout`. */

const rollout = (data: unknown): object => {
  const { warnNamespaces, auditNamespaces, exemptNamespaces, waivers } = rolloutFromData(data, 'rollout.yaml');
  return { warnNamespaces, auditNamespaces, exemptNamespaces, waivers };
};
const WAIVER = { namespace: 'shop', control: 'no-privileged', reason: 'the driver of the node' };

test('each key is what the prop of that name is', () => {
  const waiver = { ...WAIVER, expires: '2027-03-31', owner: 'storage', ticket: 'OPS-7' };
  const data = { warnNamespaces: ['legacy'], auditNamespaces: ['ci', 'lab'], exemptNamespaces: ['kube-system'], waivers: [waiver, WAIVER] };
  expect(rollout(data)).toEqual(data);
});

test.each([{}, { waivers: null, warnNamespaces: null }])('%j leaves every key at its default', (data) => {
  expect(rollout(data)).toEqual({ warnNamespaces: [], auditNamespaces: [], exemptNamespaces: ['kube-system'], waivers: [] });
});

test.each<[string, unknown, string]>([
  ['an unknown key', { warnNamespace: ['a'] }, 'rollout.yaml has no key "warnNamespace"; did you mean "warnNamespaces"?'],
  ['a stage that is no list', { auditNamespaces: 'a' }, 'rollout.yaml.auditNamespaces is "a", which is not a list of texts; change it'],
  ['waivers that are a map', { waivers: WAIVER }, 'rollout.yaml.waivers is no list; write `waivers: [{ namespace: …, control: …, reason: … }]`'],
  ...(['namespace', 'control', 'reason'] as const).map((key): [string, unknown, string] => [
    `a waiver without ${key}`, { waivers: [WAIVER, { ...WAIVER, [key]: undefined }] }, `rollout.yaml.waivers[1] has no ${key}; name the namespace, the control and the reason`,
  ]),
  ['a waiver with an unknown key', { waivers: [{ ...WAIVER, until: '2027-03-31' }] }, 'rollout.yaml.waivers[0] has no key "until"'],
  ['an end that YAML makes a number of', { waivers: [{ ...WAIVER, expires: 2027 }] }, 'rollout.yaml.waivers[0].expires is 2027, which is not a text; put it in quotes'],
  ['a namespace that is none', { exemptNamespaces: ['Shop'] }, 'rollout.yaml: cannot select namespace "Shop"'],
])('fails for %s', (_, data, message) => expect(() => rollout(data)).toThrow(message));
