/** A request, and the files that whoever makes it has. */
export interface TlsRequest {
  readonly url: string;
  /** The certificate of the authority that the server is verified by. */
  readonly ca?: string;
  /** The certificate of the client, with its key. */
  readonly cert?: string;
  readonly key?: string;
  readonly token?: string;
  readonly maxVersion?: string;
  /** Sent by POST. @default - a GET */
  readonly body?: string;
}

const MAKE_REQUESTS = `const { readFileSync } = require('fs'); const read = (file) => file && readFileSync(file);
Promise.all(JSON.parse(process.argv[1]).map(({ url, ca, cert, key, token, maxVersion, body }) => new Promise((resolve) => {
  const headers = token ? { Authorization: 'Bearer ' + token } : {};
  const options = { method: body ? 'POST' : 'GET', headers, ca: read(ca), cert: read(cert), key: read(key), maxVersion, timeout: 5000 };
  const request = require(url.split(':')[0]).request(url, options, (response) => { response.resume(); resolve(String(response.statusCode)); });
  request.on('error', ({ code, message }) => resolve(code ?? message)).on('timeout', () => request.destroy(new Error('no answer')));
  request.end(body);
}))).then((answers) => console.log(JSON.stringify(answers)));`;

/** Makes requests from wherever it is run, and prints as a list in JSON what each came to: the status of the answer, or the code of the error. */
export const requestCommand = (requests: readonly TlsRequest[]): string[] => [process.execPath, '-e', MAKE_REQUESTS, JSON.stringify(requests)];
