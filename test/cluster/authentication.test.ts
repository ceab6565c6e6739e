import { Duration } from 'cdk8s';
import { parse } from 'yaml';
import { Authentication, MultiFactor, TokenIssuer, TokenIssuerProps } from '../../src';

const URL = 'https://idp.example.com/realms/platform';
const issuer = (props: Partial<TokenIssuerProps> = {}) => TokenIssuer.oidc({ url: URL, audiences: ['kubernetes'], multiFactor: MultiFactor.methods('mfa', 'hwk'), ...props });
const fileOf = (...issuers: TokenIssuer[]): any => parse(Authentication.of({ issuers }).toYaml());

test('requests without credentials reach health checks alone', () => {
  expect(parse(Authentication.of().toYaml())).toEqual({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'AuthenticationConfiguration',
    anonymous: { enabled: true, conditions: [{ path: '/livez' }, { path: '/readyz' }, { path: '/healthz' }] },
  });
});

test('token discovery opens one path more', () => {
  const { conditions } = parse(Authentication.of({ allowsTokenDiscovery: true }).toYaml()).anonymous;
  expect(conditions.map(({ path }: { path: string }) => path)).toContain('/api/v1/namespaces/kube-public/configmaps/cluster-info');
  expect(conditions.length).toBe(4);
});

test('users of an issuer have a prefix, several factors and tokens that live for an hour', () => {
  const { jwt: [{ issuer: from, claimMappings, claimValidationRules, userValidationRules }] } = fileOf(issuer());
  expect(from).toEqual({ url: URL, audiences: ['kubernetes'], audienceMatchPolicy: 'MatchAny' });
  expect([...claimValidationRules, ...userValidationRules].map(({ message }: { message: string }) => message)).toEqual([
    'multi-factor authentication is required', 'a token must not live longer than 3600 seconds', 'the user name must not begin with system:', 'the name of a group must not begin with system:',
  ]);
  expect(claimMappings).toEqual({ username: { claim: 'sub', prefix: 'oidc:' }, groups: { claim: 'groups', prefix: 'oidc:' }, uid: { claim: 'sub' } });
  expect(claimValidationRules.map(({ expression }: { expression: string }) => expression)).toEqual([
    "has(claims.amr) && dyn(claims.amr).exists(m, m in ['mfa', 'hwk'])",
    'has(claims.exp) && has(claims.iat) && claims.exp - claims.iat <= 3600',
  ]);
});

test('what is set is kept', () => {
  const { jwt: [{ claimMappings, claimValidationRules }] } = fileOf(issuer({
    multiFactor: MultiFactor.contexts('phr'), tokenLifetime: Duration.minutes(10), usernameClaim: 'email', usernamePrefix: 'corp:', requiredClaims: { hd: 'example.com' },
  }));
  expect(claimMappings.username).toEqual({ claim: 'email', prefix: 'corp:' });
  expect(claimMappings.groups.prefix).toBe('corp:');
  expect(claimValidationRules[2].message).toBe('the address must be verified');
  expect(claimValidationRules.map((rule: any) => rule.expression ?? `${rule.claim}=${rule.requiredValue}`)).toEqual([
    "has(claims.acr) && claims.acr in ['phr']",
    'has(claims.exp) && has(claims.iat) && claims.exp - claims.iat <= 600',
    'claims.?email_verified.orValue(false) == true',
    'hd=example.com',
  ]);
});

describe('fails', () => {
  test.each([
    ['a URL without TLS', { url: 'http://idp.example.com' }, 'must begin with "https://"'],
    ['a URL with a password', { url: 'https://a:b@idp.example.com' }, 'must not contain a user name or password'],
    ['no audience', { audiences: [] }, 'audiences is empty'],
    ['an audience twice', { audiences: ['a', 'a'] }, 'stands before it already'],
    ['the path of a certificate', { certificateAuthority: '/etc/ssl/ca.crt' }, 'must hold certificates in PEM'],
    ['the issuer as its own discovery', { discoveryUrl: `${URL}/` }, 'is the same as `url`'],
  ] as const)('for %s', (_, props, message) => {
    const render = () => fileOf(issuer(props as Partial<TokenIssuerProps>));
    expect(render).toThrow(message);
    expect(render).toThrow(/^cannot render the authentication configuration\n\n/);
  });

  test('without a prefix', () => {
    expect(() => issuer({ usernamePrefix: '' })).toThrow('pass usernamePrefix such as "oidc:"');
    expect(() => issuer({ groupsPrefix: '' })).toThrow('pass groupsPrefix such as "oidc:"');
  });

  test('with the prefix of Kubernetes', () => {
    expect(issuer({ usernamePrefix: 'system:' })).toBeDefined();
    const { jwt: [{ userValidationRules }] } = fileOf(issuer({ usernamePrefix: 'system:' }));
    expect(userValidationRules[0].expression).toContain('system:'); // which refuses every user of it
  });

  test('where two issuers could name users of each other', () => {
    expect(() => fileOf(issuer(), issuer({ url: 'https://other.example.com' }))).toThrow('with the same prefix "oidc:"');
    expect(() => fileOf(issuer(), issuer({ usernamePrefix: 'b:' }))).toThrow('twice; make one issuer of both');
  });

  test.each(['', "a' || true", 'a\\'])('for %j as a method', (method) => {
    expect(() => MultiFactor.methods(method)).toThrow('correct it in methods');
  });

  test('for no method', () => {
    expect(() => MultiFactor.contexts()).toThrow('pass values of the claim to contexts');
  });
});

test('an issuer whose tokens live for a week is warned of', () => {
  const written = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  fileOf(issuer({ tokenLifetime: Duration.days(7) }));
  expect(written.mock.calls.flat().join('')).toContain('must be at most 86400, a day');
  written.mockRestore();
});

test('an issuer without several factors is warned of', () => {
  const written = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  fileOf(issuer({ multiFactor: undefined }));
  expect(written.mock.calls.flat().join('')).toContain('authentication-multi-factor');
  written.mockRestore();
});
