import { ApiObject, Chart } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { SecretStoreProvider } from './secret-store-provider';
import { dnsSubdomainProblem } from '../../objects/names';
import { kplus } from '../cdk8s-plus';
import { enclosingNamespace } from '../namespace/membership';
import { enforce } from '../synthesis/enforcement';
import { madeFor } from '../synthesis/hardened-objects';

/** A SecretStore that ExternalSecrets of its namespace can fetch from. */
export interface ISecretStore extends IConstruct {
  /** The name of the SecretStore. */
  readonly name: string;

  /** The namespace that it is in and serves; undefined where the scope has none. */
  readonly namespace?: string;
}

/** The props of a store. */
export interface SecretStoreProps {
  /** Where the secrets are, and how the operator proves who it is. */
  readonly provider: SecretStoreProvider;
}

/**
 * Access to an external secret store for one namespace, used by the External Secrets Operator. It has a ServiceAccount of its own, so that the store
 * distinguishes namespaces: with a ClusterSecretStore, anyone who may create an ExternalSecret could read the secrets of all namespaces.
 *
 * @see https://external-secrets.io/latest/api/secretstore/
 */
export class SecretStore extends Construct implements ISecretStore {
  /**
   * A SecretStore that exists already, in the namespace of the scope.
   *
   * @param scope a HardenedNamespace, a chart or any construct in it
   * @param id the name of the construct
   * @param name the name of the SecretStore
   * @throws for an invalid name
   */
  public static fromName(scope: Construct, id: string, name: string): ISecretStore {
    return new ReferencedSecretStore(scope, id, name);
  }

  /** The name of the SecretStore. */
  public readonly name: string;

  /** The namespace that it is in and serves. */
  public readonly namespace?: string;

  /** The identity that the operator uses towards the store. */
  public readonly serviceAccount: kplus.IServiceAccount;

  /**
   * @param scope a HardenedNamespace, a chart or any construct in it
   * @param id the name of the construct, from which cdk8s makes the name of the SecretStore
   * @param props where the secrets are
   */
  constructor(scope: Construct, id: string, props: SecretStoreProps) {
    super(scope, id);
    enforce(this.node.root);
    const { provider } = props;
    this.namespace = ownNamespace(this);
    this.serviceAccount = this.account(provider);
    const store = new ApiObject(this, 'Resource', {
      apiVersion: 'external-secrets.io/v1', kind: 'SecretStore', metadata: { namespace: this.namespace }, spec: { provider: provider._toManifest(this.serviceAccount.name) },
    });
    madeFor(store, 'no-literals-in-secret-sources');
    this.name = store.name;
  }

  private account(provider: SecretStoreProvider): kplus.ServiceAccount {
    const account = new kplus.ServiceAccount(this, 'ServiceAccount', { metadata: { namespace: this.namespace, annotations: { ...provider._accountAnnotations } } });
    madeFor(ApiObject.of(account), 'no-service-account-token');
    return account;
  }
}

class ReferencedSecretStore extends Construct implements ISecretStore {
  public readonly namespace?: string;

  constructor(scope: Construct, id: string, public readonly name: string) {
    super(scope, id);
    const problem = dnsSubdomainProblem(name);
    if (problem) throw new Error(`cannot refer to SecretStore "${name}" at "${this.node.path}": its name ${problem}; pass the name of a SecretStore`);
    this.namespace = ownNamespace(this);
  }
}

const ownNamespace = (construct: Construct): string | undefined => enclosingNamespace(construct) ?? Chart.of(construct).namespace;
