import { keyOf } from '../../objects/manifest';
import { hasPort, portRange, portsWithout } from '../../objects/network/port-set';
import { PodEnd, podEnd, Reachability } from '../../objects/network/reachability';
import { PodView } from '../../objects/pod-template';
import { elementsOf, isObject } from '../../objects/pointer';
import { accountOf, Grant, hasToken, RBAC_KINDS, RbacGraph } from '../../objects/rbac-graph';
import { qualifiedName, subjectsOf } from '../../objects/rbac-subject';
import { getOrInsert } from '../../objects/remembered';
import { ApiServer } from '../../profile/api-server';
import { SecurityProfile } from '../../profile/security-profile';
import { defineControl, notEnforceable, ObjectSet, SetMember, SetSite } from '../control';
import { CONNECTIONS, membersOfKinds, networkIsolationOf, reachabilityOf, runningPods } from '../members';
import { notEvaluatedText } from '../not-evaluated-policies';
import { POWER_READS } from '../powerful-pods';
import { bindingExample, ROLE_EXAMPLE } from '../role-examples';

const BINDINGS = RBAC_KINDS.filter((kind) => kind.endsWith('Binding'));

/** Roles that admission plugins look up, and no process uses: the right to `use` a policy. */
const isForAdmission = (rules: readonly unknown[] | undefined): boolean => rules !== undefined && rules.length > 0
  && rules.every((rule) => isObject(rule) && elementsOf(rule.verbs).every((verb) => verb === 'use'));

/** What binds each account by name; a group may be bound for others of its accounts. */
function grantsByAccount(graph: RbacGraph): ReadonlyMap<string, Grant> {
  const grants = graph.granted().filter((grant) => !isForAdmission(graph.rulesOf(grant)));
  const found = grants.flatMap((grant) => subjectsOf(grant.binding).filter(({ kind }) => kind === 'ServiceAccount').map((subject) => [qualifiedName(subject), grant] as const));
  return new Map(found.reverse());
}

const DNS = portRange('TCP', 53, 53);
const ANYWHERE = ['0.0.0.0/0', '::/0'];

/** Whether policies leave a pod a way to the API server: to one of its addresses, or to any outside of the pods where the profile names none. */
function reachesApiServer(network: Reachability, pod: PodEnd, { apiServer }: SecurityProfile): boolean {
  if (apiServer) return apiServer.cidrs.some((cidr) => hasPort(network.ports(pod, { cidr }, 'allow'), 'TCP', apiServer.port));
  return ANYWHERE.some((cidr) => portsWithout(network.ports(pod, { cidr }, 'allow'), DNS).TCP.length > 0);
}

/** Why a pod cannot use its account. */
interface Obstacle { readonly why: string; readonly undecided?: true }

function closedWay(set: ObjectSet, { manifest, profile }: SetMember, { metadata, spec }: PodView): Obstacle | undefined {
  if (spec.hostNetwork === true) return undefined;
  const pod = podEnd(keyOf(manifest).namespace, metadata, spec);
  if (reachesApiServer(reachabilityOf(set), pod, profile)) return undefined;
  const others = networkIsolationOf(set).notEvaluated(pod.namespace, pod.labels);
  const why = `its network policies allow no connection to the API server${profile.apiServer ? '' : ', nor to any address outside of the pods'}`;
  return others.length === 0 ? { why } : { why: `${why}, and it is ${notEvaluatedText(others)}`, undecided: true };
}

function inspect(set: ObjectSet): SetSite[] {
  if (membersOfKinds(set, BINDINGS).length === 0) return [];
  const manifests = membersOfKinds(set, RBAC_KINDS).map(({ manifest }) => manifest);
  const byMinor = new Map<number, { readonly graph: RbacGraph; readonly grants: ReadonlyMap<string, Grant> }>();
  return runningPods(set).flatMap(({ member, pods }): SetSite[] => {
    const { graph, grants } = getOrInsert(byMinor, member.profile.kubernetesMinor, (minor) => {
      const made = new RbacGraph(manifests, minor);
      return { graph: made, grants: grantsByAccount(made) };
    });
    const account = accountOf(member.manifest, pods);
    const grant = account.name === 'default' ? undefined : grants.get(qualifiedName(account));
    if (!grant) return [];
    const fault = hasToken(pods, graph.account(account)) ? closedWay(set, member, pods) : { why: 'no token is mounted' };
    const { kind, name } = keyOf(grant.binding);
    const bound = `${kind} "${name}" binds service account "${account.name}" to ${grant.roleRef.kind} "${grant.roleRef.name}"`;
    if (!fault) return [];
    const { why, ...doubt } = fault;
    return [{ member, pointer: `${pods.pointer}/serviceAccountName`, message: `${bound}, and the pod cannot use it: ${why}`, ...doubt }];
  });
}

const metadata = { name: 'web', namespace: 'shop' };
const labels = { app: 'web' };
const bound = { ...bindingExample('reader'), subjects: [{ kind: 'ServiceAccount', ...metadata }] };
const workload = (spec: object) => ({
  apiVersion: 'apps/v1', kind: 'Deployment', metadata,
  spec: { template: { metadata: { labels }, spec: { serviceAccountName: 'web', containers: [{ name: 'web', image: 'registry.example.com/web:1.0.0' }], ...spec } } },
});
const withToken = workload({ volumes: [{ name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }], automountServiceAccountToken: false });
const policy = (egress: readonly object[]) => (
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { podSelector: { matchLabels: labels }, policyTypes: ['Egress'], egress } });
const dns = { to: [{ ipBlock: { cidr: '169.254.20.10/32' } }], ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }] };
const to = (cidr: string) => ({ to: [{ ipBlock: { cidr } }], ports: [{ protocol: 'TCP', port: 6443 }] });
const named = { profile: () => SecurityProfile.restricted({ apiServer: ApiServer.of({ cidrs: ['10.0.0.10/32'] }) }) };

export const boundAccountUsable = defineControl({
  id: 'bound-account-usable',
  title: 'Pods whose service account is bound to a role can call the API server',
  subject: 'set',
  why: 'a process that was given rights and cannot use them fails at its first call, and rights that nobody uses are left for whoever gets a token of the account',
  fix: {
    code: 'bind the role with `bindTo` of a `ScopedRole`, which mounts a token and opens the way to the API server, or remove the binding',
    yaml: 'mount a token (`automountServiceAccountToken: true`, or a projected `serviceAccountToken`) and allow `egress` to the addresses of the API server, or remove the binding',
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/', 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  ],
  // Groups are left out, and the account "default", which other pods share.
  reads: [POWER_READS, ...CONNECTIONS, { pods: ['/spec/hostNetwork'] }],
  inspectSet: inspect,
  admission: notEnforceable('needs the bindings and the network policies of the namespace, which may arrive later'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a token and no policy', subject: [ROLE_EXAMPLE, bound, workload({})] },
      { shows: 'a token and the way to addresses that are not known', subject: [ROLE_EXAMPLE, bound, withToken, policy([dns, to('192.0.2.0/24')])] },
      { shows: 'a token and the way to the API server', subject: [ROLE_EXAMPLE, bound, withToken, policy([dns, to('10.0.0.10/32')])], ...named },
      { shows: 'no binding', subject: [ROLE_EXAMPLE, bindingExample('reader'), workload({ automountServiceAccountToken: false })] },
    ],
    bad: [
      { shows: 'no token', subject: [ROLE_EXAMPLE, bound, workload({ automountServiceAccountToken: false })] },
      { shows: 'no token by the account', subject: [ROLE_EXAMPLE, bound, workload({}), { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false }] },
      { shows: 'no way out but to resolve names', subject: [ROLE_EXAMPLE, bound, withToken, policy([dns])] },
      { shows: 'the way to another address', subject: [ROLE_EXAMPLE, bound, withToken, policy([dns, to('192.0.2.0/24')])], ...named },
    ],
  }),
});
