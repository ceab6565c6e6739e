import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { groupKind, Manifest } from '../../objects/manifest';
import { UNEVALUATED_POLICIES } from '../../objects/network/unevaluated-policies';
import { POD_KINDS } from '../../objects/pod-template';
import { watchedWorkloads } from '../../runtime/watched-set';
import { WatchedWorkload } from '../../runtime/watched-workload';
import { manifestOfOther, oncePerRendering } from '../synthesis/rendering';

interface Watched { readonly path: string; readonly executables: readonly string[] }

/** The kinds that say what workloads do, and with whom they talk. */
const READ = new Set([...Object.keys(POD_KINDS), ...Object.keys(UNEVALUATED_POLICIES), 'networking.k8s.io/NetworkPolicy', 'Namespace', 'Service']);

const readObjects = oncePerRendering((root): ReadonlyMap<ApiObject, Manifest> => {
  const objects = root.node.findAll().filter(ApiObject.isApiObject).filter(({ apiVersion, kind }) => READ.has(groupKind({ apiVersion, kind })));
  return new Map(objects.map((object) => [object, manifestOfOther(object)]));
});

/** The workloads of an app that are watched, with what its other objects say about them. */
export class WatchedApp {
  private readonly declared = new Map<ApiObject, Watched>();

  private readonly all = oncePerRendering((root): ReadonlyMap<ApiObject, WatchedWorkload> => {
    const objects = readObjects(root);
    const byManifest = new Map([...objects].map(([object, manifest]) => [manifest, this.declared.get(object)]));
    const watched = watchedWorkloads([...objects.values()], {
      clusterCidrs: this.clusterCidrs,
      titleOf: (manifest) => byManifest.get(manifest)?.path,
      executablesOf: (manifest) => byManifest.get(manifest)?.executables,
    });
    return new Map([...this.declared.keys()].map((object) => [object, watched.get(objects.get(object)!)!]));
  });

  constructor(private readonly scope: IConstruct, private readonly clusterCidrs: readonly string[] | undefined) {}

  /** Notes a workload; `at` begins the message where that cannot be. */
  public add(workload: IConstruct, executables: readonly string[], at: string): ApiObject {
    const object = objectOf(workload, at);
    if (this.declared.has(object)) throw new Error(`${at}: it is watched already; pass all its executables to one call`);
    const kind = groupKind({ apiVersion: object.apiVersion, kind: object.kind });
    if (!Object.hasOwn(POD_KINDS, kind)) throw new Error(`${at}: ${object.kind} describes no pods; pass a workload, such as a SecureDeployment`);
    this.declared.set(object, { path: workload.node.path, executables });
    return object;
  }

  /** What kind and name of a workload show before anything is rendered. */
  public sketch(object: ApiObject): WatchedWorkload {
    const { kind, name } = object;
    const namespace = object.metadata.namespace ?? 'default';
    return {
      title: object.node.path, kind, name, namespace, pods: { by: 'labels', labels: {} },
      secretFolders: [], tokenFolders: [], writableFolders: [], unknown: [],
    };
  }

  /** The watched workloads, in the order in which they were named. */
  public workloads(): WatchedWorkload[] {
    return [...this.declared.keys()].map((object) => this.of(object));
  }

  /** One watched workload. Throws where its executables are not known: containers may come after it was named. */
  public of(object: ApiObject): WatchedWorkload {
    const workload = this.all(this.scope.node.root).get(object)!;
    if (workload.executables) return workload;
    const { path } = this.declared.get(object)!;
    throw new Error(`cannot watch "${path}": ${workload.unknown.join('; ')}; pass the absolute paths of its executables to \`watch\` of "${this.scope.node.path}"`);
  }

  /** Why synthesis cannot go on. */
  public problems(): string[] {
    return this.declared.size > 0 ? [] : [`"${this.scope.node.path}" watches nothing; call \`watch\` with each workload`];
  }
}

function objectOf(workload: IConstruct, at: string): ApiObject {
  if (ApiObject.isApiObject(workload)) return workload;
  try {
    return ApiObject.of(workload);
  } catch {
    throw new Error(`${at}: it renders no object; pass a workload, such as a SecureDeployment`);
  }
}
