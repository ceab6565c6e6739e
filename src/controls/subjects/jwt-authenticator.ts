import { exampleObject } from './example-object';
import { listSubject } from './list-subject';

const KIND = 'apiserver.config.k8s.io/AuthenticationConfiguration';
const described = listSubject({
  name: 'jwt-authenticator',
  kinds: [KIND],
  list: 'jwt',
  noun: 'authenticator',
  description: 'authenticator of the authentication configuration',
  variable: 'a',
  label: 'a.?issuer.?url.orValue("")',
  notAdmitted: 'a component reads it from a file, and no API server stores such an object',
});

/** An issuer of tokens that the API server trusts, with what it makes of their claims. */
export const jwtAuthenticator = {
  ...described,
  ownKinds: [KIND],
  examples: {
    ...described.examples,
    showsUnset: false,
    placements: ({ subject }: { readonly subject: unknown }) => [
      { where: 'AuthenticationConfiguration', manifests: [exampleObject(KIND, { metadata: undefined, jwt: [subject] })] },
    ],
  },
};
