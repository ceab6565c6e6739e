import { Chart, Testing } from 'cdk8s';
import { AdmissionAction, AdmissionPolicies, AdmissionRollout, HardenedApp, PodSecurityDefaults, PodSecurityLevel, SecurityProfile } from '../../../src';
import { mutatingPolicies } from '../../../src/admission/mutating';
import { admissionPolicies } from '../../../src/admission/policies';
import { CATALOGUE } from '../../../src/controls';

const profile = SecurityProfile.restricted({ registries: ['registry.example.com'] });
const objectsOf = (set: ReturnType<typeof admissionPolicies>) => [...set.policies, ...set.bindings];

test('renders what the command line prints', () => {
  const chart = new Chart(new HardenedApp({ profile }), 'platform');
  const { policyNames } = new AdmissionPolicies(chart, 'policies');
  const expected = objectsOf(admissionPolicies(CATALOGUE, profile, 'deny'));
  expect(Testing.synth(chart)).toEqual(expected);
  expect(policyNames).toEqual(expected.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy').map(({ metadata }) => metadata.name));
});

test('takes another profile and action than the scope has', () => {
  const chart = new Chart(new HardenedApp(), 'platform');
  new AdmissionPolicies(chart, 'policies', { profile, action: AdmissionAction.WARN });
  expect(Testing.synth(chart)).toEqual(objectsOf(admissionPolicies(CATALOGUE, profile, 'warn')));
});

test('adds policies that fill in what is absent', () => {
  const chart = new Chart(new HardenedApp({ profile }), 'platform');
  const { policyNames } = new AdmissionPolicies(chart, 'policies', { fillsDefaults: true });
  const defaults = mutatingPolicies(CATALOGUE, profile);
  expect(Testing.synth(chart)).toEqual([...objectsOf(admissionPolicies(CATALOGUE, profile, 'deny')), ...defaults.policies, ...defaults.bindings]);
  expect(policyNames).toContain('pods-defaults.cdk8s-hardened.dev');
});

test('renders the stages and waivers of a rollout', () => {
  const chart = new Chart(new HardenedApp({ profile }), 'platform');
  const rollout = AdmissionRollout.of({
    warnNamespaces: ['legacy'], waivers: [{ namespace: 'shop', control: 'no-privileged', reason: 'the vendor wants it so' }],
  });
  new AdmissionPolicies(chart, 'policies', { rollout, fillsDefaults: true });
  const defaults = mutatingPolicies(CATALOGUE, profile, rollout);
  expect(Testing.synth(chart))
    .toEqual([...objectsOf(admissionPolicies(CATALOGUE, profile, 'deny', rollout)), ...defaults.policies, ...defaults.bindings]);
});

test('works below a plain app', () => {
  const chart = Testing.chart();
  new AdmissionPolicies(chart, 'policies');
  expect(Testing.synth(chart)).toEqual(objectsOf(admissionPolicies(CATALOGUE, SecurityProfile.restricted(), 'deny')));
});

describe('the Pod Security level of namespaces without labels', () => {
  test('is that of the profile', () => {
    const defaults = PodSecurityDefaults.of({
      profile: SecurityProfile.restricted({ kubernetesVersion: '1.37', podSecurityLevel: PodSecurityLevel.BASELINE }),
      rollout: AdmissionRollout.of({ exemptNamespaces: ['kube-system', 'cni'] }),
      exemptUsernames: ['system:serviceaccount:ci:builder'],
      exemptRuntimeClasses: ['sandboxed'],
    });
    expect(defaults.level).toBe(PodSecurityLevel.BASELINE);
    expect(defaults.toYaml()).toBe(`apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: PodSecurity
    configuration:
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults:
        enforce: baseline
        enforce-version: v1.37
        audit: baseline
        audit-version: latest
        warn: baseline
        warn-version: latest
      exemptions:
        usernames:
          - system:serviceaccount:ci:builder
        runtimeClasses:
          - sandboxed
        namespaces:
          - cni
          - kube-system
`);
  });

  test('is restricted, and exempts the cluster itself, by default', () => {
    expect(PodSecurityDefaults.of().toYaml()).toMatch(/enforce: restricted\n[\s\S]*namespaces:\n +- kube-system\n$/);
  });

  test.each([
    ['an empty user name', { exemptUsernames: [''] }, 'cannot exempt "": it is empty; correct it in exemptUsernames'],
    ['a user named twice', { exemptUsernames: ['a', 'a'] }, 'cannot exempt "a": it is there twice; correct it in exemptUsernames'],
    ['a runtime class named twice', { exemptRuntimeClasses: ['a', 'a'] }, 'cannot exempt "a": it is there twice; correct it in exemptRuntimeClasses'],
    ['a runtime class that no cluster can have', { exemptRuntimeClasses: ['Kata'] }, 'cannot exempt runtime class "Kata"'],
  ])('fails on %s', (_, props, message) => {
    expect(() => PodSecurityDefaults.of(props)).toThrow(message);
  });
});
