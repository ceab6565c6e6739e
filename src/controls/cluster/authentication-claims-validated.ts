import { DocumentPart } from '../../objects/document-part';
import { userConditions } from '../../objects/jwt-claims';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';
import { Site } from '../site';

/** Users and groups of this prefix are components of the cluster or, as `system:masters`, administrators. */
const SYSTEM = 'system:';

function claimable(authenticator: DocumentPart): Site[] {
  const conditions = userConditions(authenticator);
  return [['username', 'user.username'], ['groups', 'user.groups']].flatMap(([mapping, value]) => {
    const part = authenticator.at('claimMappings').at(mapping);
    const prefix = part.at('prefix').text;
    const isClaimed = part.at('claim').text !== '' || part.at('expression').text !== '';
    const isSafe = part.at('claim').text !== '' && prefix !== '' && !SYSTEM.startsWith(prefix) && !prefix.startsWith(SYSTEM);
    if (!isClaimed || isSafe || conditions.some((condition) => condition.includes(value) && condition.includes(SYSTEM))) return [];
    const at = part.at(part.at('claim').text === '' ? 'expression' : 'prefix');
    const message = `${at.name} lets the issuer decide on the whole ${mapping === 'groups' ? 'name of a group' : 'name'}, which may then begin with "${SYSTEM}"; `
      + `set a prefix, or refuse it by a rule of userValidationRules about ${value}`;
    return [{ pointer: at.pointer, message }];
  });
}

const issuer = { url: 'https://idp.example.com', audiences: ['kubernetes'] };
const mapped = (claimMappings: object, ...rules: string[]) => (
  { issuer, claimMappings, userValidationRules: rules.map((expression) => ({ expression })) });
const prefixed = { username: { claim: 'sub', prefix: 'oidc:' }, groups: { claim: 'groups', prefix: 'oidc:' } };

export const authenticationClaimsValidated = defineControl({
  id: 'authentication-claims-validated',
  title: 'Users of an issuer cannot pose as components of Kubernetes',
  subject: 'jwt-authenticator',
  why: 'anyone who can choose a user name or group at the issuer could choose system:masters, and become an administrator that no role limits',
  fix: {
    code: 'leave the prefixes of the `TokenIssuer` unset, or pass others that are not empty',
    yaml: 'set `claimMappings.username.prefix` and `claimMappings.groups.prefix`, such as "oidc:", or add `userValidationRules` that refuse names and groups with "system:"',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration'],
  frameworks: ['nsa-cisa:authentication'],
  inspect: (subject) => claimable(new DocumentPart(subject)),
  admission: READ_FROM_FILE,
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'prefixes of its own', subject: mapped(prefixed) },
      { shows: 'rules about what the claims come to', subject: mapped(
        { username: { expression: 'claims.sub' }, groups: { claim: 'groups', prefix: '' } },
        "!user.username.startsWith('system:')", "user.groups.all(g, !g.startsWith('system:'))",
      ) },
    ],
    bad: [
      { shows: 'names as the issuer writes them', subject: mapped({ ...prefixed, username: { claim: 'sub', prefix: '' } }) },
      { shows: 'groups as the issuer writes them', subject: mapped({ ...prefixed, groups: { claim: 'groups', prefix: '' } }) },
      { shows: 'an expression that nothing limits', subject: mapped({ ...prefixed, groups: { expression: 'claims.groups' } }) },
      { shows: 'a prefix that is the one of Kubernetes', subject: mapped({ ...prefixed, username: { claim: 'sub', prefix: 'system:' } }) },
    ],
  }),
});
