import { Control } from '../controls/control';
import { Frame, Located } from '../controls/evaluate';
import { ContainerRole, containersOf } from '../objects/container';
import { CustomPodSpecs } from '../objects/custom-pod-specs';
import { groupKind, Manifest } from '../objects/manifest';
import { podsOf, PodView } from '../objects/pod-template';
import { childPointer, isObject } from '../objects/pointer';

/** A frame to evaluate in, with the name and the role of the container that it is about. */
export interface NamedFrame extends Frame {
  readonly subject: Located;
  readonly container?: string;
  readonly role?: ContainerRole;
}

/** The kinds that hold policy rules. */
export const RULE_KINDS: readonly string[] = ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'];

/** Every subject that an object holds, by the kind of subject; found once per object, however many controls look. */
export class Frames {
  private readonly object: Located;
  private readonly found: Partial<Record<Control['subject'], readonly NamedFrame[]>> = {};
  private views?: readonly PodView[];

  /** The kind of the object with its group. */
  public readonly groupKind: string;

  constructor(private readonly manifest: Manifest, private readonly customPodSpecs?: CustomPodSpecs) {
    this.object = { value: manifest, pointer: '' };
    this.groupKind = groupKind(manifest);
  }

  /** The frames that a control is evaluated in. */
  public of({ kinds, subject, containers }: Pick<Control, 'kinds' | 'subject' | 'containers'>): readonly NamedFrame[] {
    if (kinds && !kinds.includes(this.groupKind)) return [];
    const frames = this.bySubject(subject);
    return containers ? frames.filter(({ role }) => role && containers.includes(role)) : frames;
  }

  private bySubject(subject: Control['subject']): readonly NamedFrame[] {
    this.found[subject] ??= this.find(subject);
    return this.found[subject];
  }

  private find(subject: Control['subject']): readonly NamedFrame[] {
    switch (subject) {
      case 'object': return [{ subject: this.object, object: this.object }];
      case 'policy-rule': return this.rules();
      case 'pod': return this.pods().map((view) => this.podFrame(view));
      case 'container': return this.pods().flatMap((view) => this.containers(view));
      case 'set': return [];
    }
  }

  private rules(): NamedFrame[] {
    const { rules } = this.manifest;
    if (!RULE_KINDS.includes(this.groupKind) || !Array.isArray(rules)) return [];
    return rules.map((value: unknown, index) => ({ subject: { value, pointer: childPointer('/rules', index) }, object: this.object }));
  }

  private pods(): readonly PodView[] {
    this.views ??= podsOf(this.manifest, this.customPodSpecs);
    return this.views;
  }

  private podFrame({ spec, pointer, metadata, metadataPointer }: PodView): NamedFrame {
    const pod = { value: spec, pointer };
    return { subject: pod, pod, metadata: { value: metadata, pointer: metadataPointer }, object: this.object };
  }

  private containers(view: PodView): NamedFrame[] {
    const { pod, metadata, object } = this.podFrame(view);
    return containersOf(view)
      .filter(({ value }) => isObject(value)) // anything else is a finding of valid-manifest
      .map(({ value, pointer, name, role }) => ({ subject: { value, pointer }, pod, metadata, object, container: name, role }));
  }
}
