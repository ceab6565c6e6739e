import { keyOf, Manifest } from '../../src/objects/manifest';

/** One thing that RBAC can grant verbs on. */
export interface ServedResource {
  readonly group: string;
  readonly version: string;
  /** The plural; with the subresource behind a slash. */
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

const AGGREGATED = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** What of a client is needed to learn what is served. */
interface Discovery {
  readonly request: (method: string, path: string, options: { readonly accept: string }) => Promise<{ readonly body: any }>;
}

/** What an API server serves. */
export class Resources {
  public static async discover(client: Discovery): Promise<Resources> {
    const lists = await Promise.all(['/api', '/apis'].map((path) => client.request('GET', path, { accept: AGGREGATED })));
    return new Resources(lists.flatMap(({ body }) => body.items.flatMap(servedBy)));
  }

  private constructor(public readonly all: readonly ServedResource[]) {}

  /** The path that objects of this kind, in the namespace of this one, are created at. */
  public collection(object: Manifest): string {
    const { group, version, resource, namespaced } = this.of(object);
    const { namespace } = keyOf(object);
    return `${group === '' ? '/api' : `/apis/${group}`}/${version}${namespaced ? `/namespaces/${namespace === '' ? 'default' : namespace}` : ''}/${resource}`;
  }

  /** The path of the object itself. */
  public item(object: Manifest): string { return `${this.collection(object)}/${keyOf(object).name}`; }

  /** Where the API server serves the kind of an object, if it does. */
  public find(object: Manifest): ServedResource | undefined {
    return this.all.find(({ group, version, kind, resource }) => !resource.includes('/') && kind === object.kind
      && object.apiVersion === (group === '' ? version : `${group}/${version}`));
  }

  private of(object: Manifest): ServedResource {
    const found = this.find(object);
    if (!found) throw new Error(`the API server serves no ${String(object.kind)} of ${String(object.apiVersion)}`);
    return found;
  }
}

function servedBy({ metadata, versions }: any): ServedResource[] {
  const group = metadata.name ?? '';
  return versions.flatMap(({ version, resources }: any) => resources.flatMap(({ resource, responseKind, scope, verbs, subresources = [] }: any) => [
    { group, version, resource, kind: responseKind.kind, namespaced: scope === 'Namespaced', verbs },
    ...subresources.map((sub: any) => ({
      group, version, resource: `${resource}/${sub.subresource}`, kind: sub.responseKind?.kind ?? '', namespaced: scope === 'Namespaced', verbs: sub.verbs,
    })),
  ]));
}
