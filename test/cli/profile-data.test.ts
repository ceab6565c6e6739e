import { profileFromData } from '../../src/cli/profile-data';
import { SecurityProfile } from '../../src/profile/security-profile';

/** How a settings file writes a profile; what the values mean is tested with `SecurityProfile`. */

const AT = 'settings.yaml: profile';
const profile = (data: unknown): SecurityProfile => profileFromData(data, AT);

/** The values of an object and of those that it holds, getters included. */
function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  if (value.constructor.name === 'Quantity') return String(value as { toString(): string });
  const ofClass = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(value) as object);
  const getters = Object.entries(ofClass).filter(([, { get }]) => get).map(([key]) => key);
  const keys = [...new Set([...Object.keys(value), ...getters.filter((key) => key !== '__proto__')])].sort();
  return Object.fromEntries(keys.map((key) => [key, shown((value as Record<string, unknown>)[key])]));
}

test.each<[string, unknown, (profile: SecurityProfile) => unknown, unknown]>([
  ['a version', { kubernetesVersion: '1.34' }, (one) => one.kubernetesVersion, '1.34'],
  ['a level', { podSecurityLevel: 'baseline' }, (one) => one.podSecurityLevel, 'baseline'],
  ['strict severities', { strict: true }, (one) => one.strictSeverities, true],
  ['severities as they are', { strict: false }, (one) => one.strictSeverities, false],
  ['a user', { runAs: { user: 1000, group: 2000, fsGroup: 3000 } }, (one) => [one.runAs.uid, one.runAs.gid, one.runAs.fsGroup], [1000, 2000, 3000]],
  ['a user of the platform', { runAs: { platformAssigned: true } }, ({ runAs }) => [runAs.assignedByPlatform, runAs.platformSetsFsGroup, runAs.uid], [true, false, undefined]],
  ['a user and a group of files of the platform', { runAs: { platformAssigned: true, setsFsGroup: true } }, ({ runAs }) => runAs.platformSetsFsGroup, true],
  ['registries', { registries: ['a.example.com'] }, (one) => one.registries, ['a.example.com']],
  ['digests', { requireDigest: true }, (one) => one.requireDigest, true],
  ['a policy of images', { imagePolicy: { registries: ['a.example.com'], requireDigest: true, allowLatest: true, pullSecrets: ['pull'], lockFile: 'a.lock' } },
    ({ imagePolicy: one }) => [one!.registries, one!.requireDigest, one!.allowLatest, one!.pullSecrets, one!.lockFile], [['a.example.com'], true, true, ['pull'], 'a.lock']],
  ['resources', { resources: { cpuRequest: '10m', cpuLimit: '1', memoryRequest: '1Mi', memoryLimit: '2Mi', ephemeralStorageRequest: '3Mi', ephemeralStorageLimit: '4Mi' } },
    (one) => shown(one.resources), { cpuLimit: '1', cpuRequest: '10m', ephemeralStorageLimit: '4Mi', ephemeralStorageRequest: '3Mi', memoryLimit: '2Mi', memoryRequest: '1Mi', omitCpuLimit: false }],
  ['no limit of processors', { resources: { omitCpuLimit: true } }, (one) => one.resources.omitCpuLimit, true],
  ['DNS of OpenShift', { dns: 'openshift' }, (one) => JSON.stringify(one.dns._egressRules()).includes('openshift-dns'), true],
  ['DNS on the node', { dns: { nodeLocal: { address: '169.254.20.11' } } }, (one) => JSON.stringify(one.dns._egressRules()).includes('169.254.20.11/32'), true],
  ['DNS of one\'s own', { dns: { custom: { namespace: 'dns', podLabels: { app: 'coredns' }, port: 5353 } } },
    (one) => ['"dns"', '"app":"coredns"', '5353'].every((text) => JSON.stringify(one.dns._egressRules()).includes(text)), true],
  ['an API server', { apiServer: { cidrs: ['192.0.2.1/32'], port: 8443 } }, ({ apiServer }) => [apiServer!.cidrs, apiServer!.port], [['192.0.2.1/32'], 8443]],
  ['a network plugin', { networkPlugin: 'cilium' }, (one) => one.networkPlugin, 'cilium'],
  ['where requests come from', { ingressControllers: [{ cidr: '192.0.2.0/24' }, { namespace: 'ingress' }] }, (one) => one.ingressControllers.map((source) => source._end()),
    [{ cidr: '192.0.2.0/24' }, { namespace: 'ingress', labels: {} }]],
  ['who reads metrics', { metricsScrapers: [{ namespace: 'monitoring', podLabels: { app: 'prometheus' } }] }, (one) => one.metricsScrapers.map((source) => source._end()),
    [{ namespace: 'monitoring', labels: { app: 'prometheus' } }]],
  ['labels', { requiredLabels: { team: 'shop' } }, (one) => one.requiredLabels, { team: 'shop' }],
  ['severities', { severities: { 'no-privileged': 'warning' } }, (one) => one.severities, { 'no-privileged': 'warning' }],
  ['kinds that hold pods', { customPodSpecs: { 'example.com/Widget': ['/spec/pod'] } }, (one) => one.customPodSpecs, { 'example.com/Widget': ['/spec/pod'] }],
])('%s', (_, data, of, wanted) => expect(of(profile(data))).toEqual(wanted));

test.each([['restricted', SecurityProfile.restricted()], ['strict', SecurityProfile.strict()], ['openshift', SecurityProfile.openshift()],
  ['gkeAutopilot', SecurityProfile.gkeAutopilot()], ['eks', SecurityProfile.eks()]])('the base %s without anything else is that of the library', (base, wanted) => {
  expect(shown(profile({ base }))).toEqual(shown(wanted));
});

test('no base is restricted, and null is as if a key were not there', () => {
  expect(shown(profile({ registries: null, runAs: null }))).toEqual(shown(SecurityProfile.restricted()));
});

test.each<[string, unknown, string]>([
  ['a list', [], `${AT} is not a map; write keys such as "base", "strict", "kubernetesVersion"`],
  ['an unknown key', { bases: 'eks' }, `${AT} has no key "bases"; did you mean "base"?`],
  ['an unknown key below', { runAs: { users: 1 } }, `${AT}.runAs has no key "users"; did you mean "user"?`],
  ['an unknown base', { base: 'aks' }, `${AT}.base is "aks", which is not one of restricted, strict, openshift, gkeAutopilot, eks; change it`],
  ['a version that YAML makes a number of', { kubernetesVersion: 1.3 }, `${AT}.kubernetesVersion is 1.3, which is not a text; put it in quotes`],
  ['a version that is a list', { kubernetesVersion: ['1.36'] }, `${AT}.kubernetesVersion is ["1.36"], which is not a text; change it`],
  ['a flag that is a text', { strict: 'yes' }, `${AT}.strict is "yes", which is not true or false; change it`],
  ['half a user', { runAs: { user: 1.5 } }, `${AT}.runAs.user is 1.5, which is not a whole number; change it`],
  ['no user', { runAs: { group: 1 } }, `${AT}: runAs names neither a \`user\` nor \`platformAssigned: true\`; name one`],
  ['a user that is reserved', { runAs: { user: 0 } }, `${AT}: `],
  ['registries that are a text', { registries: 'a' }, `${AT}.registries is "a", which is not a list of texts; change it`],
  ['registries that are numbers', { registries: ['a', 1] }, `${AT}.registries is ["a",1], which is not a list of texts; change it`],
  ['labels that are a list', { requiredLabels: ['a'] }, `${AT}.requiredLabels is ["a"], which is not a map of texts; change it`],
  ['labels that are flags', { requiredLabels: { a: 'a', b: true } }, `${AT}.requiredLabels is {"a":"a","b":true}, which is not a map of texts; change it`],
  ['kinds without lists', { customPodSpecs: { a: 'b' } }, `${AT}.customPodSpecs is {"a":"b"}, which is not a map of lists of texts; change it`],
  ['kinds with lists of numbers', { customPodSpecs: { a: ['b', 1] } }, `${AT}.customPodSpecs is {"a":["b",1]}, which is not a map of lists of texts; change it`],
  ['sources that are a map', { metricsScrapers: { cidr: 'a' } }, `${AT}.metricsScrapers is {"cidr":"a"}, which is not a list of maps; change it`],
  ['a source of two kinds', { ingressControllers: [{ cidr: '192.0.2.0/24', namespace: 'a' }] }, `${AT}: ingressControllers has an entry that is neither \`cidr\` alone`],
  ['a source of none', { metricsScrapers: [{ podLabels: { a: 'b' } }] }, `${AT}: metricsScrapers has an entry that is neither \`cidr\` alone`],
  ['a source with an unknown key', { metricsScrapers: [{ cidr: '192.0.2.0/24' }, { pod: 'b' }] }, `${AT}.metricsScrapers[1] has no key "pod"`],
  ['an unknown control', { severities: { 'no-privilegd': 'warning' } }, `${AT}.severities names "no-privilegd", and there is no such control; did you mean "no-privileged"?`],
  ['an amount that is none', { resources: { cpuLimit: 'much' } }, `${AT}: resources.cpuLimit: `],
  ['a key that has moved', { auditNamespaces: ['a'] }, `${AT} has "auditNamespaces", which has moved out of the profile; write it as "auditNamespaces" below "admissionRollout"`],
  ['waivers, which have another name now', { admissionWaivers: [] }, `${AT} has "admissionWaivers", which has moved out of the profile; write it as "waivers" below`],
  ['an unknown DNS', { dns: 'coredns' }, `${AT}.dns is "coredns", which is not one of kubeDns, openshift, gke; change it`],
])('fails for %s', (_, data, message) => {
  try {
    profile(data);
  } catch (error) {
    expect([(error as Error).constructor.name, (error as Error).message]).toEqual(['UsageError', expect.stringContaining(message)]);
    return;
  }
  throw new Error('nothing was thrown');
});
