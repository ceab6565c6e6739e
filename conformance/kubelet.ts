/**
 * Starts a kubelet with the configuration of a ClusterBaseline on the node of the suite `node`: `npm run conformance -- kubelet`. Who is not authenticated or
 * not authorized gets nothing of it, and its other ports are closed.
 */
import { problems, Tally } from './apiserver/tally';
import { until } from './apiserver/until';
import { approvedServingCertificate, baselineKubelet } from './node/baseline-kubelet';
import { nodeImages } from './node/images/own-images';
import { RunningNode } from './node/machine/running-node';
import { changes, snapshot } from './node/machine/snapshot';
import { KUBERNETES, nodePrograms } from './node/programs';
import { requireNodePrograms } from './node/requirements';
import { main, Row, Suite, SuiteResult, Tool } from './suite';
import { requestCommand, TlsRequest } from './tls-requests';

const KUBELET: Tool = { tool: 'kubelet of a baseline', version: KUBERNETES.version };

const ADDRESS = '10.0.0.10';
const AUTHORITY = '/run/node/kubelet-client.crt';
const API_SERVER = { cert: AUTHORITY, key: '/run/node/kubelet-client.key' };
const REFUSED = /^(401|403)$/;
const CLOSED = /^ECONNREFUSED$/;
/** What Node.js calls an alert of the TLS handshake. */
const NO_HANDSHAKE = /^(ERR_SSL|EPROTO)/;
/** How the kubelet answers at the paths that its configuration turns off. */
const TURNED_OFF = /^405$/;

/** May read metrics of nodes, and nothing else. */
const METRICS_READER = [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'metrics', namespace: 'default' } },
  { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'metrics' }, rules: [{ apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] }] },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: 'metrics' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'metrics' }, subjects: [{ kind: 'ServiceAccount', name: 'metrics', namespace: 'default' }],
  },
];

interface Case { readonly name: string; readonly request: TlsRequest; readonly expected: RegExp }

const at = (path: string, who: Omit<TlsRequest, 'url'> = {}): TlsRequest => ({ url: `https://${ADDRESS}:10250${path}`, ca: AUTHORITY, ...who });

function cases(unauthorized: string, metricsReader: string, foreign: Omit<TlsRequest, 'url'>): readonly Case[] {
  const everywhere = ['/pods', '/runningpods/', '/metrics', '/metrics/cadvisor', '/healthz', '/configz', '/logs/', '/containerLogs/a/b/c', '/exec/a/b/c', '/debug/pprof/'];
  const who = { 'without credentials': {}, 'with a forged token': { token: 'abc' }, 'with a certificate of a foreign CA': foreign, 'with a token without rights': { token: unauthorized } };
  return [
    ...Object.entries(who).flatMap(([name, credentials]) => everywhere.map((path): Case => ({ name: `${path} ${name}`, request: at(path, credentials), expected: REFUSED }))),
    { name: '/pods by the API server', request: at('/pods', API_SERVER), expected: /^200$/ },
    { name: '/pods by the API server by TLS 1.2', request: at('/pods', { ...API_SERVER, maxVersion: 'TLSv1.2' }), expected: NO_HANDSHAKE },
    { name: '/metrics by who may read metrics', request: at('/metrics', { token: metricsReader }), expected: /^200$/ },
    { name: '/pods by who may read metrics', request: at('/pods', { token: metricsReader }), expected: /^403$/ },
    { name: 'profiles for the API server', request: at('/debug/pprof/', API_SERVER), expected: TURNED_OFF },
    { name: 'flags for the API server', request: at('/debug/flags/v', { ...API_SERVER, body: '9' }), expected: TURNED_OFF },
    { name: 'the read-only port', request: { url: `http://${ADDRESS}:10255/pods` }, expected: CLOSED },
    { name: 'the read-only port at loopback', request: { url: 'http://127.0.0.1:10255/pods' }, expected: CLOSED },
    { name: 'the health check from outside', request: { url: `http://${ADDRESS}:10248/healthz` }, expected: CLOSED },
    { name: 'the health check at loopback', request: { url: 'http://127.0.0.1:10248/healthz' }, expected: /^200$/ },
  ];
}

async function token(node: RunningNode, account: string): Promise<string> {
  const { status, stdout, stderr } = await node.kubectl(['create', 'token', account]);
  if (status !== 0) throw new Error(`there is no token of ${account}: ${stderr}`);
  return stdout.trim();
}

async function answersTo(node: RunningNode, requests: readonly TlsRequest[]): Promise<string[]> {
  const { status, stdout, stderr } = await node.run(requestCommand(requests));
  if (status !== 0) throw new Error(`the requests could not be made: ${stderr}`);
  return JSON.parse(stdout) as string[];
}

const FOREIGN = '/run/node/foreign';
const MAKE_FOREIGN = ['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/O=system:masters/CN=kube-apiserver',
  '-keyout', `${FOREIGN}.key`, '-out', `${FOREIGN}.crt`];

async function judged(node: RunningNode): Promise<{ readonly row: Row; readonly note: string }> {
  const tally = new Tally('started with our configuration: who is let in to the kubelet', KUBELET);
  const before = await answersTo(node, [at('/pods', API_SERVER)]);
  tally.case('before its certificate is signed', problems('answers', before[0].startsWith('E') ? [] : [`answered ${before[0]}`]));
  const who = await approvedServingCertificate(node);
  await node.apply(METRICS_READER.map((object) => JSON.stringify(object)).join('\n---\n'));
  const { status, stderr } = await node.run(MAKE_FOREIGN);
  if (status !== 0) throw new Error(`openssl failed: ${stderr}`);
  const all = cases(await token(node, 'default'), await token(node, 'metrics'), { cert: `${FOREIGN}.crt`, key: `${FOREIGN}.key` });
  await until('the serving certificate of the kubelet', async () => !(await answersTo(node, [at('/pods', API_SERVER)]))[0].startsWith('E'));
  const answers = await answersTo(node, all.map(({ request }) => request));
  all.forEach(({ name, expected }, i) => tally.case(name, problems('answers', expected.test(answers[i]) ? [] : [`answered ${answers[i]}`])));
  return { row: tally.row(), note: `kubelet: its serving certificate was asked for by ${who}` };
}

async function run(): Promise<SuiteResult> {
  requireNodePrograms();
  const programs = nodePrograms();
  const before = snapshot();
  const { row, note } = await RunningNode.with(programs, nodeImages(programs), judged, { otherKubelet: baselineKubelet() });
  const tally = new Tally('the machine is as before', KUBELET);
  changes(before, snapshot()).forEach((found, what) => tally.case(what, problems('left', found)));
  return { tools: [KUBELET], rows: [row, tally.row()], notes: [note], shortfalls: [] };
}

export const suite: Suite = { name: 'kubelet', run };

if (require.main === module) void main(suite);
