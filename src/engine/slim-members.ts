import { CompactValues, Kept } from './compact-values';
import { PART_LISTS } from './waiver';
import { Control, setReadsOf } from '../controls/control';
import { SetReads } from '../controls/set-reads';
import { CustomPodSpecs } from '../objects/custom-pod-specs';
import { groupKind, Manifest } from '../objects/manifest';
import { podSpecPointers } from '../objects/pod-template';
import { parentPointer, pointerKeys } from '../objects/pointer';
import { getOrInsert } from '../objects/remembered';
import { SecurityProfile } from '../profile/security-profile';

/** A part of a manifest that is kept: all of it where it has no keys. */
type KeptMap = Kept & { readonly keys: Map<string, Kept> };

const IDENTITY = ['/apiVersion', '/kind', '/metadata/name', '/metadata/namespace'];
const TEMPLATE = '/template/spec';

/** What the controls of the set read. */
export function readsOf(controls: readonly Control[]): SetReads[] {
  return controls.flatMap((control) => setReadsOf(control) ?? []);
}

/**
 * Makes what the controls of the set read of objects. An input may have a hundred thousand objects, and a manifest takes ten times the room of its text.
 */
export class SlimMembers {
  private readonly values = new CompactValues();
  private readonly keptUnder = new Map<SecurityProfile, Map<string, Kept>>();

  constructor(private readonly reads: readonly SetReads[]) {}

  /** About how many bytes they take. */
  public get size(): number {
    return this.values.size;
  }

  /** As much of an object as is read. */
  public slim(manifest: Manifest, profile: SecurityProfile): Manifest {
    const byKind = getOrInsert(this.keptUnder, profile, () => new Map<string, Kept>());
    const kept = getOrInsert(byKind, groupKind(manifest), (kind) => this.keptIn(kind, profile.customPodSpecs));
    return this.values.copyOf(manifest, kept) as Manifest;
  }

  /** All of an object. */
  public whole(manifest: Manifest): Manifest {
    return this.values.copyOf(manifest, {}) as Manifest;
  }

  private keptIn(kind: string, custom: CustomPodSpecs): Kept {
    const kept: KeptMap = { keys: new Map() };
    const keep = (pointer: string): void => keepAll(kept, pointerKeys(pointer));
    IDENTITY.forEach(keep);
    for (const { kinds = {} } of this.reads) for (const one of [kind, '*']) if (Object.hasOwn(kinds, one)) kinds[one].forEach(keep);
    for (const spec of podSpecPointers(kind, custom) ?? []) {
      for (const part of [spec, inPod(spec, '/metadata')]) descend(kept, pointerKeys(part)); // every look at a pod starts with these two
      for (const { pods = [], besideTemplates = [] } of this.reads) {
        pods.forEach((pointer) => keep(inPod(spec, pointer)));
        if (spec.endsWith(TEMPLATE)) besideTemplates.forEach((pointer) => keep(spec.slice(0, -TEMPLATE.length) + pointer));
      }
    }
    return kept;
  }
}

/** A pointer below `/spec` or `/metadata` of a pod, as one into the object. The metadata of a pod is beside its spec. */
function inPod(spec: string, pointer: string): string {
  return pointer.startsWith('/spec/') ? spec + pointer.slice('/spec'.length) : parentPointer(spec) + pointer;
}

/** Keeps the whole value at the end of a path. */
function keepAll(from: KeptMap, path: readonly string[]): void {
  const around = descend(from, path.slice(0, -1));
  const last = path.at(-1)!;
  if (!around?.keys) return;
  if (last === '*') around.each = {};
  else around.keys.set(last, {});
}

/** What is kept at the end of a path; undefined where all of a value around it is. */
function descend(from: KeptMap, path: readonly string[]): KeptMap | undefined {
  let at = from;
  for (const [i, key] of path.entries()) {
    const known = key === '*' ? at.each : at.keys.get(key);
    if (known && !known.keys) return undefined;
    const next = known as KeptMap | undefined ?? { keys: new Map() };
    if (key === '*') {
      at.each = next;
      if (!known && PART_LISTS.has(path[i - 1])) next.keys.set('name', {}); // waivers name the parts of an object
    } else {
      at.keys.set(key, next);
    }
    at = next;
  }
  return at;
}
