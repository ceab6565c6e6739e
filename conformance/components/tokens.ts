import { STARTED } from './started-tool';
import { LocalIssuer } from './token-issuer';
import { Client } from '../apiserver/client';
import { problems, Tally } from '../apiserver/tally';
import { until } from '../apiserver/until';
import { Row } from '../suite';

const REVIEW = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
const BODY = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };

/** Who the API server takes the bearer of a token for; undefined where it takes no such token. */
async function userOf(client: Client, token: string): Promise<{ readonly username: string; readonly groups: readonly string[] } | undefined> {
  const bearer = client.bearing(token);
  const { status, body } = await bearer.request('POST', REVIEW, { body: BODY });
  bearer.close();
  return status === 201 ? body.status.userInfo : undefined;
}

/** A token with several factors is taken, and no other. */
export async function tokensRow(client: Client, issuer: LocalIssuer): Promise<Row> {
  const tally = new Tally('started with our files: tokens of an issuer', STARTED);
  const good = issuer.token({});
  await until('the keys of the issuer', async () => await userOf(client, good) !== undefined);
  const user = (await userOf(client, good))!;
  const groups = ['oidc:admins', 'system:authenticated'];
  tally.case('a good token', problems('who it is', user.username === 'oidc:alice' && JSON.stringify(user.groups) === JSON.stringify(groups) ? [] : [JSON.stringify(user)]));
  const now = Math.floor(Date.now() / 1000);
  const refused: Readonly<Record<string, string>> = {
    'a password alone': issuer.token({ amr: ['pwd'] }),
    'no methods': issuer.token({ amr: undefined }),
    'methods as a text': issuer.token({ amr: 'mfa' }),
    'another audience': issuer.token({ aud: 'shop' }),
    'another issuer': issuer.token({ iss: 'https://idp.example.com' }),
    'expired': issuer.token({ iat: now - 7200, exp: now - 3600 }),
    'a lifetime of a day': issuer.token({ exp: now + 86_400 }),
    'no begin': issuer.token({ iat: undefined }),
    'not signed': issuer.token({}, 'nobody'),
    'signed by somebody else': issuer.token({}, 'somebody'),
    'no user': issuer.token({ sub: undefined }),
  };
  for (const [name, token] of Object.entries(refused)) {
    const found = await userOf(client, token);
    tally.case(name, problems('refused', found === undefined ? [] : [`taken as ${found.username}`]));
  }
  const masters = await userOf(client, issuer.token({ sub: 'system:admin', groups: ['system:masters'] }));
  tally.case('names of Kubernetes', problems('who it is', masters?.groups.includes('system:masters') || masters?.username.startsWith('system:') ? [JSON.stringify(masters)] : []));
  return tally.row();
}
