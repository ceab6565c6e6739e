import { IConstruct } from 'constructs';
import { GrantOptions } from './grant-options';
import { manifestsBelow, templateOf } from './rendered-app';
import { API_RESOURCES, resourceParts } from '../../objects/api-resources';
import { titleOf } from '../../objects/manifest';
import { AccessRequest } from '../../objects/policy-rule';
import { accountOf, RbacGraph } from '../../objects/rbac-graph';
import { Account, userOf } from '../../objects/rbac-subject';
import { profileOf } from '../synthesis/profile-scope';

/** A question about what the account of a workload may do, with the bindings that answer it. */
export class AppAccess {
  private readonly account: Account;
  private readonly graph: RbacGraph;
  private readonly request: AccessRequest & { readonly namespace: string };

  constructor(workload: IConstruct, private readonly verb: string, private readonly resource: string, private readonly options: GrantOptions) {
    const manifests = manifestsBelow(workload.node.root);
    const { manifest, pod } = templateOf(workload, manifests);
    this.account = accountOf(manifest, pod);
    this.graph = new RbacGraph([...manifests.values()], profileOf(workload).kubernetesMinor);
    this.request = { verb, ...resourceAndGroup(resource), name: options.objectName ?? '', namespace: options.namespace ?? this.account.namespace };
  }

  public get isGranted(): boolean {
    return this.graph.allows(userOf(this.account), this.request);
  }

  /** By which bindings it is granted, or which ones do not. */
  public explain(): string {
    const { name, namespace } = this.account;
    const granting = this.graph.granting(userOf(this.account), this.request);
    const object = this.options.objectName === undefined ? '' : ` "${this.options.objectName}"`;
    const asked = `${this.verb} ${this.resource}${object} in namespace "${this.request.namespace}"`;
    if (granting.length > 0) {
      return [`ServiceAccount ${namespace}/${name} may ${asked}`, ...granting.map(({ binding, roleRef }) => `  granted by ${titleOf(binding)}, to ${roleRef.kind} "${roleRef.name}"`)].join('\n');
    }
    const builtIn = new Set(this.graph.builtIn().map(({ binding }) => binding));
    const others = this.graph.grantsTo(userOf(this.account)).filter(({ binding }) => !builtIn.has(binding));
    return [
      `ServiceAccount ${namespace}/${name} may not ${asked}`,
      ...(others.length === 0 ? ['  no binding names it'] : others.map(({ binding, roleRef }) => `  not granted by ${titleOf(binding)}, to ${roleRef.kind} "${roleRef.name}"`)),
      '  fix      bind a ScopedRole with `bindTo`, or correct its apiGroups, resources, verbs and resourceNames',
    ].join('\n');
  }
}

/** The group of a built-in resource is part of its name where it has one, so that a wrong name is no silent "no". */
function resourceAndGroup(text: string): { readonly resource: string; readonly group: string } {
  const { plural, group: named, subresource } = resourceParts(text);
  const group = named ?? '';
  if (plural === '' || named === '') throw new Error(`"${text}" is no resource; pass the plural, such as "secrets" or "deployments.apps"`);
  const groups = [...new Set(API_RESOURCES.filter(({ resource }) => resource === `${plural}${subresource}`).map((one) => one.group))];
  if (group === '' && groups.length > 0 && !groups.includes('')) {
    throw new Error(`"${text}" has an API group; pass ${groups.map((one) => `"${plural}.${one}${subresource}"`).join(' or ')}`);
  }
  return { resource: `${plural}${subresource}`, group };
}
