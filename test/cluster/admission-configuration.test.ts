import { Duration } from 'cdk8s';
import { parse } from 'yaml';
import { AdmissionConfiguration, AdmissionRollout, Authorization, EventRateLimitType, PodSecurityDefaults, SecurityProfile } from '../../src';

const plugins = (admission: AdmissionConfiguration, kubernetesVersion = '1.36'): any[] =>
  parse(admission.toYaml(SecurityProfile.restricted({ kubernetesVersion }))).plugins;
const named = (list: any[], name: string): any => list.find((plugin) => plugin.name === name)?.configuration;

test('namespaces without labels enforce the level of the profile', () => {
  expect(named(plugins(AdmissionConfiguration.of()), 'PodSecurity')).toMatchObject({
    defaults: { 'enforce': 'restricted', 'enforce-version': 'v1.36', 'audit-version': 'latest' }, exemptions: { namespaces: ['kube-system'] },
  });
});

test('events are limited', () => {
  expect(named(plugins(AdmissionConfiguration.of()), 'EventRateLimit').limits.map(({ type }: any) => type)).toEqual(['Server', 'Namespace', 'User']);
});

test('limits of its own are kept', () => {
  const eventRateLimits = [
    { type: EventRateLimitType.SERVER, eventsPerSecond: 100, burst: 200 },
    { type: EventRateLimitType.NAMESPACE, eventsPerSecond: 5, burst: 10, cacheSize: 100 },
    { type: EventRateLimitType.SOURCE_AND_OBJECT, eventsPerSecond: 1, burst: 2 },
  ];
  expect(named(plugins(AdmissionConfiguration.of({ eventRateLimits })), 'EventRateLimit').limits).toEqual([
    { qps: 100, type: 'Server', burst: 200 }, { qps: 5, type: 'Namespace', burst: 10, cacheSize: 100 }, { qps: 1, type: 'SourceAndObject', burst: 2 },
  ]);
});

test('the API server reads policies from files from 1.37 on', () => {
  expect(named(plugins(AdmissionConfiguration.of(), '1.37'), 'ValidatingAdmissionPolicy')).toEqual({
    apiVersion: 'apiserver.config.k8s.io/v1', kind: 'ValidatingAdmissionPolicyConfiguration', staticManifestsDir: '/etc/kubernetes/secure/static-policies',
  });
  expect(named(plugins(AdmissionConfiguration.of()), 'ValidatingAdmissionPolicy')).toBeUndefined();
  expect(named(plugins(AdmissionConfiguration.of({ omitsStaticPolicies: true }), '1.37'), 'ValidatingAdmissionPolicy')).toBeUndefined();
});

test('static policies have the names that no request can take', () => {
  const policies = AdmissionConfiguration.of({ rollout: AdmissionRollout.of() })._staticPolicies(SecurityProfile.restricted({ kubernetesVersion: '1.37' }));
  expect(policies.length).toBeGreaterThan(10);
  expect(policies.filter(({ metadata }: any) => !metadata.name.endsWith('.static.k8s.io'))).toEqual([]);
});

test('fails for a level below that of the profile', () => {
  const podSecurity = PodSecurityDefaults.of({ profile: SecurityProfile.restricted().extend({ podSecurityLevel: 'baseline' as never }) });
  expect(() => plugins(AdmissionConfiguration.of({ podSecurity }))).toThrow('must be "restricted"');
});

test('fails for a limit of nothing', () => {
  const limit = { type: EventRateLimitType.SOURCE_AND_OBJECT, eventsPerSecond: 0, burst: 1 };
  expect(() => plugins(AdmissionConfiguration.of({ eventRateLimits: [limit] }))).toThrow(/^cannot render the admission configuration\n\n[^]*must be a number above zero/);
  const misspelled = { ...limit, bursts: 1 };
  expect(() => AdmissionConfiguration.of({ eventRateLimits: [misspelled] })).toThrow('cannot configure admission: nothing reads the key "bursts" of eventRateLimits[0]');
});

describe('authorization by webhooks', () => {
  const webhook = { name: 'policy', kubeconfigPath: '/etc/kubernetes/secure/policy.conf' };
  const authorizers = (props: object = {}): any[] => parse(Authorization.withWebhooks([{ ...webhook, ...props }]).toYaml()).authorizers;

  test('comes before the Node authorizer and RBAC, and denies where there is no answer', () => {
    expect(authorizers().map(({ type }) => type)).toEqual(['Webhook', 'Node', 'RBAC']);
    expect(authorizers()[0]).toEqual({
      type: 'Webhook', name: 'policy', webhook: expect.objectContaining({
        failurePolicy: 'Deny', timeout: '3s', subjectAccessReviewVersion: 'v1', connectionInfo: { type: 'KubeConfigFile', kubeConfigFile: '/etc/kubernetes/secure/policy.conf' },
      }),
    });
  });

  test('has no opinion without an answer, and waits longer, where that is said', () => {
    expect(authorizers({ ignoresFailure: true, timeout: Duration.seconds(5) })[0].webhook).toMatchObject({ failurePolicy: 'NoOpinion', timeout: '5s' });
  });

  test('says which version its conditions are about', () => {
    const matchConditions = ["request.user != 'admin'", "request.user != 'root'"];
    expect(authorizers({ matchConditions })[0].webhook).toMatchObject({ matchConditionSubjectAccessReviewVersion: 'v1', matchConditions: matchConditions.map((expression) => ({ expression })) });
  });

  test('fails for a relative path, and for what nothing reads', () => {
    expect(() => authorizers({ kubeconfigPath: 'policy.conf' })).toThrow(/^cannot render the authorization configuration\n\n[^]*must be an absolute path/);
    expect(() => authorizers({ timeouts: 3 })).toThrow('cannot authorize by webhooks: nothing reads the key "timeouts" of webhooks[0]');
  });
});
