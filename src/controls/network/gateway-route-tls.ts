import { isMissing } from '../../objects/fields/field-test';
import { keyOf, Manifest } from '../../objects/manifest';
import { plainText } from '../../objects/plain-text';
import { Fields, descend, elementsOf, isObject, valueAt } from '../../objects/pointer';
import { defineControl, notEnforceable, ObjectSet, SetSite } from '../control';
import { membersOf, membersOfKinds } from '../members';

const GROUP = 'gateway.networking.k8s.io';
const ROUTES = ['HTTPRoute', 'GRPCRoute'].map((kind) => `${GROUP}/${kind}`);
const GATEWAY = `${GROUP}/Gateway`;
const PROTECTED = ['HTTPS', 'TLS'];

/** Whether a rule sends every request to HTTPS, so that plain text reaches no backend. */
const redirects = (rule: unknown): boolean => elementsOf(valueAt(rule, '/filters'))
  .some((filter) => valueAt(filter, '/type') === 'RequestRedirect' && valueAt(filter, '/requestRedirect/scheme') === 'https');

/** The listeners of a Gateway that a reference of a route means: one by name or by port, or all that take such routes. */
function listenersOf(gateway: Manifest, { sectionName, port }: Fields): Fields[] {
  return elementsOf(valueAt(gateway, '/spec/listeners')).filter(isObject).filter((listener) => (
    (sectionName === undefined || listener.name === sectionName) && (port === undefined || listener.port === port)));
}

/** What is of a wrong type is told by `valid-manifest`. */
function inspect(set: ObjectSet): SetSite[] {
  const gateways = membersOf(set, GATEWAY);
  return membersOfKinds(set, ROUTES).flatMap((member) => {
    const rules = elementsOf(valueAt(member.manifest, '/spec/rules'));
    if (rules.length > 0 && rules.every(redirects)) return [];
    return elementsOf(valueAt(member.manifest, '/spec/parentRefs')).flatMap((parent, i) => {
      if (!isObject(parent) || (parent.kind ?? 'Gateway') !== 'Gateway' || (parent.group ?? GROUP) !== GROUP) return [];
      const namespace = parent.namespace ?? keyOf(member.manifest).namespace;
      const gateway = gateways.find(({ manifest }) => keyOf(manifest).name === parent.name && keyOf(manifest).namespace === namespace);
      const plain = gateway && listenersOf(gateway.manifest, parent).filter(({ protocol }) => !PROTECTED.includes(plainText(protocol)));
      if (!plain || plain.length === 0) return [];
      const names = plain.map(({ name, protocol }) => `"${plainText(name)}" (${isMissing(protocol) ? 'no protocol' : plainText(protocol)})`).join(', ');
      return [{ member, pointer: descend('/spec/parentRefs', [i]), message: `is attached to ${names} of Gateway "${plainText(parent.name)}", which is plain text` }];
    });
  });
}

const metadata = { name: 'web', namespace: 'shop' };
const gateway = (...listeners: object[]) => ({ apiVersion: `${GROUP}/v1`, kind: 'Gateway', metadata, spec: { gatewayClassName: 'cilium', listeners } });
const plain = { name: 'http', port: 80, protocol: 'HTTP' };
const secure = { name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'web-tls' }] } };
const backends = { backendRefs: [{ name: 'web', port: 80 }] };
const route = (parent: object, rule: object = backends, kind = 'HTTPRoute') => (
  { apiVersion: `${GROUP}/v1`, kind, metadata, spec: { parentRefs: [{ name: 'web', ...parent }], rules: [rule] } });
const redirect = { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] };

export const gatewayRouteTls = defineControl({
  id: 'gateway-route-tls',
  title: 'Gateway routes are served over TLS',
  subject: 'set',
  why: 'without TLS anyone between the user and the cluster can read and change the traffic, passwords and cookies included',
  fix: {
    code: 'attach the route to a listener with `protocol: HTTPS` by `sectionName`',
    yaml: 'set `spec.parentRefs[].sectionName` to a listener with `protocol: HTTPS`, and redirect the other listeners with a route of their own',
  },
  references: ['https://gateway-api.sigs.k8s.io/guides/tls/', 'https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/'],
  frameworks: ['nsa-cisa:tls'],
  reads: [{ kinds: { [GATEWAY]: ['/spec/listeners'], ...Object.fromEntries(ROUTES.map((kind) => [kind, ['/spec/parentRefs', '/spec/rules']])) } }],
  inspectSet: inspect,
  admission: notEnforceable('needs the Gateway, which is mostly in another namespace'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a listener with TLS', subject: [gateway(plain, secure), route({ sectionName: 'https' })] },
      { shows: 'a Gateway with TLS alone', subject: [gateway(secure), route({})] },
      { shows: 'a listener by its port', subject: [gateway(plain, secure), route({ port: 443 })] },
      { shows: 'a redirect to TLS', subject: [gateway(plain, secure), route({ sectionName: 'http' }, redirect)] },
      { shows: 'a Gateway that was not checked', subject: [gateway(plain), route({ namespace: 'infra' })] },
      { shows: 'a Service as parent', subject: [gateway(plain), route({ group: '', kind: 'Service' })] },
    ],
    bad: [
      { shows: 'a listener in plain text', subject: [gateway(plain, secure), route({ sectionName: 'http' })] },
      { shows: 'every listener, one of them in plain text', subject: [gateway(plain, secure), route({})] },
      { shows: 'gRPC in plain text', subject: [gateway(plain), route({}, backends, 'GRPCRoute')] },
      { shows: 'a redirect to another host in plain text', subject: [gateway(plain), route({}, { filters: [{ type: 'RequestRedirect', requestRedirect: { hostname: 'b.example.com' } }] })] },
    ],
  }),
});
