import { Evidence } from './evidence';
import { Fields } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';

/** One example, as little YAML as makes the point. */
export interface Example {
  /** What the example shows, as in `all capabilities dropped`. */
  readonly shows: string;
  /** The subject: a container, a pod spec, an RBAC rule or an object; for `set` the objects. Laws complete containers and pods with what the API demands. */
  readonly subject: unknown;
  /** The rest of the pod spec, for a container. */
  readonly pod?: Fields;
  /** The metadata of the pod, for a container or a pod. */
  readonly podMetadata?: Fields;
  /** The rest of the object's spec, for a container or a pod of a kind that has one around its template: `replicas`. */
  readonly spec?: Fields;
  /** Judged under this profile instead of the default one. */
  readonly profile?: () => SecurityProfile;
  /** The facts that the control needs, as they are in this example. */
  readonly evidence?: Evidence;
}

/** The subject with no field set. */
export const UNSET: Example = { shows: 'nothing set', subject: {} };
