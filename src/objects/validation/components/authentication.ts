import { celProblems } from '../../cel-problems';
import { DocumentPart, repeatedTexts } from '../../document-part';
import { httpsUrlProblem } from '../../https-url';
import { dnsSubdomainProblem } from '../../names';
import { Problem } from '../../problem';

const MOST_AUTHENTICATORS = 64;
/** Prefixes that only Kubernetes itself may use. */
const RESERVED = /(^|\.)(kubernetes|k8s)\.io\//;
const EXTRA_PATH = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----\s+M[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/;

/**
 * What the API server would refuse about a file for `--authentication-config`, beside types and missing fields. Of expressions in CEL the types are not
 * looked at.
 *
 * @see https://github.com/kubernetes/apiserver/blob/master/pkg/apis/apiserver/validation/validation.go
 */
export function authenticationProblems(file: DocumentPart): Problem[] {
  const jwt = file.at('jwt');
  const [urls, discoveryUrls] = ['url', 'discoveryURL'].map((key) => jwt.items.map((one) => one.at('issuer').at(key)));
  const anonymous = file.at('anonymous');
  const conditions = anonymous.at('conditions');
  return [
    ...(jwt.items.length > MOST_AUTHENTICATORS ? [jwt.problem(`has ${jwt.items.length} elements, at most ${MOST_AUTHENTICATORS}`)] : []),
    ...jwt.items.flatMap(authenticatorProblems),
    ...[...repeatedTexts(urls), ...repeatedTexts(discoveryUrls)].map((url) => url.problem(`is "${url.text}", as that of an issuer before it; write each issuer once`)),
    ...(conditions.items.length > 0 && anonymous.at('enabled').value !== true
      ? [conditions.problem('needs `enabled: true` beside it; set that, or remove the conditions')] : []),
  ];
}

function authenticatorProblems(authenticator: DocumentPart): Problem[] {
  const [mappings, validation] = [authenticator.at('claimMappings'), authenticator.at('claimValidationRules')];
  return [
    ...issuerProblems(authenticator.at('issuer')),
    ...validation.items.flatMap(claimRuleProblems),
    ...repeatedTexts(validation.items.map((rule) => rule.at('claim'))).map((claim) => claim.problem(`is "${claim.text}", which a rule before it is about; keep one of them`)),
    ...repeatedExpressions(validation),
    ...repeatedExpressions(authenticator.at('userValidationRules')),
    ...claimProblems(mappings.at('username'), true),
    ...claimProblems(mappings.at('groups'), false),
    ...(both(mappings.at('uid')) ? [mappings.at('uid').problem('has a claim and an expression; remove one of them')] : []),
    ...extraProblems(mappings.at('extra')),
    ...expressionProblems(authenticator),
    ...emailProblems(authenticator),
  ];
}

function issuerProblems(issuer: DocumentPart): Problem[] {
  const [url, discovery, audiences, policy, authority] = ['url', 'discoveryURL', 'audiences', 'audienceMatchPolicy', 'certificateAuthority'].map((key) => issuer.at(key));
  const wanted = audiences.items.length > 1 ? ['MatchAny'] : ['', 'MatchAny'];
  return [
    ...[url, discovery].flatMap((one) => {
      const problem = one.text === '' ? undefined : httpsUrlProblem(one.text);
      return problem === undefined ? [] : [one.problem(`is "${one.text}", which ${problem}`)];
    }),
    ...(discovery.text !== '' && withoutSlash(discovery.text) === withoutSlash(url.text) ? [discovery.problem('is the same as `url`; remove it')] : []),
    ...(audiences.isSet && audiences.items.length === 0 ? [audiences.problem('is empty; list the client ids that tokens are made for')] : []),
    ...audiences.items.filter(({ value }) => value === '').map((one) => one.problem('is empty; write a client id')),
    ...repeatedTexts(audiences.items).map((one) => one.problem(`is "${one.text}", which stands before it already; remove one of them`)),
    ...(wanted.includes(policy.text) ? [] : [policy.problem(`is ${policy.text === '' ? 'missing' : `"${policy.text}"`}, must be "MatchAny" for several audiences`)]),
    ...(authority.text === '' || CERTIFICATE.test(authority.text) ? [] : [authority.problem('must hold certificates in PEM, not the path of a file')]),
  ];
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');
const both = (mapping: DocumentPart): boolean => mapping.at('claim').text !== '' && mapping.at('expression').text !== '';
const neither = (mapping: DocumentPart): boolean => mapping.at('claim').text === '' && mapping.at('expression').text === '';

function claimRuleProblems(rule: DocumentPart): Problem[] {
  if (both(rule)) return [rule.problem('has a claim and an expression; make two rules of it')];
  if (neither(rule)) return [rule.problem('has neither a claim nor an expression; write one of them')];
  const stray = rule.at(rule.at('claim').text === '' ? 'requiredValue' : 'message');
  return stray.text === '' ? [] : [stray.problem(`must not stand beside ${rule.at('claim').text === '' ? 'an expression' : 'a claim'}; remove it`)];
}

function claimProblems(mapping: DocumentPart, isRequired: boolean): Problem[] {
  if (both(mapping)) return [mapping.problem('has a claim and an expression; remove one of them')];
  if (neither(mapping)) return isRequired && mapping.isSet ? [mapping.problem('has neither a claim nor an expression; write one of them')] : [];
  const prefix = mapping.at('prefix');
  if (mapping.at('claim').text !== '' && !prefix.isSet) return [prefix.problem('is missing, and required beside a claim; write one that no other issuer has, such as "oidc:"')];
  return mapping.at('expression').text !== '' && prefix.isSet ? [prefix.problem('must not stand beside an expression; add it in the expression')] : [];
}

function repeatedExpressions(rules: DocumentPart): Problem[] {
  return repeatedTexts(rules.items.map((rule) => rule.at('expression'))).map((expression) => expression.problem('stands before it already; remove one of them'));
}

function extraProblems(extra: DocumentPart): Problem[] {
  const keys = extra.items.map((one) => one.at('key'));
  return [
    ...keys.flatMap((key) => {
      const problem = key.text === '' ? undefined : extraKeyProblem(key.text);
      return problem === undefined ? [] : [key.problem(`is "${key.text}", ${problem}`)];
    }),
    ...repeatedTexts(keys).map((key) => key.problem(`is "${key.text}", which stands before it already; remove one of them`)),
  ];
}

function extraKeyProblem(key: string): string | undefined {
  const slash = key.indexOf('/');
  const isPrefixed = slash > 0 && dnsSubdomainProblem(key.slice(0, slash)) === undefined && EXTRA_PATH.test(key.slice(slash + 1));
  if (!isPrefixed || key !== key.toLowerCase()) return 'must be a domain of yours and a name, in lower-case letters, such as "example.com/department"';
  return RESERVED.test(key) ? 'whose domain is reserved for Kubernetes; write a domain of yours' : undefined;
}

/** Their types are not looked at. */
function expressionProblems(authenticator: DocumentPart): Problem[] {
  const [mappings, validation, user] = ['claimMappings', 'claimValidationRules', 'userValidationRules'].map((key) => authenticator.at(key));
  const ofClaims = [
    ...validation.items.map((rule) => rule.at('expression')), ...['username', 'groups', 'uid'].map((key) => mappings.at(key).at('expression')),
    ...mappings.at('extra').items.map((one) => one.at('valueExpression')),
  ];
  return [...celProblems(ofClaims, ['claims']), ...celProblems(user.items.map((rule) => rule.at('expression')), ['user'])];
}

/** Who controls an unverified address controls the user name that is made of it. */
function emailProblems(authenticator: DocumentPart): Problem[] {
  const mappings = authenticator.at('claimMappings');
  const username = mappings.at('username').at('expression');
  if (!/\bclaims\s*\.\s*\??email\b/.test(username.text)) return [];
  const others = [...authenticator.at('claimValidationRules').items.map((rule) => rule.at('expression')), ...mappings.at('extra').items.map((one) => one.at('valueExpression'))];
  return [username, ...others].some(({ text }) => /\bclaims\s*\.\s*\??email_verified\b/.test(text)) ? []
    : [username.problem('uses claims.email, so that some expression must use claims.email_verified; add a claimValidationRule such as "claims.?email_verified.orValue(false) == true"')];
}
