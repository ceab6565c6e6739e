import { ComponentName, DerivedSettings } from '../../objects/cluster-components/component';
import { ContainerRole } from '../../objects/container';
import { Manifest } from '../../objects/manifest';
import { Embedding, PodLocation, PodView } from '../../objects/pod-template';
import { NamedExpression } from '../cel';
import { Frame, Located } from '../evaluate';
import { Example } from '../example';

/** Which subjects a control is limited to. */
export interface Scope {
  /** Only these kinds: `apps/Deployment`, or plain `Pod` in the core group. */
  readonly kinds?: readonly string[];
  /** Only containers of these roles. */
  readonly containers?: readonly ContainerRole[];
  /** Only these components of the cluster. */
  readonly components?: readonly ComponentName[];
}

/** A frame to evaluate in; for a container, and for what belongs to one, with the name and the role of the container. */
export interface SubjectFrame<Value = unknown> extends Frame {
  readonly subject: Located & { readonly value: Value };
  readonly container?: string;
  readonly role?: ContainerRole;
  /** For the settings of a component of the cluster, which one that is. */
  readonly component?: ComponentName;
  /** How the subject stands in the object where it is made from something else in it. */
  readonly derived?: DerivedSettings;
  /** How the pod stands in an object that is not its template. */
  readonly embedded?: Embedding;
  /** True for the container that an operator adds to a part of a pod. */
  readonly isImplied?: true;
}

/** An object in which subjects are looked for. */
export interface ObjectView {
  readonly manifest: Manifest;
  /** The kind with its group. */
  readonly groupKind: string;
  /** The whole object, as frames hold it. */
  readonly object: Located;
  /** The pods that the object describes, found once. */
  pods(): readonly PodView[];
  /** All subjects of a kind in the object, found once. */
  all<Value>(subject: Subject<Value>): readonly SubjectFrame<Value>[];
}

/** How an admission policy reaches the subjects of an object. */
export interface SubjectInCel {
  /** The pointer of what holds the subjects; undefined for pods and their parts, which each kind holds at another place. */
  readonly holder?: string;
  /** The variables that the policy declares; `location` is that of the pods. */
  readonly variables: (location?: PodLocation) => readonly NamedExpression[];
  /** The CEL name of one subject; undefined where the object itself is the subject. */
  readonly name?: string;
  /** The lists that hold the subjects; undefined where there is exactly one. */
  readonly lists?: SubjectLists;
}

/** Lists of subjects in a policy. */
export interface SubjectLists {
  /** The names of the variables that hold the lists. */
  readonly variables: (scope: Scope) => readonly string[];
  /** What precedes the violating elements in a message: `container`. */
  readonly noun: string;
  /** A CEL text that identifies one element to a reader: `c.name`. */
  readonly label: string;
  /** What separates the elements in a message. */
  readonly separator: string;
}

/** How documentation refers to a subject. */
export interface SubjectText {
  /** The name of one subject in a CEL text for readers. */
  readonly variable: string;
  /** What that name stands for. */
  readonly meaning: (scope: Scope) => string;
  /** Where `harden` fills in fields: `each container`. */
  readonly each: string;
}

/** One example in one place of one kind. */
export interface Placement {
  /** The kind and, where there are several places in it, the place. */
  readonly where: string;
  readonly manifests: readonly Manifest[];
}

/** How examples of a subject become objects. */
export interface SubjectExamples {
  /** Whether the subject with no field set is worth showing. */
  readonly showsUnset: boolean;
  /** The documents that a reader is shown: a fragment of an object, an object, or several. */
  readonly excerpt: (example: Example, scope: Scope) => readonly unknown[];
  /** Every place where the example must have the verdict that it claims. */
  readonly placements: (example: Example, scope: Scope) => readonly Placement[];
}

/**
 * What a control is about, such as a container: the one description that engine, admission policies, documentation and laws work from. A new subject
 * is one more file of this folder, with its line in `index.ts`.
 */
export interface Subject<Value = unknown> {
  /** The name by which controls refer to it. */
  readonly name: string;
  /** Whether objects of a kind can hold such subjects. */
  readonly isIn: (groupKind: string) => boolean;
  /** The kinds that say nothing else than how such subjects are. */
  readonly ownKinds?: readonly string[];
  /** Every such subject of an object. */
  readonly framesIn: (object: ObjectView) => readonly SubjectFrame<Value>[];
  /** Whether `harden` may fill in fields in objects of a kind; always where undefined. */
  readonly isFilledIn?: (groupKind: string) => boolean;
  /** How a policy reaches it; undefined where none can. */
  readonly cel?: SubjectInCel;
  /** Why no policy can enforce controls about it, in the words of a control's `admission`. */
  readonly notAdmitted?: string;
  readonly text: SubjectText;
  readonly examples: SubjectExamples;
}
