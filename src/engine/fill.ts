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

  /** @param assumptions whether to fill in what only whoever runs the workload can know, such as its resources. */
  constructor(private readonly controls: readonly Control[], private readonly assumptions = true) {}

  /** Fills one object and says what was filled, in the order of the catalogue. */
  public fill(manifest: Manifest, profile: SecurityProfile): Filled[] {
    if (!isObject(manifest)) return [];
    const frames = new Frames(manifest, profile.customPodSpecs);
    return this.hardeningFor(profile).flatMap((hardening) => targetsOf(hardening, frames).flatMap(({ frame, fill }) =>
      (hardening.stays(frame) ? [] : merge(frame.subject.value as MutableObject, fill, frame.subject.pointer, hardening.control.id, false))));
  }

  /** Replaces explicit values too, in place and also where a control would leave them alone, and says what was written. */
  public override(manifest: Manifest, profile: SecurityProfile): Filled[] {
    const frames = new Frames(manifest, profile.customPodSpecs);
    return this.hardeningFor(profile).flatMap((hardening) => targetsOf(hardening, frames).flatMap(({ frame, fill }) =>
      merge(frame.subject.value as MutableObject, fill, frame.subject.pointer, hardening.control.id, true)));
  }

  private hardeningFor(profile: SecurityProfile): readonly Hardening[] {
    const known = this.active.get(profile);
    if (known) return known;
    const hardening = this.controls.filter((control) => isActive(control, profile)).flatMap((control) => hardeningOf(control, profile) ?? [])
      .filter(({ harden }) => this.assumptions || !harden.assumed);
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

/** Everywhere that a control fills something in. */
function targetsOf({ control: { kinds, containers }, harden }: Hardening, frames: Frames): { readonly frame: NamedFrame; readonly fill: Fill }[] {
  const into = (fill: Fill | undefined, found: readonly NamedFrame[]) => (fill ? found.map((frame) => ({ frame, fill })) : []);
  return [
    ...into(harden.container, frames.of({ kinds, subject: 'container', containers })),
    // a kind that takes only some fields of a pod would be refused for the others
    ...into(harden.pod, takesPartOfPod(frames.groupKind) ? [] : frames.of({ kinds, subject: 'pod' })),
    ...into(fillFor(harden, frames.groupKind), frames.of({ subject: 'object' })),
  ];
}

const fillFor = ({ objects }: Harden, kind: string): Fill | undefined => (objects && Object.hasOwn(objects, kind) ? objects[kind] : undefined);

function merge(target: MutableObject, fill: Fill, pointer: string, control: ControlId, replace: boolean): Filled[] {
  return Object.entries(fill).flatMap(([key, value]) => {
    const at = childPointer(pointer, key);
    const present = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isObject(value) && isObject(present)) return merge(present, value, at, control, replace);
    const stays = replace ? JSON.stringify(present) === JSON.stringify(value) : present !== undefined && present !== null;
    if (stays) return [];
    target[key] = structuredClone(value);
    return [{ control, pointer: at, value }];
  });
}
