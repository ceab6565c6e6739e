import { ALWAYS, WaivedNamespaces } from './waived-namespaces';
import { CelRoots, toCel } from '../controls/cel';
import { Control, Fill, forProfile, Harden } from '../controls/control';
import { isActive } from '../engine/severity';
import { descend, elementsOf, isObject } from '../objects/pointer';
import { AdmissionRollout } from '../profile/admission-rollout';
import { SecurityProfile } from '../profile/security-profile';

/** A field that is filled in where it is absent. */
export interface FilledField {
  /** Those of an item of a list end in `-`: it is added where the list is there without it. */
  readonly keys: readonly string[];
  /** For the parent of other fields an empty map. */
  readonly value: unknown;
  /** True where it may be filled; undefined where it always may. */
  readonly condition?: string;
}

/** What a control fills in, with the lists that it extends and the reason to leave it. */
interface Source extends Pick<Harden, 'extendedLists'> { readonly fill: Fill; readonly condition?: string }

/** What the controls of a profile fill in, as the API server sees it. */
export class Fills {
  private readonly controls: readonly (readonly [Control, Harden])[];
  private readonly waivers: WaivedNamespaces;

  /** Guesses that only the operator of the workload can confirm are left out. */
  constructor(controls: readonly Control[], profile: SecurityProfile, rollout = AdmissionRollout.of()) {
    this.waivers = new WaivedNamespaces(rollout);
    this.controls = controls.filter((control) => control.harden && isActive(control, profile))
      .map((control) => [control, forProfile(control.harden!, profile)] as const).filter(([, { assumed }]) => !assumed);
  }

  /** Into each container of a role. */
  public ofContainers(role: 'init' | 'main', roots: CelRoots, namespace: string): FilledField[] {
    return fieldsOf(this.controls.flatMap(([control, harden]) => (
      harden.container && (control.containers?.includes(role) ?? true) ? [this.source(control, harden, harden.container, roots, namespace)] : [])));
  }

  /** Into the spec of the pod. */
  public ofPod(roots: CelRoots, namespace: string): FilledField[] {
    return fieldsOf(this.controls.flatMap(([control, harden]) => (harden.pod ? [this.source(control, harden, harden.pod, roots, namespace)] : [])));
  }

  /** Into objects of one kind. */
  public ofObjects(kind: string, namespace: string): FilledField[] {
    const roots = { subject: 'object', object: 'object' };
    return fieldsOf(this.controls.flatMap(([control, harden]) => {
      const fill = harden.objects?.[kind];
      return fill ? [this.source(control, harden, fill, roots, namespace)] : [];
    }));
  }

  /** The kinds that fields are filled in of by their names. */
  public get kinds(): string[] {
    return [...new Set(this.controls.flatMap(([, { objects = {} }]) => Object.keys(objects)))];
  }

  /** A waived control fills nothing, whatever the day: what it would fill may be what the waiver is for. */
  private source(control: Control, { unless, extendedLists }: Harden, fill: Fill, roots: CelRoots, namespace: string): Source {
    const waived = this.waivers.condition(control, namespace, ALWAYS);
    const reasons = [...(unless ? [toCel(unless, roots)] : []), ...(waived === undefined ? [] : [waived])];
    return { fill, extendedLists, condition: reasons.length === 0 ? undefined : `!(${reasons.join(' || ')})` };
  }
}

/** Every field of a fill and, before it, the parents that it needs. */
function entriesOf({ fill, condition, extendedLists = [] }: Source, above: readonly string[] = []): FilledField[] {
  return Object.entries(fill).flatMap(([key, value]) => {
    const keys = [...above, key];
    if (isObject(value)) return [{ keys, value: {}, condition }, ...entriesOf({ fill: value, condition, extendedLists }, keys)];
    const items = extendedLists.includes(descend('', keys)) ? elementsOf(value) : [];
    return [{ keys, value, condition }, ...items.map((item) => ({ keys: [...keys, '-'], value: item, condition }))];
  });
}

/** The fields of all fills, parents before children, each with every condition under which a control fills it. */
function fieldsOf(sources: readonly Source[]): FilledField[] {
  const entries = sources.flatMap((source) => entriesOf(source));
  const byPlace = new Map<string, FilledField[]>();
  for (const entry of entries) {
    const place = JSON.stringify([entry.keys, entry.value]);
    byPlace.set(place, [...byPlace.get(place) ?? [], entry]);
  }
  return [...byPlace.values()].map(([first, ...others]) => ({ ...first, condition: anyOf([first, ...others].map(({ condition }) => condition)) }))
    .sort((one, other) => one.keys.length - other.keys.length);
}

function anyOf(conditions: readonly (string | undefined)[]): string | undefined {
  const distinct = [...new Set(conditions)];
  if (distinct.includes(undefined)) return undefined;
  return distinct.length === 1 ? distinct[0] : `(${distinct.join(' || ')})`;
}
