import { DocumentPart } from '../../objects/document-part';
import { claimConditions, readsClaim } from '../../objects/jwt-claims';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';

/** The methods and the class of an authentication. https://www.rfc-editor.org/rfc/rfc8176 */
const CLAIMS = ['amr', 'acr'];
const issuer = { url: 'https://idp.example.com', audiences: ['kubernetes'] };
const authenticator = (...claimValidationRules: object[]) => ({ issuer, claimValidationRules, claimMappings: { username: { claim: 'sub', prefix: 'oidc:' } } });

export const authenticationMultiFactor = defineControl({
  id: 'authentication-multi-factor',
  title: 'Users of an issuer authenticate with more than one factor',
  subject: 'jwt-authenticator',
  why: 'with a single factor a stolen password is enough to act as its owner',
  fix: {
    code: 'pass `multiFactor` to the `TokenIssuer`, as `MultiFactor.methods` or `MultiFactor.contexts`; waive this for issuers of machines',
    yaml: 'add an element to `claimValidationRules` that demands a method, as `dyn(claims.amr).exists(m, m == "mfa")`, or a value of `claims.acr`, whichever the issuer sets',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration', 'https://www.rfc-editor.org/rfc/rfc8176'],
  frameworks: ['nsa-cisa:authentication'],
  inspect: (subject) => {
    const conditions = claimConditions(new DocumentPart(subject));
    if (conditions.some((condition) => CLAIMS.some((claim) => readsClaim(condition, claim)))) return [];
    return [{ pointer: '/claimValidationRules', message: 'claimValidationRules demands neither amr nor acr, so that a password alone is enough' }];
  },
  admission: READ_FROM_FILE,
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'one of several methods', subject: authenticator({ expression: "has(claims.amr) && dyn(claims.amr).exists(m, m in ['mfa', 'hwk'])", message: 'two factors are required' }) },
      { shows: 'a class', subject: authenticator({ claim: 'acr', requiredValue: 'phr' }) },
    ],
    bad: [
      { shows: 'no rule', subject: authenticator() },
      { shows: 'a rule about something else', subject: authenticator({ claim: 'hd', requiredValue: 'example.com' }) },
    ],
  }),
});
