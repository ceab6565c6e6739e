import { Located } from '../controls/evaluate';
import { ObjectView, Scope, Subject, SubjectFrame } from '../controls/subjects/subject';
import { CustomPodSpecs } from '../objects/custom-pod-specs';
import { embeddedPods } from '../objects/custom-pods/embedded-pods';
import { groupKind, Manifest } from '../objects/manifest';
import { podsOf, PodView } from '../objects/pod-template';
import { isBuiltIn } from '../objects/scope';

/** Subjects of one kind, limited to those that a control is about. */
export interface ScopedSubject extends Scope { readonly subject: Subject }

/** Every subject that an object holds; each kind of subject is found once per object, however many controls need it. */
export class Frames implements ObjectView {
  public readonly object: Located;
  public readonly groupKind: string;
  private readonly found: Record<string, readonly SubjectFrame[] | undefined> = {};
  private views?: readonly PodView[];

  constructor(public readonly manifest: Manifest, private readonly customPodSpecs?: CustomPodSpecs) {
    this.object = { value: manifest, pointer: '' };
    this.groupKind = groupKind(manifest);
  }

  /** The frames that a control is evaluated in. */
  public of({ kinds, subject, containers }: ScopedSubject): readonly SubjectFrame[] {
    if (kinds && !kinds.includes(this.groupKind)) return [];
    const frames = this.found[subject.name] ??= subject.framesIn(this);
    return containers ? frames.filter(({ role }) => role === undefined || containers.includes(role)) : frames;
  }

  public pods(): readonly PodView[] {
    this.views ??= this.find();
    return this.views;
  }

  private find(): readonly PodView[] {
    const pods = podsOf(this.manifest, this.customPodSpecs);
    return isBuiltIn(this.groupKind) ? pods : [...pods, ...embeddedPods(this.manifest, this.customPodSpecs)];
  }
}
