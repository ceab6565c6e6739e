import { Control, Fill, forProfile, Harden } from '../controls/control';
import { compile } from '../controls/evaluate';
import { ControlId } from '../controls/vocabulary';
import { Manifest } from '../objects/manifest';
import { childPointer, isObject } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';
import { Frames, NamedFrame } from './frames';
import { isActive } from './severity';

/** One field that was filled in. */
export interface Filled {
  readonly control: ControlId;
  readonly pointer: string;
  readonly value: unknown;
}

type MutableObject = Record<string, unknown>;

/**
 * Fills what is absent with the `harden` values of the controls, in place. What is there stays, be it good or bad: null counts as absent,
 * an empty list or map does not lose what it holds.
 */
export class Filler {
  private readonly active = new Map<SecurityProfile, readonly (readonly [Control, Harden])[]>();

  constructor(private readonly controls: readonly Control[]) {}

  /** Fills one object and says what was filled, in the order of the catalogue. */
  public fill(manifest: Manifest, profile: SecurityProfile): Filled[] {
    const frames = new Frames(manifest);
    return this.hardeningFor(profile).flatMap(([control, harden]) => {
      const stays = harden.unless && compile(harden.unless);
      const into = (frame: NamedFrame, fill: Fill | undefined): Filled[] =>
        (!fill || (stays && stays(frame) !== 'violation') ? [] : merge(frame.subject.value as MutableObject, fill, frame.subject.pointer, control.id));
      const { kinds, containers } = control;
      return [
        ...frames.of({ kinds, subject: 'container', containers }).flatMap((frame) => into(frame, harden.container)),
        ...frames.of({ kinds, subject: 'pod' }).flatMap((frame) => into(frame, harden.pod)),
        ...frames.of({ subject: 'object' }).flatMap((frame) => into(frame, harden.objects?.[frames.groupKind])),
      ];
    });
  }

  private hardeningFor(profile: SecurityProfile): readonly (readonly [Control, Harden])[] {
    const known = this.active.get(profile);
    if (known) return known;
    const hardening = this.controls.filter((control) => control.harden && isActive(control, profile))
      .map((control) => [control, forProfile(control.harden!, profile)] as const);
    this.active.set(profile, hardening);
    return hardening;
  }
}

function merge(target: MutableObject, fill: Fill, pointer: string, control: ControlId): Filled[] {
  return Object.entries(fill).flatMap(([key, value]) => {
    const at = childPointer(pointer, key);
    const present = target[key];
    if (isObject(value) && isObject(present)) return merge(present, value, at, control);
    if (present !== undefined && present !== null) return [];
    target[key] = structuredClone(value);
    return [{ control, pointer: at, value }];
  });
}
