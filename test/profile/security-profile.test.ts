import { ApiServer } from '../../src/profile/api-server';
import { Dns } from '../../src/profile/dns';
import { PodSecurityLevel } from '../../src/profile/pod-security-level';
import { ResourceDefaults } from '../../src/profile/resource-defaults';
import { RunAs } from '../../src/profile/run-as';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Severity } from '../../src/profile/severity';

test('the default profile is restricted', () => {
  expect(SecurityProfile.restricted()).toMatchObject({
    kubernetesVersion: '1.36',
    kubernetesMinor: 36,
    podSecurityLevel: PodSecurityLevel.RESTRICTED,
    controlSet: '1',
    requireDigest: false,
    registries: [],
    requiredLabels: {},
    severities: {},
    customPodSpecs: {},
    customResourceDefinitions: [],
    strictSeverities: false,
    apiServer: undefined,
    runAs: RunAs.user(65532),
    resources: ResourceDefaults.of(),
    dns: Dns.kubeDns(),
  });
});

test('every decision can be made', () => {
  const decisions = {
    kubernetesVersion: '1.34',
    podSecurityLevel: PodSecurityLevel.BASELINE,
    controlSet: '1',
    runAs: RunAs.user(10001),
    registries: ['registry.example.com/team'],
    requireDigest: true,
    resources: ResourceDefaults.of({ omitCpuLimit: true }),
    dns: Dns.nodeLocal(),
    apiServer: ApiServer.of({ cidrs: ['10.0.0.10/32'] }),
    requiredLabels: { owner: 'team-x' },
    severities: { 'image-digest': Severity.ERROR },
    customPodSpecs: { 'example.com/Widget': ['/spec/groups/*/template/spec'], 'example.com/Gadget': [] },
    customResourceDefinitions: [{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'widgets.example.com' } }],
  };
  expect(SecurityProfile.restricted(decisions)).toMatchObject({ ...decisions, kubernetesMinor: 34 });
});

test('the strict profile raises warnings and changes nothing else', () => {
  expect(SecurityProfile.strict().strictSeverities).toBe(true);
  expect(SecurityProfile.strict({ requireDigest: true }).requireDigest).toBe(true);
  expect({ ...SecurityProfile.strict(), strictSeverities: false }).toEqual({ ...SecurityProfile.restricted() });
});

test('platforms bring their facts', () => {
  expect(SecurityProfile.openshift()).toMatchObject({ runAs: RunAs.platformAssigned({ setsFsGroup: true }), dns: Dns.openshift() });
  expect(SecurityProfile.gkeAutopilot()).toMatchObject({ runAs: RunAs.user(65532), dns: Dns.gke() });
  expect(SecurityProfile.eks()).toMatchObject({ runAs: RunAs.user(65532), dns: Dns.kubeDns() });
});

test('a decision is stronger than the fact of a platform, an undefined one is none', () => {
  expect(SecurityProfile.openshift({ dns: Dns.kubeDns() }).dns).toEqual(Dns.kubeDns());
  expect(SecurityProfile.openshift({ dns: undefined }).dns).toEqual(Dns.openshift());
});

test('extending replaces decisions in a new profile', () => {
  const base = SecurityProfile.openshift({ registries: ['r.example'], requiredLabels: { owner: 'a' } });
  const extended = base.extend({ requiredLabels: { team: 'b' }, requireDigest: true, registries: undefined });
  expect(extended).toMatchObject({ registries: ['r.example'], requireDigest: true, dns: Dns.openshift() });
  expect(extended.requiredLabels).toEqual({ team: 'b' });
  expect(base).toMatchObject({ requiredLabels: { owner: 'a' }, requireDigest: false });
});

test('extending keeps a strict profile strict', () => {
  expect(SecurityProfile.strict().extend({ requireDigest: true }).strictSeverities).toBe(true);
  expect(SecurityProfile.openshift().toStrict()).toMatchObject({ strictSeverities: true, dns: Dns.openshift() });
});

test('nobody can change a profile', () => {
  const registries = ['r.example'];
  const pointers = ['/spec/pod'];
  const profile = SecurityProfile.restricted({
    registries, requiredLabels: { owner: 'a' }, severities: { 'image-digest': Severity.ERROR }, customPodSpecs: { 'example.com/Widget': pointers },
  });
  pointers.push('/spec/evil');
  profile.customPodSpecs['example.com/Widget'].push('/spec/evil');
  registries.push('evil.example');
  profile.registries.push('evil.example');
  profile.requiredLabels.owner = 'b';
  profile.severities['image-digest'] = Severity.WARNING;
  expect(profile.extend({}).customPodSpecs).toEqual({ 'example.com/Widget': ['/spec/pod'] });
  expect(profile.extend({})).toMatchObject({ registries: ['r.example'], requiredLabels: { owner: 'a' }, severities: { 'image-digest': 'error' } });
});

test.each(['1', 'v1.36', '1.36.2', '2.0', '1.036', ''])('fails on Kubernetes %j', (kubernetesVersion) => {
  expect(() => SecurityProfile.restricted({ kubernetesVersion }))
    .toThrow(`cannot judge for Kubernetes "${kubernetesVersion}": it is not a version of the form 1.<minor>; pass kubernetesVersion such as "1.36"`);
});

test('fails on a control set that does not exist', () => {
  expect(() => SecurityProfile.restricted({ controlSet: '2' })).toThrow('cannot judge by control set "2": this version knows "1"; pass one of these as controlSet');
});

test.each(['https://r.example', 'r.example/', 'shop', ''])('fails on registry %j', (registry) => {
  expect(() => SecurityProfile.restricted({ registries: [registry] })).toThrow(/cannot trust registry ".*": it .*; correct it in registries/);
});

test('fails on labels that the API server would refuse', () => {
  expect(() => SecurityProfile.restricted({ requiredLabels: { 'a b': 'x' } })).toThrow(/cannot require label "a b": its key must/);
  expect(() => SecurityProfile.restricted({ requiredLabels: { owner: 'a b' } })).toThrow(/cannot require label "owner: a b": its value must/);
});

test('fails on texts that are no level and no severity', () => {
  expect(() => SecurityProfile.restricted({ podSecurityLevel: 'tight' as PodSecurityLevel })).toThrow(/level "tight": there is no such level; pass "privileged" or/);
  expect(() => SecurityProfile.restricted({ severities: { 'image-digest': 'off' as Severity } })).toThrow(/severity "off": there is no such severity; pass "error" or/);
});

test.each(['Widget', 'example.com/widget', 'apps/Deployment', 'example.com/v1/Widget', 'Example.com/Widget', ''])('fails on pods of the kind %j', (kind) => {
  expect(() => SecurityProfile.restricted({ customPodSpecs: { [kind]: [] } }))
    .toThrow(`cannot look for the pods of "${kind}": it is not a custom kind with its group, such as "example.com/Widget"; correct it in customPodSpecs`);
});

test.each(['', '/', 'spec', '/spec/', '/spec//pod', '/spec pod', '$.spec'])('fails on pods at %j', (pointer) => {
  expect(() => SecurityProfile.restricted({ customPodSpecs: { 'example.com/Widget': ['/spec/pod', pointer] } }))
    .toThrow(`cannot look for the pods of "example.com/Widget" at "${pointer}": it is no JSON pointer such as "/spec/template/spec"; correct it in customPodSpecs`);
});
