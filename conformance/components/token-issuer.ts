import { execFileSync } from 'child_process';
import { createPrivateKey, createPublicKey, createSign, generateKeyPairSync, KeyObject } from 'crypto';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { createServer, Server } from 'https';
import { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** An issuer of OpenID Connect on this machine, over TLS, with a certificate that it signs itself. */
export class LocalIssuer {
  /** Starts one. It needs the command `openssl`. */
  public static async start(): Promise<LocalIssuer> {
    const folder = mkdtempSync(join(tmpdir(), 'issuer-'));
    const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) => join(folder, name));
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-days', '2', '-subj', '/CN=127.0.0.1',
      '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' });
    const issuer = new LocalIssuer(readFileSync(key, 'utf8'), readFileSync(certificate, 'utf8'));
    rmSync(folder, { recursive: true });
    await new Promise<void>((resolve) => issuer.server.listen(0, '127.0.0.1', resolve));
    return issuer;
  }

  private readonly server: Server;
  private readonly key: KeyObject;

  private constructor(key: string, public readonly certificate: string) {
    this.key = createPrivateKey(key);
    this.server = createServer({ key, cert: certificate }, ({ url }, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(url === '/keys' ? this.keys() : { issuer: this.url, jwks_uri: `${this.url}/keys`, id_token_signing_alg_values_supported: ['RS256'] }));
    });
  }

  public get url(): string { return `https://127.0.0.1:${(this.server.address() as AddressInfo).port}`; }

  /** A token with these claims, which are those of a good one where they are not given. */
  public token(claims: object, signedBy: 'issuer' | 'somebody' | 'nobody' = 'issuer'): string {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: this.url, aud: 'kubernetes', sub: 'alice', groups: ['admins'], amr: ['pwd', 'mfa'], iat: now, exp: now + 600, ...claims };
    const signed = `${encoded({ alg: signedBy === 'nobody' ? 'none' : 'RS256', kid: 'key', typ: 'JWT' })}.${encoded(payload)}`;
    if (signedBy === 'nobody') return `${signed}.`;
    const key = signedBy === 'issuer' ? this.key : generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
  }

  public stop(): void { this.server.close(); }

  private keys(): object {
    return { keys: [{ ...createPublicKey(this.key).export({ format: 'jwk' }), kid: 'key', use: 'sig', alg: 'RS256' }] };
  }
}
