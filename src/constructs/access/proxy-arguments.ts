import { Duration } from 'cdk8s';
import { AuthenticatedProxyProps } from './authenticated-proxy-props';
import { httpsUrlProblem } from '../../objects/https-url';
import { parseImageReference } from '../../objects/image-reference';
import { dnsSubdomainProblem } from '../../objects/names';

/** Where the proxy listens; the one port of the pod. */
export const PROXY_PORT = 4180;
/** Where the secrets of the proxy are. */
export const CLIENT_SECRET_PATH = '/var/run/secrets/oauth2-proxy/client';
export const COOKIE_SECRET_PATH = '/var/run/secrets/oauth2-proxy/cookie';

/** The first version without the authentication bypass of GHSA advisories of 7.15. */
const FIXED = [7, 15, 2];
const DEFAULT_UPSTREAM = 8080;

/**
 * The arguments of oauth2-proxy. What the process behind it takes for the user (`X-Forwarded-User`, `X-Forwarded-Groups`, `Authorization`, …) is stripped from
 * requests before the proxy sets it. Headers of a proxy in front are not believed, since `reverse-proxy` is off: the redirect URL is stated instead.
 *
 * @see https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview
 */
export function proxyArguments(at: string, props: AuthenticatedProxyProps): string[] {
  const { host, issuerUrl, clientId, allowedGroups, upstreamPort = DEFAULT_UPSTREAM, passesIdToken = false } = props;
  rejectBadProps(at, props);
  const session = props.sessionLifetime ?? Duration.hours(8);
  const refresh = props.refreshAfter ?? Duration.minutes(15);
  if (refresh.toSeconds() >= session.toSeconds()) throw new Error(`${at}: refreshAfter is not shorter than sessionLifetime, so that tokens would never be renewed; lower it`);
  return [
    '--provider=oidc',
    `--oidc-issuer-url=${issuerUrl}`,
    `--client-id=${clientId}`,
    `--client-secret-file=${CLIENT_SECRET_PATH}/client-secret`,
    `--redirect-url=https://${host}/oauth2/callback`,
    '--code-challenge-method=S256',
    '--skip-provider-button=true',
    '--email-domain=*', // the groups decide
    ...allowedGroups.map((group) => `--allowed-group=${group}`),
    '--cookie-name=__Host-session', // binds the cookie to this host: https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Set-Cookie#cookie_prefixes
    `--cookie-secret-file=${COOKIE_SECRET_PATH}/cookie-secret`,
    '--cookie-secure=true',
    '--cookie-httponly=true',
    '--cookie-samesite=lax', // the issuer sends people back by a link, which strict would not follow with the cookie
    `--cookie-expire=${session.toSeconds()}s`,
    `--cookie-refresh=${refresh.toSeconds()}s`,
    `--http-address=0.0.0.0:${PROXY_PORT}`,
    `--upstream=http://127.0.0.1:${upstreamPort}`,
    '--reverse-proxy=false',
    '--skip-auth-strip-headers=true',
    '--pass-basic-auth=false',
    '--pass-user-headers=true',
    '--pass-access-token=false',
    `--pass-authorization-header=${passesIdToken}`,
    '--silence-ping-logging=true',
  ];
}

function rejectBadProps(at: string, props: AuthenticatedProxyProps): void {
  const { host, issuerUrl, clientId, allowedGroups, proxyImage, upstreamPort = DEFAULT_UPSTREAM } = props;
  const name = dnsSubdomainProblem(host);
  if (name !== undefined) throw new Error(`${at}: host "${host}" ${name}; pass the name alone, as in "dashboard.example.com"`);
  const url = httpsUrlProblem(issuerUrl);
  if (url !== undefined) throw new Error(`${at}: issuerUrl "${issuerUrl}" ${url}; pass it as the tokens of the issuer have it in \`iss\``);
  if (clientId === '') throw new Error(`${at}: clientId is empty; pass the id of this application at the issuer`);
  if (allowedGroups.length === 0) throw new Error(`${at}: allowedGroups is empty, so that everybody whom the issuer knows would be let in; name groups`);
  const group = allowedGroups.find((one) => one === '' || one.includes(',')); // oauth2-proxy splits the value at commas
  if (group !== undefined) throw new Error(`${at}: group "${group}" is empty or has a comma, at which oauth2-proxy would divide it; rename it at the issuer`);
  if (!Number.isInteger(upstreamPort) || upstreamPort < 1024 || upstreamPort > 65535 || upstreamPort === PROXY_PORT) {
    throw new Error(`${at}: upstreamPort is ${upstreamPort}; pass a port from 1024 to 65535 other than ${PROXY_PORT}, where the proxy listens`);
  }
  rejectOldProxy(at, proxyImage);
}

/** A version that is no number, such as a digest alone, is for the ImagePolicy to judge. */
function rejectOldProxy(at: string, image: string): void {
  const reference = parseImageReference(image);
  if ('problem' in reference) throw new Error(`${at}: proxyImage "${image}" ${reference.problem}; pass an image of oauth2-proxy`);
  const version = /^v?(\d+)\.(\d+)\.(\d+)/.exec(reference.tag ?? '')?.slice(1).map(Number);
  if (!version) return;
  const [difference] = version.map((number, i) => number - FIXED[i]).filter((one) => one !== 0);
  if (difference !== undefined && difference < 0) {
    throw new Error(`${at}: proxyImage is of version ${version.join('.')}, whose authentication can be bypassed; pass ${FIXED.join('.')} or newer`);
  }
}
