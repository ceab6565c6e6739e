import { Manifest, metadataOf, stringMap } from '../../objects/manifest';
import { descend, elementsOf, isObject, valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

/** Annotations that give the certificate to a controller that does not read `spec.tls`, and what their value must hold. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'alb.ingress.kubernetes.io/certificate-arn': '', // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
  'alb.ingress.kubernetes.io/listen-ports': '"HTTPS"', // with a certificate found by its host
  'networking.gke.io/managed-certificates': '', // https://cloud.google.com/kubernetes-engine/docs/how-to/managed-certs
  'networking.gke.io/certmap': '',
  'ingress.gcp.kubernetes.io/pre-shared-cert': '',
  'appgw.ingress.kubernetes.io/appgw-ssl-certificate': '', // https://azure.github.io/application-gateway-kubernetes-ingress/annotations/
  'nginx.ingress.kubernetes.io/ssl-passthrough': 'true', // the pod ends the connection
};

/** Whether a host of `tls` is that of the rule. A wildcard stands for one label. https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards */
const covers = (host: string) => (given: unknown): boolean =>
  given === host || (typeof given === 'string' && given.startsWith('*.') && host.slice(Math.max(host.indexOf('.'), 0)) === given.slice(1));

/** A `tls` entry without hosts is about every host; a rule without host needs one. */
function isEncrypted(host: string, entries: readonly unknown[]): boolean {
  return entries.some((entry) => isObject(entry) && typeof entry.secretName === 'string' && entry.secretName !== ''
    && (elementsOf(entry.hosts).length === 0 || (host !== '' && elementsOf(entry.hosts).some(covers(host)))));
}

function faults(ingress: Manifest): Site[] {
  const annotations = stringMap(metadataOf(ingress).annotations);
  if (Object.entries(ELSEWHERE).some(([key, part]) => Object.hasOwn(annotations, key) && annotations[key].includes(part))) return [];
  const [rules, tls] = [elementsOf(valueAt(ingress, '/spec/rules')), elementsOf(valueAt(ingress, '/spec/tls'))];
  if (rules.length === 0) return tls.length > 0 ? [] : [{ pointer: '/spec/tls', actual: undefined, expected: 'must have an entry' }];
  return rules.flatMap((rule, index) => {
    const given = isObject(rule) ? rule.host ?? '' : undefined;
    if (typeof given !== 'string' || isEncrypted(given, tls)) return []; // of another type: valid-manifest reports it
    const message = given === '' ? `no entry of spec.tls is about every host, as rules[${index}] is` : `no entry of spec.tls with a secretName covers the host "${given}"`;
    return [{ pointer: descend('/spec/rules', [index, 'host']), message }];
  });
}

const ingress = (spec: object, annotations?: object) => (
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: 'web', namespace: 'shop', annotations }, spec }
);
const backend = { service: { name: 'web', port: { name: 'http' } } };
const rule = (host?: string) => ({ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } });
const host = 'web.example.com';
const tls = (hosts?: string[], secretName: string | undefined = 'web-tls') => [{ hosts, secretName }];

export const ingressTls = defineControl({
  id: 'ingress-tls',
  title: 'Every host of an Ingress is served over TLS',
  subject: 'object',
  kinds: ['networking.k8s.io/Ingress'],
  why: 'without TLS anyone between the user and the cluster can read and change the traffic, passwords and cookies included',
  fix: {
    code: 'set `tls` of the Ingress with `hosts` and a `secret`',
    yaml: 'add an entry to `spec.tls` with `hosts` and `secretName`',
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#tls'],
  // An entry without secretName leaves the choice to the controller, whose default certificate is mostly a self-signed one; so it does not count.
  frameworks: ['nsa-cisa:tls', 'kubescape:C-0263', 'polaris:tlsSettingsMissing', 'kyverno:require-ingress-https', 'kyverno:ingress-host-match-tls'],
  inspect: faults,
  admission: notEnforceable('needs each host compared with those of every entry, wildcards included, which the expressions here cannot do'),
  absent: 'bad',
  examples: () => ({
    good: [
      { shows: 'a host with its certificate', subject: ingress({ rules: [rule(host)], tls: tls([host]) }) },
      { shows: 'a certificate for the domain', subject: ingress({ rules: [rule(host)], tls: tls(['*.example.com']) }) },
      { shows: 'a certificate for every host', subject: ingress({ rules: [rule(), rule(host)], tls: tls() }) },
      { shows: 'a backend for everything', subject: ingress({ defaultBackend: backend, tls: tls() }) },
      { shows: 'a certificate of the cloud', subject: ingress({ rules: [rule(host)] }, { 'alb.ingress.kubernetes.io/certificate-arn': 'arn:aws:acm:eu-west-1:1:certificate/1' }) },
      { shows: 'TLS that ends in the pod', subject: ingress({ rules: [rule(host)] }, { 'nginx.ingress.kubernetes.io/ssl-passthrough': 'true' }) },
    ],
    bad: [
      { shows: 'no certificate', subject: ingress({ rules: [rule(host)] }) },
      { shows: 'a certificate for another host', subject: ingress({ rules: [rule(host), rule('shop.example.com')], tls: tls([host]) }) },
      { shows: 'a certificate for another domain', subject: ingress({ rules: [rule('a.web.example.com')], tls: tls(['*.example.com']) }) },
      { shows: 'an entry without certificate', subject: ingress({ rules: [rule(host)], tls: tls([host], '') }) },
      { shows: 'a rule for hosts without certificate', subject: ingress({ rules: [rule()], tls: tls([host]) }) },
      { shows: 'a backend for everything in plain text', subject: ingress({ defaultBackend: backend }) },
      { shows: 'a listener in plain text', subject: ingress({ rules: [rule(host)] }, { 'alb.ingress.kubernetes.io/listen-ports': '[{"HTTP": 80}]' }) },
    ],
  }),
});
