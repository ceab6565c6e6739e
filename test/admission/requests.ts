import { admissionPolicies } from '../../src/admission/policies';
import { ValidatingPolicy } from '../../src/admission/policy';
import { CATALOGUE } from '../../src/controls';
import { Manifest } from '../../src/objects/manifest';
import { once } from '../../src/objects/remembered';
import { AdmissionRollout } from '../../src/profile/admission-rollout';
import { SecurityProfile } from '../../src/profile/security-profile';

/** What somebody asks of the API server. */
export interface AdmissionRequest {
  readonly object: Manifest;
  /** What is there already, for an update. */
  readonly oldObject?: Manifest;
  readonly user: string;
  readonly groups?: readonly string[];
  /** When the object was or is created, in RFC 3339. */
  readonly created: string;
}

/** Somebody creates an object. */
export const creation = (object: Manifest): AdmissionRequest => ({ object, user: 'alice', created: '2026-01-01T00:00:00Z' });

/** A request, with what must refuse it: the policy and how its message begins. */
export interface RequestCase { readonly name: string; readonly request: AdmissionRequest; readonly refusedBy: readonly string[] }

const CONTROLS = ['read-only-root-filesystem', 'no-default-namespace', 'rbac-no-wildcard-verbs', 'namespace-pod-security-labels'];
const VENDOR_IMAGE = 'the vendor image writes to /opt';

const rollout = AdmissionRollout.of({
  waivers: [
    { namespace: 'vendor', control: 'read-only-root-filesystem', reason: VENDOR_IMAGE },
    { namespace: 'legacy', control: 'read-only-root-filesystem', reason: VENDOR_IMAGE, expires: '2027-03-31' },
    { namespace: 'default', control: 'no-default-namespace', reason: 'nobody has moved yet', expires: '2027-03-31' },
    { namespace: 'vendor', control: 'namespace-pod-security-labels', reason: 'another tool labels it' },
  ],
});

/** The policies that the requests are made under. */
export const requestPolicies = once((): readonly ValidatingPolicy[] =>
  admissionPolicies(CATALOGUE.filter(({ id }) => CONTROLS.includes(id)), SecurityProfile.strict(), 'deny', rollout).policies);

const LAST_DAY = { created: '2027-03-31T23:59:59Z' };
const DAY_AFTER = { created: '2027-04-01T00:00:00Z' };
const CONTROLLER = { user: 'system:serviceaccount:kube-system:root-ca-cert-publisher', groups: ['system:serviceaccounts:kube-system'] };

const metadata = (namespace: string, more: object) => ({ name: 'web', namespace, ...more });
const spec = (image = 'a') => ({ containers: [{ name: 'main', image }, { name: 'sidecar', image }] });
const pod = (namespace: string, more: object = {}): Manifest => ({ apiVersion: 'v1', kind: 'Pod', metadata: metadata(namespace, more), spec: spec() });
const deployment = (namespace: string, more: object = {}, image?: string): Manifest =>
  ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadata(namespace, more), spec: { template: { spec: spec(image) } } });
const role = (rules: unknown): Manifest => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'all' }, rules });
const wildcard = role([{ apiGroups: [''], resources: ['pods'], verbs: ['*'] }]);
const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'kube-root-ca.crt', namespace: 'default' } };
const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const annotated = { annotations: { 'waive.cdk8s-hardened.dev/read-only-root-filesystem': VENDOR_IMAGE } };
const tracked = { finalizers: ['batch.kubernetes.io/job-tracking'] };

const of = (name: string, object: Manifest, refusedBy: readonly string[], more: Partial<AdmissionRequest> = {}): RequestCase =>
  ({ name, refusedBy, request: { ...creation(object), groups: ['edit'], ...more } });

const WORKLOAD = ['workloads-errors read-only-root-filesystem'];
const POD = ['pods-errors read-only-root-filesystem'];
const VERBS = ['clusterroles-errors rbac-no-wildcard-verbs'];
const ended = (policy: string, control: string) => `${policy} ${control}, whose waiver has ended here`;

/** What examples cannot show: waivers, updates, and who asks. */
export const REQUESTS: readonly RequestCase[] = [
  of('no waiver', deployment('shop'), WORKLOAD),
  of('an annotation that waives', deployment('shop', annotated), WORKLOAD),
  of('a waiver without end', deployment('vendor'), []),
  of('a waiver on its last day', deployment('legacy'), [], LAST_DAY),
  of('a waiver that has ended, on a workload', deployment('legacy'), WORKLOAD, DAY_AFTER),
  of('a waiver that has ended, on an update', deployment('legacy', {}, 'b'), [], { ...DAY_AFTER, oldObject: deployment('legacy') }),
  of('a pod without waiver', pod('shop'), POD),
  of('a pod with a waiver', pod('legacy'), [], LAST_DAY),
  of('a waiver that has ended, on a pod', pod('legacy'), [ended('pods-warnings', 'read-only-root-filesystem')], DAY_AFTER),
  of('a waiver that has ended, on a pod among other kinds', pod('default'),
    [...POD, ended('no-default-namespace-warnings', 'no-default-namespace')], DAY_AFTER),
  of('a waiver that has ended, on another kind among pods', configMap, ['no-default-namespace-errors no-default-namespace'], DAY_AFTER),
  of('an update of labels', deployment('shop', { labels: { team: 'x' } }), [], { oldObject: deployment('shop') }),
  of('an update of finalizers of a pod', pod('shop'), [], { oldObject: pod('shop', tracked) }),
  of('an update of the image', deployment('shop', {}, 'b'), WORKLOAD, { oldObject: deployment('shop') }),
  of('a wildcard', wildcard, VERBS),
  of('a wildcard of the API server', wildcard, [], { user: 'system:apiserver', groups: ['system:masters'] }),
  of('a wildcard of a service account in kube-system', wildcard, VERBS, CONTROLLER),
  of('a role without rules', role(null), []),
  of('what a controller writes into each namespace', configMap, [], { ...DAY_AFTER, ...CONTROLLER }),
  of('a namespace', namespace('shop'), ['namespaces-errors namespace-pod-security-labels']),
  of('a namespace with a waiver', namespace('vendor'), []),
];
