import { Control } from '../controls/control';
import { Frame, Located } from '../controls/evaluate';
import { ContainerRole, containersOf } from '../objects/container';
import { groupKind, Manifest } from '../objects/manifest';
import { podOf } from '../objects/pod-template';
import { descend, isObject } from '../objects/pointer';

/** A frame to evaluate in, with the name and the role of the container that it is about. */
export interface NamedFrame extends Frame {
  readonly subject: Located;
  readonly container?: string;
  readonly role?: ContainerRole;
}

const RULE_KINDS = ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/ClusterRole'];

/** Every subject that an object holds, by the kind of subject; found once per object, however many controls look. */
export class Frames {
  private readonly object: Located;
  private readonly found = new Map<string, readonly NamedFrame[]>();

  /** The kind of the object with its group. */
  public readonly groupKind: string;

  constructor(private readonly manifest: Manifest) {
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
    const known = this.found.get(subject);
    if (known) return known;
    const frames = this.find(subject);
    this.found.set(subject, frames);
    return frames;
  }

  private find(subject: Control['subject']): readonly NamedFrame[] {
    switch (subject) {
      case 'object': return [{ subject: this.object, object: this.object }];
      case 'policy-rule': return this.rules();
      case 'pod': return this.pods();
      case 'container': return this.containers();
      case 'set': return [];
    }
  }

  private rules(): NamedFrame[] {
    const { rules } = this.manifest;
    if (!RULE_KINDS.includes(this.groupKind) || !Array.isArray(rules)) return [];
    return rules.map((value: unknown, index) => ({ subject: { value, pointer: descend('', ['rules', index]) }, object: this.object }));
  }

  private pods(): NamedFrame[] {
    const view = podOf(this.manifest);
    if (!view) return [];
    const pod = { value: view.spec, pointer: view.pointer };
    return [{ subject: pod, pod, metadata: { value: view.metadata, pointer: view.metadataPointer }, object: this.object }];
  }

  private containers(): NamedFrame[] {
    const view = podOf(this.manifest);
    const [frame] = this.bySubject('pod');
    if (!view || !frame) return [];
    return containersOf(view)
      .filter(({ value }) => isObject(value)) // anything else is a finding of valid-manifest
      .map(({ value, pointer, name, role }) => ({ ...frame, subject: { value, pointer }, container: name, role }));
  }
}
