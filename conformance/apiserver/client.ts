import { randomUUID } from 'crypto';
import * as http from 'http';
import * as https from 'https';
import { Resources } from './resources';
import { Manifest } from '../../src/objects/manifest';

/** Where an API server listens, and the credentials of its administrator. */
export interface ServerAccess {
  readonly url: string;
  readonly serverName: string;
  readonly certificate: string;
  /** Empty for requests without credentials. */
  readonly token: string;
}

/** The socket of `kubectl proxy`, which has the credentials. */
export interface ProxyAccess { readonly socketPath: string }

export type Access = ServerAccess | ProxyAccess;

type OnResponse = (response: http.IncomingMessage) => void;

/** How requests get to an API server. */
interface Transport {
  readonly agent: http.Agent;
  readonly send: (path: string, options: http.RequestOptions, onResponse: OnResponse) => http.ClientRequest;
}

const CONNECTIONS = { keepAlive: true, maxSockets: 8 };

function transportOf(access: Access): Transport {
  if ('socketPath' in access) {
    const agent = new http.Agent(CONNECTIONS);
    return { agent, send: (path, options, onResponse) => http.request({ ...options, path, socketPath: access.socketPath, agent }, onResponse) };
  }
  const { url, serverName: servername, certificate: ca, token } = access;
  const agent = new https.Agent(CONNECTIONS);
  return {
    agent,
    send: (path, options, onResponse) => https.request(`${url}${path}`, {
      ...options, headers: { ...options.headers as http.OutgoingHttpHeaders, ...(token === '' ? {} : { Authorization: `Bearer ${token}` }) }, ca, servername, agent,
    }, onResponse),
  };
}

/** What the API server answered. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, any>>;
  /** The texts of its Warning headers. */
  readonly warnings: readonly string[];
  /** Under this id it stands in the audit log. */
  readonly auditId: string;
}

/** Who asks. */
export interface User { readonly name: string; readonly groups?: readonly string[] }

/** What sets a request apart. */
export interface RequestOptions {
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
}

/** Whether a request did what it asked for. */
export const succeeded = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** The answer in a few words. */
export const saying = ({ status, body }: Answer): string => (status < 300 ? 'accepted' : `${status} ${body.reason}: ${body.message}`);

/** A text as in `299 - "text"`. */
function warningsIn(header: string | readonly string[] | undefined): string[] {
  const text = [header ?? []].flat().join(', ');
  return [...text.matchAll(/\d{3} \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, quoted]) => quoted.replace(/\\(.)/g, '$1'));
}

/** Talks HTTP to an API server, as its administrator or in the name of somebody else. */
export class Client {
  private readonly transport: Transport;
  private known?: Promise<Resources>;

  public constructor(private readonly access: Access, private readonly user?: User) {
    this.transport = transportOf(access);
  }

  /** The same API server, asked by somebody else. */
  public as(user: User): Client { return new Client(this.access, user); }

  /** The same API server, asked with another token; with none where it is empty. */
  public bearing(token: string): Client {
    if ('socketPath' in this.access) throw new Error('the proxy has credentials of its own');
    return new Client({ ...this.access, token });
  }

  public close(): void { this.transport.agent.destroy(); }

  /** The kinds that the API server serves, asked for once. */
  public resources(): Promise<Resources> {
    this.known ??= Resources.discover(this);
    return this.known;
  }

  public get(path: string): Promise<Answer> { return this.request('GET', path); }

  /** Creates an object. A field that the API server does not know is an error. */
  public async create(object: Manifest, { dryRun = false } = {}): Promise<Answer> {
    const path = (await this.resources()).collection(object);
    return this.request('POST', `${path}?fieldValidation=Strict${dryRun ? '&dryRun=All' : ''}`, { body: object });
  }

  /** Creates an object or makes an existing one say the same, as `kubectl apply --server-side` does. */
  public async apply(object: Manifest): Promise<Answer> {
    const path = (await this.resources()).item(object);
    return this.request('PATCH', `${path}?fieldManager=conformance&force=true`, { body: object, contentType: 'application/apply-patch+yaml' });
  }

  public async update(object: Manifest, { dryRun = false } = {}): Promise<Answer> {
    return this.request('PUT', `${(await this.resources()).item(object)}${dryRun ? '?dryRun=All' : ''}`, { body: object });
  }

  public async read(object: Manifest): Promise<Answer> { return this.get((await this.resources()).item(object)); }

  public async delete(object: Manifest): Promise<Answer> { return this.request('DELETE', (await this.resources()).item(object)); }

  public request(method: string, path: string, { body, contentType = 'application/json', accept = 'application/json' }: RequestOptions = {}): Promise<Answer> {
    const auditId = randomUUID();
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      'Accept': accept,
      'Audit-ID': auditId,
      ...(this.user ? { 'Impersonate-User': this.user.name, 'Impersonate-Group': [...this.user.groups ?? [], 'system:authenticated'] } : {}),
      ...(text === undefined ? {} : { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(text) }),
    };
    return this.sent(path, { method, headers }, text, auditId);
  }

  /**
   * A server may close a connection that was idle for long at the moment when the next request is written to it: that request was not read, and is sent again.
   * https://nodejs.org/api/http.html#requestreusedsocket
   */
  private sent(path: string, options: http.RequestOptions, text: string | undefined, auditId: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = this.transport.send(path, options, (response) => {
        let received = '';
        response.setEncoding('utf8').on('data', (part: string) => { received += part; }).on('error', reject).on('end', () => {
          const isJson = response.headers['content-type']?.includes('json') ?? false;
          const answer = isJson ? JSON.parse(received) : { message: received };
          resolve({ status: response.statusCode!, body: answer, warnings: warningsIn(response.headers.warning), auditId });
        });
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        if (request.reusedSocket && error.code === 'ECONNRESET') resolve(this.sent(path, options, text, auditId));
        else reject(error);
      });
      request.end(text);
    });
  }
}
