import { Duration } from 'cdk8s';
import { kplus } from '../cdk8s-plus';
import { IPeer } from '../network/peer';

/** Who is let in, and by which issuer. */
export interface AuthenticatedProxyProps {
  /** The name under which people reach it: `dashboard.example.com`. */
  readonly host: string;

  /** The TLS certificate of that name: a Secret with `tls.crt` and `tls.key`, as cert-manager writes it. */
  readonly certificate: kplus.ISecret;

  /** The class of the Ingress: `nginx`. */
  readonly ingressClassName: string;

  /** The issuer of OpenID Connect, as an https URL: `https://idp.example.com/realms/platform`. */
  readonly issuerUrl: string;

  /** The id of this application at the issuer. Its redirect URL there is `https://HOST/oauth2/callback`. */
  readonly clientId: string;

  /** A Secret with the key `client-secret`: what the issuer gave for this application. */
  readonly clientSecret: kplus.ISecret;

  /** A Secret with the key `cookie-secret`: 16, 24 or 32 random bytes, by which sessions are encrypted. */
  readonly cookieSecret: kplus.ISecret;

  /** The groups that are let in, as the issuer names them. At least one. */
  readonly allowedGroups: string[];

  /** Where the issuer is, for the network policy: `Peer.cidr('198.51.100.7/32')`. */
  readonly issuerPeer: IPeer;

  /**
   * The port of the issuer.
   *
   * @default 443
   */
  readonly issuerPort?: number;

  /** The image of oauth2-proxy, of version 7.15.2 or newer: `quay.io/oauth2-proxy/oauth2-proxy:v7.15.6@sha256:…`. Versions before that can be bypassed. */
  readonly proxyImage: string;

  /**
   * The port on which the process behind the proxy listens on 127.0.0.1, and nowhere else.
   *
   * @default 8080; that of an AuthenticatedDashboard is set
   */
  readonly upstreamPort?: number;

  /**
   * Hands the ID token of the user on to the process behind the proxy, as the header `Authorization`. That process can then act as the user.
   *
   * @default false; an AuthenticatedDashboard needs it and sets it
   */
  readonly passesIdToken?: boolean;

  /**
   * After how long people log in again.
   *
   * @default Duration.hours(8)
   */
  readonly sessionLifetime?: Duration;

  /**
   * How old a session may be before its tokens are renewed at the issuer; shorter than the ID token lives.
   *
   * @default Duration.minutes(15)
   */
  readonly refreshAfter?: Duration;
}
