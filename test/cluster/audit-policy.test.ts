import { parse } from 'yaml';
import { AuditPolicy, AuditRule } from '../../src';

const rulesOf = (policy: AuditPolicy): any[] => parse(policy.toYaml()).rules;
const levels = (policy: AuditPolicy): string[] => rulesOf(policy).map(({ level }) => level);

test('the standard policy begins with what must not be logged and ends with everything else', () => {
  const rules = rulesOf(AuditPolicy.standard());
  expect(rules[0]).toMatchObject({ level: 'Metadata', resources: [{ group: '', resources: ['secrets', 'configmaps', 'serviceaccounts/token'] }, {}, {}, {}] });
  expect(rules.at(-1)).toEqual({ level: 'Metadata' });
  expect(parse(AuditPolicy.standard().toYaml())).toMatchObject({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', omitStages: ['RequestReceived'], omitManagedFields: true });
});

test('a further rule comes before those that leave noise out', () => {
  const policy = AuditPolicy.standard().withRule(AuditRule.request({ resources: [{ group: 'example.com', resources: ['tenants'] }] }));
  const rules = rulesOf(policy);
  const added = rules.findIndex(({ resources }) => resources?.[0].group === 'example.com');
  expect(added).toBeGreaterThan(0);
  expect(levels(policy).indexOf('None')).toBe(added + 1);
});

test('resources whose content is hidden come before every rule that logs bodies', () => {
  const rules = rulesOf(AuditPolicy.standard().withoutContentOf({ group: 'vault.example.com' }));
  expect(rules[1]).toEqual({ level: 'Metadata', resources: [{ group: 'vault.example.com' }] });
});

test('noise is left out after what matters to security', () => {
  const policy = AuditPolicy.standard().withoutNoise(AuditRule.none({ users: ['system:serviceaccount:monitoring:agent'], verbs: ['get', 'list', 'watch'] }));
  const rules = rulesOf(policy);
  expect(rules.findIndex(({ users }) => users?.[0].includes('monitoring'))).toBeGreaterThan(rules.findIndex(({ level }) => level === 'RequestResponse'));
});

test('a verb leaves the policy that it is called on as it was', () => {
  const standard = AuditPolicy.standard();
  const before = standard.toYaml();
  standard.withoutNoise(AuditRule.none({ verbs: ['watch'], nonResourceUrls: ['/metrics'] }));
  expect(standard.toYaml()).toBe(before);
});

test('rules of its own stand in their order', () => {
  expect(levels(AuditPolicy.ofRules([AuditRule.none({ nonResourceUrls: ['/healthz*'] }), AuditRule.metadata()]))).toEqual(['None', 'Metadata']);
});

describe('fails', () => {
  test('where rules of its own log secrets', () => {
    expect(() => AuditPolicy.ofRules([AuditRule.requestResponse()]).toYaml()).toThrow('audit-policy-no-secret-bodies');
  });

  test('where a rule is about resources and paths at once', () => {
    const policy = AuditPolicy.standard().withRule(AuditRule.metadata({ nonResourceUrls: ['/metrics'], resources: [{ group: '' }] }));
    expect(() => policy.toYaml()).toThrow('rules[3].nonResourceURLs stands beside resources or namespaces');
  });

  test('for a verb that no request has', () => {
    expect(() => AuditRule.metadata({ verbs: ['read'] })).toThrow('no request has it; it can be get, list, watch, ');
  });

  test('where there is no rule', () => {
    expect(() => AuditPolicy.ofRules([])).toThrow('the API server does not start with it; pass one such as AuditRule.metadata()');
  });

  test('where content of nothing is to be hidden', () => {
    expect(() => AuditPolicy.standard().withoutContentOf()).toThrow('pass the resources');
  });

  test('where a rule of silence comes before those that record', () => {
    expect(() => AuditPolicy.standard().withRule(AuditRule.none())).toThrow('pass it to withoutNoise');
    expect(() => AuditPolicy.standard().withoutNoise(AuditRule.metadata())).toThrow('pass AuditRule.none, or pass the rule to withRule');
  });
});
