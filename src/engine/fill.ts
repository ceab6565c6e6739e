import { Frames, ScopedSubject } from './frames';
import { isActive } from './severity';
import { isAboutStaticPods } from './static-pods';
import { Control, Fill, fillsOf, forProfile, Harden } from '../controls/control';
import { compile } from '../controls/evaluate';
import { OtherObjects } from '../controls/other-objects';
import { SUBJECTS } from '../controls/subjects';
import { SubjectFrame } from '../controls/subjects/subject';
import { isControlPlanePod } from '../objects/cluster-components/pods';
import { Manifest } from '../objects/manifest';
import { childPointer, isObject } from '../objects/pointer';
import { getOrInsert } from '../objects/remembered';
import { SecurityProfile } from '../profile/security-profile';

/** One field that was filled in. */
export interface Filled {
  readonly control: Control['id'];
  /** A pointer that ends in `/-` stands for a new item at the end of a list, as in a JSON patch. */
  readonly pointer: string;
  readonly value: unknown;
}

/** A default that was left out or replaced, since other objects of the input demand it. */
export interface Adjusted {
  readonly control: Control['id'];
  /** The subject. */
  readonly pointer: string;
  readonly because: string;
}

/** The other objects of the input, and who is told what they changed. */
export interface Amid {
  readonly others: OtherObjects;
  readonly tell: (adjusted: Adjusted) => void;
}

type MutableObject = Record<string, unknown>;

/** The `harden` of one control under one profile. */
interface ActiveHarden {
  readonly control: Control;
  readonly harden: Harden;
  /** The lists in a subject that are extended. */
  readonly extended: readonly string[];
  /** Whether nothing may be filled in here. */
  readonly stays: (frame: SubjectFrame) => boolean;
}

/** One value of a control, and the subjects that get it. */
interface Step {
  readonly hardening: ActiveHarden;
  readonly into: ScopedSubject;
  readonly fill: Fill;
}

/**
 * Fills what is absent with the `harden` values of the controls, in place. What is there stays, be it good or bad: null counts as absent,
 * an empty list or map does not lose what it holds, and a list gets further items only where its control says so.
 */
export class Filler {
  private readonly active = new Map<SecurityProfile, readonly ActiveHarden[]>();
  private readonly steps = new Map<SecurityProfile, Map<string, readonly Step[]>>();

  /** @param assumptions whether to fill in guesses that only the operator of the workload can confirm, such as its resources. */
  constructor(private readonly controls: readonly Control[], private readonly assumptions = true) {}

  /** Fills one object and says what was filled, in the order of the catalogue. */
  public fill(manifest: Manifest, profile: SecurityProfile, amid?: Amid): Filled[] {
    return isObject(manifest) ? this.write(manifest, profile, false, amid) : [];
  }

  /** Replaces explicit values too, in place and also where a control would leave them alone, and says what was written. */
  public override(manifest: Manifest, profile: SecurityProfile): Filled[] {
    return this.write(manifest, profile, true);
  }

  private write(manifest: Manifest, profile: SecurityProfile, replace: boolean, amid?: Amid): Filled[] {
    const frames = new Frames(manifest, { custom: profile.customPodSpecs });
    const filled: Filled[] = [];
    const isOfHost = !replace && isControlPlanePod(manifest);
    for (const { hardening, into, fill } of this.stepsFor(profile, frames.groupKind)) {
      if (isOfHost && !isAboutStaticPods(hardening.control)) continue;
      for (const frame of frames.of(into)) {
        if (frame.embedded || (!replace && hardening.stays(frame))) continue; // what completes an embedded pod is not known
        if (frame.derived) {
          if (!frame.derived.isPartial) filled.push(...frame.derived.write(fill, replace).map((one) => ({ control: hardening.control.id, ...one })));
          continue;
        }
        const { value, pointer } = frame.subject;
        const merging = { pointer, control: hardening.control.id, replace, filled, extended: hardening.extended.map((list) => pointer + list) };
        merge(value as MutableObject, amid ? adjusted(fill, hardening, frame, amid) : fill, merging);
      }
    }
    return filled;
  }

  private stepsFor(profile: SecurityProfile, kind: string): readonly Step[] {
    const byKind = getOrInsert(this.steps, profile, () => new Map<string, readonly Step[]>());
    return getOrInsert(byKind, kind, () => this.hardeningFor(profile).flatMap((hardening) => stepsOf(hardening, kind)));
  }

  private hardeningFor(profile: SecurityProfile): readonly ActiveHarden[] {
    return getOrInsert(this.active, profile, () => this.controls.filter((control) => isActive(control, profile))
      .flatMap((control) => hardeningOf(control, profile) ?? []).filter(({ harden }) => this.assumptions || !harden.assumed));
  }
}

function hardeningOf(control: Control, profile: SecurityProfile): ActiveHarden | undefined {
  if (!control.harden) return undefined;
  const harden = forProfile(control.harden, profile);
  const predicate = harden.unless && compile(harden.unless);
  return { control, harden, extended: harden.extendedLists ?? [], stays: (frame) => predicate !== undefined && predicate(frame) !== 'violation' };
}

/** What is filled in amid other objects; told where that is something else. */
function adjusted(fill: Fill, { control, harden }: ActiveHarden, frame: SubjectFrame, { others, tell }: Amid): Fill {
  const instead = harden.besideOthers?.(frame, others);
  if (!instead) return fill;
  const { fill: other = {}, because } = instead;
  const { value, pointer } = frame.subject;
  const [usual, now] = [fill, other].map((one) => {
    const copy = copyOf(value) as MutableObject;
    merge(copy, one, { pointer, control: control.id, replace: false, filled: [], extended: [] });
    return JSON.stringify(copy);
  });
  if (usual !== now) tell({ control: control.id, pointer, because });
  return other;
}

/** Everything that a control fills into objects of a kind. */
function stepsOf(hardening: ActiveHarden, kind: string): Step[] {
  const { control, harden } = hardening;
  const { kinds, containers, components } = control;
  const whole = fillFor(harden, kind);
  return [
    ...fillsOf(harden, control.subject).filter(([subject]) => subject.isFilledIn?.(kind) ?? true)
      .map(([subject, fill]) => ({ hardening, into: { kinds, subject, containers, components }, fill })),
    ...(whole ? [{ hardening, into: { subject: SUBJECTS.object }, fill: whole }] : []),
  ];
}

const fillFor = ({ objects }: Harden, kind: string): Fill | undefined => (objects && Object.hasOwn(objects, kind) ? objects[kind] : undefined);

/** Far cheaper than `structuredClone` for the few small values of a control. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)])) : value;
}

interface Merging {
  readonly pointer: string;
  readonly control: Control['id'];
  readonly replace: boolean;
  readonly filled: Filled[];
  readonly extended: readonly string[];
}

function merge(target: MutableObject, fill: Fill, merging: Merging): void {
  const { pointer, control, replace, filled, extended } = merging;
  for (const key of Object.keys(fill)) {
    const value = fill[key];
    const present = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isObject(value) && isObject(present)) {
      merge(present, value, { ...merging, pointer: childPointer(pointer, key) });
      continue;
    }
    const at = childPointer(pointer, key);
    if (!replace && Array.isArray(value) && Array.isArray(present) && extended.includes(at)) {
      const missing = value.filter((item: unknown) => !present.includes(item));
      if (missing.length > 0) target[key] = [...present as unknown[], ...missing as unknown[]];
      filled.push(...missing.map((item: unknown) => ({ control, pointer: `${at}/-`, value: item })));
      continue;
    }
    const stays = replace ? JSON.stringify(present) === JSON.stringify(value) : present !== undefined && present !== null;
    if (stays) continue;
    target[key] = copyOf(value);
    filled.push({ control, pointer: at, value });
  }
}
