import { Client, saying, succeeded } from './client';
import { inParallel } from './in-parallel';
import { until } from './until';
import { Manifest } from '../../src/objects/manifest';

/** Refuses one object that nobody else makes, so that one can tell when the API server knows all policies that were made before. */
function marker(name: string): Manifest[] {
  const object = { apiVersion: 'admissionregistration.k8s.io/v1', metadata: { name } };
  return [
    {
      ...object,
      kind: 'ValidatingAdmissionPolicy',
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }] },
        validations: [{ expression: `object.metadata.name != "${name}"` }],
      },
    },
    { ...object, kind: 'ValidatingAdmissionPolicyBinding', spec: { policyName: name, validationActions: ['Deny'] } },
  ];
}

/** The admission policies of an API server: one set at a time. */
export class Policies {
  private installed: readonly Manifest[] = [];
  private sets = 0;

  public constructor(private readonly client: Client) {}

  /** Puts these into force instead of the ones before, and returns when they are. */
  public async replace(objects: readonly Manifest[]): Promise<void> {
    const name = `marker-${this.sets += 1}`;
    await inParallel(this.installed, (object) => this.client.delete(object));
    this.installed = [...objects, ...marker(name)];
    await inParallel(objects, (object) => this.create(object));
    for (const object of marker(name)) await this.create(object);
    const probe = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' } };
    await until('the policies', async () => !succeeded(await this.client.create(probe, { dryRun: true })));
  }

  private async create(object: Manifest): Promise<void> {
    const answer = await this.client.create(object);
    if (!succeeded(answer)) throw new Error(`the API server does not take ${String(object.kind)} ${JSON.stringify(object.metadata)}: ${saying(answer)}`);
  }

  /** What is wrong with the types of each policy, as the API server reports it once it has checked them all. */
  public async typeWarnings(): Promise<Map<string, readonly string[]>> {
    const names = this.installed.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy').map(({ metadata }) => (metadata as { name: string }).name);
    const found = new Map<string, readonly string[]>();
    for (const name of names) {
      await until(`the type check of ${name}`, async () => {
        const { metadata, status } = (await this.client.get(`/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/${name}`)).body;
        if (status?.observedGeneration !== metadata.generation || !status.typeChecking) return false;
        found.set(name, (status.typeChecking.expressionWarnings ?? []).map(({ fieldRef, warning }: { fieldRef: string; warning: string }) => `${fieldRef}: ${warning}`));
        return true;
      });
    }
    return found;
  }
}
