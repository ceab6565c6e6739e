import { rejectExcuses } from '../../src/cli/excuses';
import { UsageError } from '../../src/cli/exit-code';

const reject = (value: unknown, isProfileNamed = false) => () => rejectExcuses({ file: 'settings.yaml', value } as never, isProfileNamed);

test.each<[string, object]>([
  ...['waivers', 'baseline', 'include', 'exclude', 'failOn', 'scans'].map((key): [string, object] => [key, { [key]: null }]),
  ['profile', { profile: 'profile.js' }],
  ['profile.severities', { profile: { severities: {} } }],
  ['profile.base', { profile: { base: 'baseline' } }],
  ['profile.podSecurityLevel', { profile: { podSecurityLevel: 'baseline' } }],
  ['profile.customPodSpecs', { profile: { customPodSpecs: { 'a/B': [] } } }],
  ['profile.customPodSpecs', { profile: { customPodSpecs: { 'a/B': ['/spec'], 'a/C': 'x' } } }],
  ['profile.customPodSpecs', { profile: { customPodSpecs: 'x' } }],
  ['profile.kubernetesVersion', { profile: { kubernetesVersion: '1.20' } }],
  ['profile.kubernetesVersion', { profile: { kubernetesVersion: 'old' } }],
  ['profile.runAs.platformAssigned', { profile: { runAs: { platformAssigned: true } } }],
  ['profile.resources.omitCpuLimit', { profile: { resources: { omitCpuLimit: true } } }],
])('fails for settings that nobody named and that set %s', (key, value) => {
  expect(reject(value)).toThrow(UsageError);
  expect(reject(value)).toThrow(`"settings.yaml" was found in the working directory and sets \`${key}\`, which can excuse findings; with --no-inline-waivers only files that `
    + `the caller names may: pass --config settings.yaml if it is under the review of those who may decide, or remove \`${key}\``);
});

test.each<[string, unknown]>([
  ['nothing', undefined], ['a text', 'x'], ['definitions', { crds: ['a'] }], ['a rollout', { admissionRollout: { exemptNamespaces: ['a'] } }],
  ['a strict profile', { profile: { base: 'strict', podSecurityLevel: 'restricted', customPodSpecs: { 'a/B': ['/spec'] }, kubernetesVersion: '1.37' } }],
  ['a restricted profile', { profile: { base: 'restricted', runAs: { platformAssigned: false, user: 7 }, resources: { omitCpuLimit: false } } }],
  ['values that are null', { profile: { severities: null, base: null } }],
])('%s excuses nothing', (_, value) => expect(reject(value)).not.toThrow());

test('a profile beside the one that is named does not matter, and waivers do', () => {
  expect(reject({ profile: 'profile.js' }, true)).not.toThrow();
  expect(reject({ profile: { severities: {} }, waivers: [] }, true)).toThrow('sets `waivers`');
});
