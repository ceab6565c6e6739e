import { DocumentPart } from '../../objects/document-part';
import { claimConditions, readsClaim } from '../../objects/jwt-claims';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';

const authenticator = (...claimValidationRules: object[]) => ({
  issuer: { url: 'https://idp.example.com', audiences: ['kubernetes'] }, claimValidationRules, claimMappings: { username: { claim: 'sub', prefix: 'oidc:' } },
});

/** The default of the longest lifetime of a user's token, in seconds. */
export const LONGEST_TOKEN_LIFETIME = 3600;

export const authenticationTokenLifetime = defineControl({
  id: 'authentication-token-lifetime',
  title: 'Tokens of an issuer are short-lived',
  subject: 'jwt-authenticator',
  why: 'the API server cannot check whether a token has been revoked, so a stolen one works until it expires',
  fix: {
    code: 'leave `tokenLifetime` of the `TokenIssuer` unset, or pass a shorter one',
    yaml: `add \`claims.exp - claims.iat <= ${LONGEST_TOKEN_LIFETIME}\` as an expression of \`claimValidationRules\``,
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration'],
  inspect: (subject) => {
    const isLimited = claimConditions(new DocumentPart(subject)).some((condition) => readsClaim(condition, 'exp'));
    return isLimited ? [] : [{ pointer: '/claimValidationRules', message: 'claimValidationRules limits no lifetime, so that the issuer may make tokens for years' }];
  },
  admission: READ_FROM_FILE,
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'an hour', subject: authenticator({ expression: 'claims.exp - claims.iat <= 3600', message: 'tokens may live for an hour' }) }],
    bad: [{ shows: 'no limit', subject: authenticator() }],
  }),
});
