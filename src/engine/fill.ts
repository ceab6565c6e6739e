import { Frames, NamedFrame } from './frames';
import { isActive } from './severity';
import { Control, Fill, forProfile, Harden } from '../controls/control';
import { compile } from '../controls/evaluate';
import { ControlId } from '../controls/vocabulary';
import { takesPartOfPod } from '../objects/custom-pod-specs';
import { Manifest } from '../objects/manifest';
import { childPointer, isObject } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';

/** One field that was filled in. */
export interface Filled {
  readonly control: ControlId;
  readonly pointer: string;
  readonly value: unknown;
}

type MutableObject = Record<string, unknown>;

/** What one control fills in under one profile. */
interface Hardening {
  readonly control: Control;
  readonly harden: Harden;
  /** Whether nothing may be filled in here. */
  readonly stays: (frame: NamedFrame) => boolean;
}

/**
 * Fills what is absent with the `harden` values of the controls, in place. What is there stays, be it good or bad: null counts as absent,
 * an empty list or map does not lose what it holds.
 */
export class Filler {
  private readonly active = new Map<SecurityProfile, readonly Hardening[]>();

  constructor(private readonly controls: readonly Control[]) {}

  /** Fills one object and says what was filled, in the order of the catalogue. */
  public fill(manifest: Manifest, profile: SecurityProfile): Filled[] {
    if (!isObject(manifest)) return [];
    const frames = new Frames(manifest, profile.customPodSpecs);
    return this.hardeningFor(profile).flatMap(({ control, harden, stays }) => {
      const into = (frame: NamedFrame, fill: Fill | undefined): Filled[] =>
        (!fill || stays(frame) ? [] : merge(frame.subject.value as MutableObject, fill, frame.subject.pointer, control.id));
      const { kinds, containers } = control;
      return [
        ...frames.of({ kinds, subject: 'container', containers }).flatMap((frame) => into(frame, harden.container)),
        // a kind that takes only some fields of a pod would be refused for the others
        ...(takesPartOfPod(frames.groupKind) ? [] : frames.of({ kinds, subject: 'pod' })).flatMap((frame) => into(frame, harden.pod)),
        ...frames.of({ subject: 'object' }).flatMap((frame) => into(frame, fillFor(harden, frames.groupKind))),
      ];
    });
  }

  private hardeningFor(profile: SecurityProfile): readonly Hardening[] {
    const known = this.active.get(profile);
    if (known) return known;
    const hardening = this.controls.filter((control) => isActive(control, profile)).flatMap((control) => hardeningOf(control, profile) ?? []);
    this.active.set(profile, hardening);
    return hardening;
  }
}

function hardeningOf(control: Control, profile: SecurityProfile): Hardening | undefined {
  if (!control.harden) return undefined;
  const harden = forProfile(control.harden, profile);
  const predicate = harden.unless && compile(harden.unless);
  return { control, harden, stays: (frame) => predicate !== undefined && predicate(frame) !== 'violation' };
}

const fillFor = ({ objects }: Harden, kind: string): Fill | undefined => (objects && Object.hasOwn(objects, kind) ? objects[kind] : undefined);

function merge(target: MutableObject, fill: Fill, pointer: string, control: ControlId): Filled[] {
  return Object.entries(fill).flatMap(([key, value]) => {
    const at = childPointer(pointer, key);
    const present = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isObject(value) && isObject(present)) return merge(present, value, at, control);
    if (present !== undefined && present !== null) return [];
    target[key] = structuredClone(value);
    return [{ control, pointer: at, value }];
  });
}
