import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Manifest } from '../../objects/manifest';
import { podOf, PodView } from '../../objects/pod-template';
import { manifestsOf } from '../synthesis/rendering';

/** The manifests of the objects below a scope, as they would be written. */
export function manifestsBelow(scope: IConstruct): ReadonlyMap<ApiObject, Manifest> {
  const all = manifestsOf(scope.node.root.node.findAll().filter(ApiObject.isApiObject));
  const own = new Set(scope.node.findAll());
  return new Map([...all].filter(([object]) => own.has(object)));
}

/** The object of a workload, and the pods that it makes. */
export interface Template { readonly manifest: Manifest; readonly pod: PodView }

/** The first object below a workload that makes pods; throws where none does. */
export function templateOf(workload: IConstruct, manifests: ReadonlyMap<ApiObject, Manifest>): Template {
  const object = workload.node.findAll().filter(ApiObject.isApiObject).find((one) => manifests.has(one) && podOf(manifests.get(one)!) !== undefined);
  if (!object) throw new Error(`"${workload.node.path}" renders no pods; pass a workload, such as a SecureDeployment`);
  const manifest = manifests.get(object)!;
  return { manifest, pod: podOf(manifest)! };
}
