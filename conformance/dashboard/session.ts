import { IncomingHttpHeaders, request } from 'http';
import { HOST } from './rendered-proxy';

/** What a server answered. */
export interface Answer { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }

type Headers = Readonly<Record<string, string>>;

/** Asks a server and follows no redirect. */
export function ask(url: string, headers: Headers = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

const cookiesOf = ({ headers }: Answer): string[] => headers['set-cookie'] ?? [];
const pairOf = (cookie: string): string => cookie.split(';')[0];

/** A login as a browser does it: to the issuer, and back with its code. */
export async function logIn(proxy: string): Promise<{ readonly answer: Answer; readonly cookies: readonly string[] }> {
  const begun = await ask(`${proxy}/`);
  const back = await ask(begun.headers.location!);
  const callback = back.headers.location!.replace(`https://${HOST}`, proxy);
  const answer = await ask(callback, { cookie: cookiesOf(begun).map(pairOf).join('; ') });
  return { answer, cookies: cookiesOf(answer) };
}

/** The cookie of a session, as a browser sends it. */
export const sessionCookie = (cookies: readonly string[]): string => cookies.filter((cookie) => cookie.startsWith('__Host-session=')).map(pairOf).join('; ');
