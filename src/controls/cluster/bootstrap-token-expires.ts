import { BOOTSTRAP_TOKEN_TYPE, BootstrapTokenLifetime, bootstrapTokensIn } from '../../objects/bootstrap-tokens';
import { instantText, parseInstant } from '../../objects/instant';
import { defineControl, notEnforceable } from '../control';
import { Evidence, NOW } from '../evidence';
import { Site } from '../site';

/** How long a bootstrap token may hold; one hour is enough to join nodes. */
export const LONGEST_BOOTSTRAP_TOKEN_HOURS = 24;
const LONGEST = LONGEST_BOOTSTRAP_TOKEN_HOURS * 3600;

function faultAt({ field, end }: BootstrapTokenLifetime, now: number | undefined): string | undefined {
  if (end === 'never') return `${field} sets no end, so the token never expires`;
  if (end === 'unknown') return undefined;
  if ('afterSeconds' in end) return end.afterSeconds > LONGEST ? `${field} lets the token hold for more than ${LONGEST_BOOTSTRAP_TOKEN_HOURS} hours` : undefined;
  const expiry = parseInstant(end.at);
  if (expiry === undefined) return `${field} is no time such as 2027-03-31T08:00:00Z, and the API server refuses a token whose end it cannot read`;
  if (now === undefined) return undefined;
  if (expiry <= now) return `${field} is ${instantText(expiry)}, which is past at ${instantText(now)}`;
  return expiry - now > LONGEST * 1000 ? `${field} is ${instantText(expiry)}, more than ${LONGEST_BOOTSTRAP_TOKEN_HOURS} hours after ${instantText(now)}` : undefined;
}

function siteOf(token: BootstrapTokenLifetime, now: number | undefined): Site[] {
  const { pointer, field, end } = token;
  if (end === 'unknown') return [{ pointer, message: `${field} is only known where the object is made, so that it is not known when the token expires`, undecided: true }];
  const message = faultAt(token, now);
  return message === undefined ? [] : [{ pointer, message }];
}

const at = (time: string): Evidence => Evidence.NONE.with(NOW, Date.parse(time));
const AT_EIGHT = at('2027-03-31T08:00:00Z');
const secret = (rest: object) => ({
  apiVersion: 'v1', kind: 'Secret', metadata: { name: 'bootstrap-token-abcdef', namespace: 'kube-system' }, type: BOOTSTRAP_TOKEN_TYPE, ...rest,
});
const external = (data: object) => ({
  apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'bootstrap-token-abcdef', namespace: 'kube-system' },
  spec: { target: { template: { type: BOOTSTRAP_TOKEN_TYPE, data } }, data: [{ secretKey: 'secret', remoteRef: { key: 'join' } }] },
});
const init = (token: object) => ({ apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'InitConfiguration', bootstrapTokens: [token] });

export const bootstrapTokenExpires = defineControl({
  id: 'bootstrap-token-expires',
  title: 'Bootstrap tokens expire within a day',
  subject: 'object',
  kinds: ['Secret', 'external-secrets.io/ExternalSecret', 'bitnami.com/SealedSecret', 'kubeadm.k8s.io/InitConfiguration'],
  why: 'whoever finds the token joins a node of their own to the cluster, and gets the secrets of every pod that is scheduled there',
  fix: {
    code: 'pass `expiresAt` to the `BootstrapToken`, or `tokenLifetime` to the `ControlPlane`, at most 24 hours later',
    yaml: 'set `expiration` of the Secret to a time at most 24 hours away, such as "2027-03-31T08:00:00Z", or `bootstrapTokens[].ttl: 1h0m0s`',
  },
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
    'https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/#BootstrapToken',
  ],
  frameworks: ['cis:3.1.3', 'mitre:T1078'],
  needs: [{ evidence: NOW, absent: 'less-known' }],
  inspect: (manifest, _, evidence) => {
    const now = evidence.has(NOW) ? evidence.get(NOW) : undefined;
    return bootstrapTokensIn(manifest).flatMap((token) => siteOf(token, now));
  },
  admission: notEnforceable('a policy reads no clock, and no value in base64'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'an hour', subject: secret({ stringData: { 'token-id': 'abcdef', 'expiration': '2027-03-31T09:00:00Z' } }), evidence: AT_EIGHT },
      { shows: 'an hour, in base64', subject: secret({ data: { expiration: btoa('2027-03-31T09:00:00Z') } }), evidence: AT_EIGHT },
      { shows: 'an end, where nobody says what time it is', subject: secret({ stringData: { expiration: '2020-01-01T00:00:00Z' } }) },
      { shows: 'a day in another time zone', subject: secret({ stringData: { expiration: '2027-04-01T10:00:00+02:00' } }), evidence: AT_EIGHT },
      { shows: 'another type', subject: secret({ type: 'Opaque' }) },
      { shows: 'a token from a store', subject: external({ expiration: '2027-03-31T09:00:00Z' }), evidence: AT_EIGHT },
      { shows: 'an hour for kubeadm', subject: init({ ttl: '1h0m0s' }) },
      { shows: 'the day that kubeadm takes by itself', subject: init({}) },
    ],
    bad: [
      { shows: 'no end', subject: secret({ stringData: { 'token-id': 'abcdef' } }) },
      { shows: 'an end that is past', subject: secret({ stringData: { expiration: '2027-03-31T07:59:59Z' } }), evidence: AT_EIGHT },
      { shows: 'an end in two days', subject: secret({ stringData: { expiration: '2027-04-02T08:00:00Z' } }), evidence: AT_EIGHT },
      { shows: 'an end that is no time', subject: secret({ stringData: { expiration: 'tomorrow' } }) },
      { shows: 'a token from a store without end', subject: external({ 'token-id': 'abcdef' }) },
      { shows: 'a token of kubeadm without end', subject: init({ ttl: '0s' }) },
      { shows: 'a week for kubeadm', subject: init({ ttl: '168h0m0s' }) },
      { shows: 'a time for kubeadm that is past', subject: init({ expires: '2027-03-30T08:00:00Z' }), evidence: AT_EIGHT },
    ],
  }),
});
