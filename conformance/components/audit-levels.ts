import { readFileSync } from 'fs';
import { join } from 'path';
import { STARTED } from './started-tool';
import { LocalIssuer } from './token-issuer';
import { Answer, Client } from '../apiserver/client';
import { problems, Tally } from '../apiserver/tally';
import { until } from '../apiserver/until';
import { Row } from '../suite';

interface Event {
  readonly auditID: string;
  readonly user: { readonly username: string; readonly groups: readonly string[] };
  readonly level: string;
  readonly stage: string;
  readonly requestObject?: unknown;
  readonly responseObject?: unknown;
}

/** What is never to be in the log. */
const CONTENT = 'the-content-of-a-secret-17';

const NAMESPACE = 'default';
const within = (apiVersion: string, kind: string, name: string, rest: object): Record<string, unknown> =>
  ({ apiVersion, kind, metadata: { name, namespace: NAMESPACE }, ...rest });

/** Requests, each with the level that the policy promises; none where it is not to be in the log. */
function script(client: Client): readonly (readonly [name: string, level: string, request: () => Promise<Answer>])[] {
  const secret = within('v1', 'Secret', 'audited', { stringData: { password: CONTENT } });
  const map = within('v1', 'ConfigMap', 'audited', { data: { note: CONTENT } });
  const role = within('rbac.authorization.k8s.io/v1', 'Role', 'audited', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] });
  const lease = within('coordination.k8s.io/v1', 'Lease', 'audited', { spec: { holderIdentity: 'a' } });
  const core = `/api/v1/namespaces/${NAMESPACE}`;
  return [
    ['a Secret created', 'Metadata', () => client.create(secret)],
    ['a Secret read', 'Metadata', () => client.get(`${core}/secrets/audited`)],
    ['Secrets listed', 'Metadata', () => client.get(`${core}/secrets`)],
    ['a Secret deleted', 'Metadata', () => client.delete(secret)],
    ['a ConfigMap created', 'Metadata', () => client.create(map)],
    ['a token asked for', 'Metadata', () => client.request('POST', `${core}/serviceaccounts/default/token`, { body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences: ['a'] } } })],
    ['a Role created', 'RequestResponse', () => client.create(role)],
    ['a Role read', 'Metadata', () => client.get(`/apis/rbac.authorization.k8s.io/v1/namespaces/${NAMESPACE}/roles/audited`)],
    ['a command in a pod', 'Request', () => client.request('POST', `${core}/pods/none/exec?command=id&container=a`)],
    ['a port of a pod', 'Request', () => client.request('GET', `${core}/pods/none/portforward`)],
    ['a ServiceAccount created', 'Request', () => client.create(within('v1', 'ServiceAccount', 'audited', {}))],
    ['pods listed', 'Metadata', () => client.get(`${core}/pods`)],
    ['a Lease created', 'None', () => client.create(lease)],
    ['Events listed', 'None', () => client.get(`${core}/events`)],
    ['Events deleted', 'Request', () => client.request('DELETE', `${core}/events`)],
    ['a health check', 'None', () => client.get('/livez')],
    ['metrics', 'Metadata', () => client.get('/metrics')],
  ];
}

/** A request with the ID token of a person, as a dashboard hands it on: its id. */
async function asPerson(client: Client, issuer: LocalIssuer): Promise<string> {
  const bearer = client.bearing(issuer.token({ sub: 'jane', groups: ['shop', 'on-call'] }));
  const { auditId } = await bearer.get(`/api/v1/namespaces/${NAMESPACE}/pods`);
  bearer.close();
  return auditId;
}

/** The log has of each request what the policy promises, and never the content of a secret. It names the person whose token came with a request. */
export async function auditRow(client: Client, folder: string, issuer: LocalIssuer): Promise<Row> {
  const tally = new Tally('started with our files: levels of the audit log', STARTED);
  const log = join(folder, 'log', 'audit.log');
  const asked: (readonly [name: string, level: string, id: string])[] = [];
  for (const [name, level, request] of script(client)) asked.push([name, level, (await request()).auditId]);
  const person = await asPerson(client, issuer);
  const last = (await client.get('/version/')).auditId; // in the log whatever comes before it
  await until('the audit log', async () => readFileSync(log, 'utf8').includes(last));
  const text = readFileSync(log, 'utf8');
  const events = text.trim().split('\n').map((line) => JSON.parse(line) as Event);
  for (const [name, level, id] of asked) {
    const found = events.filter(({ auditID }) => auditID === id);
    const levels = [...new Set(found.map((event) => event.level))].join(', ') || 'None';
    const early = found.some(({ stage }) => stage === 'RequestReceived') ? ['logged as received as well'] : [];
    const body = level === 'Metadata' && found.some(({ requestObject, responseObject }) => requestObject ?? responseObject) ? ['with its body'] : [];
    tally.case(name, problems('level', [...(levels === level ? [] : [`logged at ${levels}, not ${level}`]), ...early, ...body]));
  }
  const who = events.find(({ auditID }) => auditID === person)?.user;
  const isPerson = who?.username === 'oidc:jane' && ['oidc:shop', 'oidc:on-call'].every((group) => who.groups.includes(group));
  tally.case('a request with the ID token of a person', problems('user', isPerson ? [] : [`logged as ${JSON.stringify(who)}`]));
  const encoded = Buffer.from(CONTENT).toString('base64');
  tally.case('the whole log', problems('content of secrets', text.includes(CONTENT) || text.includes(encoded) ? ['the log holds it'] : []));
  return tally.row();
}
