import { Located } from '../controls/evaluate';
import { ObjectView, Scope, Subject, SubjectFrame } from '../controls/subjects/subject';
import { embeddedContent, EmbeddedReading } from '../objects/custom-pods/embedded-content';
import { EmbeddedObject } from '../objects/custom-pods/embedded-object';
import { embeddedPods } from '../objects/custom-pods/embedded-pods';
import { mayHoldObjects, ResourceContent, searchResource } from '../objects/custom-pods/resource-search';
import { groupKind, Manifest } from '../objects/manifest';
import { podsOf, PodView } from '../objects/pod-template';

const NO_OBJECTS: readonly EmbeddedObject[] = [];

/** Subjects of one kind, limited to those that a control is about. */
export interface ScopedSubject extends Scope { readonly subject: Subject }

/** Every subject that an object holds; each kind of subject is found once per object, however many controls need it. */
export class Frames implements ObjectView {
  public readonly object: Located;
  public readonly groupKind: string;
  private readonly found: Record<string, readonly SubjectFrame[] | undefined> = {};
  private views?: readonly PodView[];
  private content?: ResourceContent;

  constructor(public readonly manifest: Manifest, private readonly reading: EmbeddedReading = {}) {
    this.object = { value: manifest, pointer: '' };
    this.groupKind = groupKind(manifest);
  }

  /** The frames that a control is evaluated in. */
  public of({ kinds, subject, containers, components }: ScopedSubject): readonly SubjectFrame[] {
    if (kinds && !kinds.includes(this.groupKind)) return [];
    const frames = this.all(subject);
    if (components) return frames.filter(({ component }) => component !== undefined && components.includes(component));
    return containers ? frames.filter(({ role }) => role === undefined || containers.includes(role)) : frames;
  }

  public all<Value>(subject: Subject<Value>): readonly SubjectFrame<Value>[] {
    const frames = this.found[subject.name] ??= subject.framesIn(this);
    return frames as readonly SubjectFrame<Value>[];
  }

  public pods(): readonly PodView[] {
    this.views ??= this.find();
    return this.views;
  }

  /** The objects of Kubernetes that stand in a custom resource. */
  public embeddedObjects(): readonly EmbeddedObject[] {
    return mayHoldObjects(this.groupKind) ? embeddedContent(this.search(), this.reading).objects : NO_OBJECTS;
  }

  private find(): readonly PodView[] {
    const pods = podsOf(this.manifest, this.reading.custom);
    return mayHoldObjects(this.groupKind) ? [...pods, ...embeddedPods(this.manifest, this.search())] : pods;
  }

  private search(): ResourceContent {
    return this.content ??= searchResource(this.manifest, this.reading.custom);
  }
}
