/**
 * Starts the real oauth2-proxy with the arguments of an AuthenticatedDashboard and a local issuer: `npm run conformance -- dashboard`. Without a session nobody
 * gets through, with one the process behind it sees the user and the ID token, and headers that a client forges do not arrive.
 */
import { ChildProcess, spawn } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { createServer } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { createInterface } from 'readline';
import { problems, Tally } from './apiserver/tally';
import { until } from './apiserver/until';
import { localArguments } from './dashboard/rendered-proxy';
import { Answer, ask, logIn, sessionCookie } from './dashboard/session';
import { build, moduleFolder, programsOf } from './go-module';
import { main, Suite, SuiteResult } from './suite';

const PROXY = { tool: 'oauth2-proxy', version: 'v7.15.6' };
const MODULE = 'github.com/oauth2-proxy/oauth2-proxy/v7';
const FORGED: Readonly<Record<string, string>> = {
  'x-forwarded-user': 'admin', 'x-forwarded-email': 'admin@example.com', 'x-forwarded-groups': 'system:masters', 'x-forwarded-preferred-username': 'admin',
  'authorization': 'Bearer forged', 'X_Forwarded_User': 'admin', 'X_Forwarded_Groups': 'system:masters',
};

/** What the program of the issuer prints. */
interface Issuer {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The port of the process behind the proxy. */
  readonly upstream: string;
  /** Where the next user is chosen. */
  readonly control: string;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

async function withIssuer<T>(use: (issuer: Issuer) => Promise<T>): Promise<T> {
  const child = spawn(build(join(__dirname, 'dashboard', 'issuer'), { program: join(programsOf('dashboard'), 'issuer') }), { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const said = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve));
    return await use(JSON.parse(said) as Issuer);
  } finally {
    child.stdin.end();
  }
}

async function withProxy<T>({ issuer, clientId, clientSecret, upstream }: Issuer, use: (url: string) => Promise<T>): Promise<T> {
  const program = build(moduleFolder(MODULE, PROXY.version), { program: join(programsOf('dashboard'), 'oauth2-proxy'), linkerFlags: '-s -w' });
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-'));
  const secret = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o400 });
    return join(folder, name);
  };
  const listen = `127.0.0.1:${await freePort()}`;
  const files = { clientSecretFile: secret('client-secret', clientSecret), cookieSecretFile: secret('cookie-secret', '0123456789abcdef0123456789abcdef') };
  const child: ChildProcess = spawn(program, localArguments(clientId, { issuer, listen, upstream: `http://127.0.0.1:${upstream}`, ...files }), { stdio: 'ignore' });
  try {
    await until('oauth2-proxy', async () => (await ask(`http://${listen}/ready`).catch(() => undefined))?.status === 200);
    return await use(`http://${listen}`);
  } finally {
    child.kill();
    rmSync(folder, { recursive: true });
  }
}

/** Whether a request was stopped by the proxy; the process behind it names itself in its answers. */
const isStopped = ({ status, headers }: Answer): boolean => [302, 401, 403].includes(status) && !headers['x-upstream'];

async function casesOf(proxy: string, { issuer, control }: Issuer, tally: Tally): Promise<void> {
  const holds = (name: string, isRight: boolean, detail: unknown): void => tally.case(name, problems('login', isRight ? [] : [JSON.stringify(detail)]));

  for (const path of ['/', '/clusters/main/api/v1/secrets', '/oauth2/userinfo', '/x/../', '/%2e%2e/']) {
    const answer = await ask(`${proxy}${path}`);
    holds(`${path} without a session`, isStopped(answer), answer);
    const forged = await ask(`${proxy}${path}`, FORGED);
    holds(`${path} with forged headers and no session`, isStopped(forged), forged);
  }
  const json = await ask(`${proxy}/`, { accept: 'application/json' });
  holds('a program without a session', json.status === 401, json);
  for (const cookie of ['__Host-session=forged', '__Host-session=', '_oauth2_proxy=forged']) {
    const answer = await ask(`${proxy}/`, { cookie });
    holds(`the cookie ${cookie}`, isStopped(answer), answer);
  }
  await sessionCases(proxy, issuer, holds);
  await ask(`${control}/queue-stranger`);
  const stranger = await logIn(proxy);
  holds('a user of no group that is let in', stranger.answer.status === 403 && sessionCookie(stranger.cookies) === '', stranger);
}

async function sessionCases(proxy: string, issuer: string, holds: (name: string, isRight: boolean, detail: unknown) => void): Promise<void> {
  const { cookies } = await logIn(proxy);
  const cookie = sessionCookie(cookies);
  const attributes = cookies.find((one) => one.startsWith('__Host-session=')) ?? '';
  holds('the cookie of a session', ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax'].every((one) => attributes.includes(`; ${one}`)) && !attributes.includes('Domain='), attributes);
  const seen = async (headers: Readonly<Record<string, string>>) => JSON.parse((await ask(`${proxy}/`, headers)).body) as Readonly<Record<string, readonly string[]>>;
  const honest = await seen({ cookie });
  const claims = JSON.parse(Buffer.from(honest.Authorization[0].split('.')[1], 'base64url').toString('utf8')) as { readonly iss: string; readonly sub: string };
  holds('the user', honest['X-Forwarded-Email']?.[0] === 'jane.doe@example.com' && honest['X-Forwarded-Groups']?.[0] === 'engineering,design', honest);
  holds('the ID token of the user', claims.iss === issuer && claims.sub === '1234567890', claims);
  const identity = (headers: typeof honest) => Object.entries(headers).filter(([name]) => /user|group|email|authorization/i.test(name)).sort();
  for (const [name, value] of Object.entries(FORGED)) {
    const forged = await seen({ cookie, [name]: value });
    holds(`a forged ${name} beside a session`, JSON.stringify(identity(forged)) === JSON.stringify(identity(honest)), identity(forged));
  }
  const broken = await ask(`${proxy}/`, { cookie: cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) });
  holds('a cookie that was changed', isStopped(broken), broken);
}

async function run(): Promise<SuiteResult> {
  const tally = new Tally('what gets through the proxy', PROXY);
  await withIssuer((issuer) => withProxy(issuer, (url) => casesOf(url, issuer, tally)));
  return { tools: [PROXY], rows: [tally.row()], notes: ['dashboard: arguments as rendered, but for addresses and paths'], shortfalls: [] };
}

export const suite: Suite = { name: 'dashboard', run };

if (require.main === module) void main(suite);
