import { DocumentPart } from '../../objects/document-part';
import { claimConditions, readsClaim } from '../../objects/jwt-claims';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';

const authenticator = (...claimValidationRules: object[]) => ({
  issuer: { url: 'https://idp.example.com', audiences: ['kubernetes'] }, claimValidationRules, claimMappings: { username: { claim: 'sub', prefix: 'oidc:' } },
});

/** The default of the longest lifetime of a user's token, in seconds. */
export const LONGEST_TOKEN_LIFETIME = 3600;

/** The longest lifetime that passes, in seconds. */
const LONGEST_LIMIT = 24 * 3600;

/** The seconds that an expression limits a lifetime to; zero where it is written in another way. */
const secondsIn = (expression: string): number => Number(/\bexp\W*\s*-\s*\w+\W+iat\W*\s*<=?\s*(\d{1,15})\b/.exec(expression)?.[1] ?? 0);

export const authenticationTokenLifetime = defineControl({
  id: 'authentication-token-lifetime',
  title: 'Tokens of an issuer are short-lived',
  subject: 'jwt-authenticator',
  why: 'the API server cannot check whether a token has been revoked, so a stolen one works until it expires',
  fix: {
    code: 'leave `tokenLifetime` of the `TokenIssuer` unset, or pass at most a day',
    yaml: `add \`claims.exp - claims.iat <= ${LONGEST_TOKEN_LIFETIME}\` as an expression of \`claimValidationRules\``,
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration'],
  inspect: (subject) => {
    const limits = claimConditions(new DocumentPart(subject)).filter((condition) => readsClaim(condition, 'exp'));
    const tooLong = limits.map(secondsIn).find((seconds) => seconds > LONGEST_LIMIT);
    if (tooLong !== undefined) {
      return [{ pointer: '/claimValidationRules', message: `claimValidationRules lets a token live for ${tooLong} seconds, must be at most ${LONGEST_LIMIT}, a day` }];
    }
    return limits.length > 0 ? [] : [{ pointer: '/claimValidationRules', message: 'claimValidationRules limits no lifetime, so that the issuer may make tokens for years' }];
  },
  admission: READ_FROM_FILE,
  absent: 'bad',
  examples: () => ({
    good: [{ shows: 'an hour', subject: authenticator({ expression: 'claims.exp - claims.iat <= 3600', message: 'tokens may live for an hour' }) }],
    bad: [
      { shows: 'no limit', subject: authenticator() },
      { shows: 'a week', subject: authenticator({ expression: 'has(claims.exp) && claims.exp - claims.iat <= 604800', message: 'tokens may live for a week' }) },
    ],
  }),
});
