import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { HardenedNamespace } from './hardened-namespace';
import { HardenedNamespaceProps } from './hardened-namespace-props';
import { declaredNamespaces } from './membership';
import { declareTenant } from './tenant-edges';
import { similarName } from '../../objects/similar-names';
import { ScopedRole } from '../rbac/scoped-role';
import { ScopedRule } from '../rbac/scoped-rule';
import { Verb } from '../rbac/verb';

/** The props of a tenant: those of its namespace, of which `quota` is required, who may look after it, and which other tenants it talks to. */
export interface TenantProps extends HardenedNamespaceProps {
  /**
   * The tenants that workloads of this one may connect to, by the names of their namespaces. An edge of a workload to any other is an error.
   *
   * Each name must be that of a tenant or namespace of this app; refer to one of another app with `HardenedNamespace.fromName`.
   *
   * @default - none: its workloads connect to each other alone
   */
  readonly connectsTo?: string[];

  /**
   * Groups of the identity provider that may read the objects of the tenant and the logs of its pods; no Secrets.
   * @default - none
   */
  readonly viewers?: string[];

  /**
   * Groups of the identity provider that may also restart pods and scale workloads.
   * @default - none
   */
  readonly operators?: string[];
}

const READ = [Verb.GET, Verb.LIST, Verb.WATCH];
const VIEWING: readonly ScopedRule[] = [
  { apiGroups: [''], resources: ['configmaps', 'endpoints', 'events', 'persistentvolumeclaims', 'pods', 'resourcequotas', 'services'], verbs: READ },
  { apiGroups: [''], resources: ['pods/log'], verbs: [Verb.GET] },
  { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], verbs: READ },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: READ },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: READ },
  { apiGroups: ['networking.k8s.io'], resources: ['ingresses', 'networkpolicies'], verbs: READ },
  { apiGroups: ['policy'], resources: ['poddisruptionbudgets'], verbs: READ },
];
const OPERATING: readonly ScopedRule[] = [
  { apiGroups: [''], resources: ['pods'], verbs: [Verb.DELETE] },
  { apiGroups: ['apps'], resources: ['deployments/scale', 'statefulsets/scale'], verbs: [Verb.GET, Verb.UPDATE, Verb.PATCH] },
];

/**
 * A part of a platform that belongs to one team: a namespace with its quota, limits and default deny, roles for the people who look after it, and the other
 * tenants that it may talk to. What is built below it lives in it.
 *
 * @example
 * import { Quota, Tenant } from 'cdk8s-hardened';
 *
 * new Tenant(chart, 'shop', { quota: Quota.of({ pods: 20 }), connectsTo: ['billing'], viewers: ['shop-developers'] })
 * @see https://kubernetes.io/docs/concepts/security/multi-tenancy/
 */
export class Tenant extends HardenedNamespace {
  private readonly partners: readonly string[];

  /**
   * @param scope a chart or any construct in it
   * @param id the name of the construct, and of the namespace unless it is given another one
   * @param props its quota, and what differs from the defaults
   * @throws without quota, and for what a HardenedNamespace refuses; synthesis fails where `connectsTo` names a namespace that the app does not know
   */
  constructor(scope: Construct, id: string, props: TenantProps) {
    super(scope, id, props);
    if (!props.quota) {
      throw new Error(`cannot build tenant "${this.node.path}": it has no quota, so that it could use up the cluster of all others; pass \`quota\`, from Quota.of`);
    }
    this.partners = [...props.connectsTo ?? []];
    if (this.partners.includes(this.name)) {
      throw new Error(`cannot build tenant "${this.node.path}": connectsTo names itself, and its workloads connect to each other anyway; remove "${this.name}"`);
    }
    declareTenant(this, this.name, this.partners);
    this.node.addValidation({ validate: () => this.unknownPartners() });
    this.bindGroups('viewer', VIEWING, [...props.viewers ?? [], ...props.operators ?? []]);
    this.bindGroups('operator', OPERATING, props.operators ?? []);
  }

  /** The tenants that its workloads may connect to, by the names of their namespaces. */
  public get connectsTo(): string[] {
    return [...this.partners];
  }

  private unknownPartners(): string[] {
    const known = declaredNamespaces(this.node.root);
    return this.partners.filter((name) => !known.includes(name)).map((name) => {
      const similar = similarName(name, known.filter((one) => one !== this.name));
      return `tenant "${this.name}" connects to "${name}", and no namespace of this app has that name; `
        + `${similar === undefined ? '' : `write "${similar}" if that is meant, or `}refer to it with HardenedNamespace.fromName`;
    });
  }

  /** One Role and one RoleBinding for all groups. */
  private bindGroups(id: string, rules: readonly ScopedRule[], groups: readonly string[]): void {
    if (groups.length === 0) return;
    const empty = groups.find((group) => group.trim() === '');
    if (empty !== undefined) throw new Error(`cannot build tenant "${this.node.path}": a group of its ${id}s has no name; name the group as the identity provider does`);
    const role = new ScopedRole(this, id, { rules: [...rules] });
    new ApiObject(role, 'Groups', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { namespace: this.name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: role.name },
      subjects: [...new Set(groups)].map((name) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name })),
    });
  }
}
