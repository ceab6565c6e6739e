import { CompiledControl, SubjectVerdict } from './compiled-controls';
import { TextsToCome, undecidedAt, unknownSite } from './texts-to-come';
import { Site } from '../controls/site';
import { SubjectFrame } from '../controls/subjects/subject';
import { Manifest } from '../objects/manifest';
import { childPointer, isObject } from '../objects/pointer';

/** A value that no comparison accepts: whatever depends on it is inconclusive. */
const UNKNOWN = NaN;

/** The frames of a manifest for one control. */
export type FramesIn = (manifest: Manifest) => readonly SubjectFrame[];

/**
 * Judges an object in which some texts are not known yet: what depends on one of them is inconclusive, all else is decided as usual. A
 * requirement is evaluated with unknown values in place of these texts; of a function it is observed which of them it reads.
 */
export class UnknownTexts {
  private readonly unknown: Manifest;

  constructor(private readonly manifest: Manifest, private readonly texts: TextsToCome) {
    this.unknown = withUnknown(manifest, texts) as Manifest;
  }

  /** What a control says of the subjects of the manifest, where it does not pass them. */
  public* verdictsOf(compiled: CompiledControl, framesIn: FramesIn): Generator<readonly [SubjectFrame, SubjectVerdict]> {
    for (const frame of framesIn(this.manifest)) {
      const faults = 'require' in compiled.control ? this.ofRequirement(compiled, frame, framesIn) : this.ofFunction(compiled, frame, framesIn);
      if (faults) yield [frame, { ...faults, sites: undecidedAt(faults.sites, this.manifest, this.texts) }];
    }
  }

  private ofRequirement(compiled: CompiledControl, frame: SubjectFrame, framesIn: FramesIn): SubjectVerdict | undefined {
    const known = compiled.faults(frame);
    const other = sameSubject(framesIn(this.unknown), frame);
    const unknown = other && compiled.faults(other);
    if (unknown?.verdict !== 'inconclusive' || known?.verdict === 'inconclusive') return known ?? unknown;
    return { verdict: 'inconclusive', sites: unknown.sites.map(({ pointer }) => this.unknownSite(pointer)) };
  }

  private ofFunction(compiled: CompiledControl, frame: SubjectFrame, framesIn: FramesIn): SubjectVerdict | undefined {
    const reads = new Set<string>();
    const watched = sameSubject(framesIn(watch(this.manifest, '', { reads, texts: this.texts }) as Manifest), frame);
    reads.clear(); // finding the subject has read some already
    const faults = compiled.faults(watched ?? frame);
    if (compiled.control.id === 'valid-manifest') return faults; // it judges types, and the type of a text is known
    const missing = [...reads].filter((pointer) => faults?.sites.every((site) => site.pointer !== pointer) ?? true);
    if (!faults && missing.length === 0) return undefined;
    return { verdict: faults?.verdict ?? 'inconclusive', sites: [...faults?.sites ?? [], ...missing.map((pointer) => this.unknownSite(pointer))] };
  }

  private unknownSite(pointer: string): Site {
    return unknownSite(pointer, this.texts);
  }
}

const sameSubject = (frames: readonly SubjectFrame[], { subject }: SubjectFrame): SubjectFrame | undefined =>
  frames.find((frame) => frame.subject.pointer === subject.pointer);

function withUnknown(value: unknown, texts: TextsToCome): unknown {
  if (texts.includes(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map((element: unknown) => withUnknown(element, texts));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withUnknown(child, texts)]));
}

/** Who watches which texts are read. */
interface Watch { readonly reads: Set<string>; readonly texts: TextsToCome }

/** The same value, which notes the pointers of the texts to come that are read from it; of a key that is one, the pointer of its map. */
function watch(value: unknown, pointer: string, watching: Watch): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const { reads, texts } = watching;
  const children = new Map<string | symbol, unknown>();
  const hasTemplatedKey = Object.keys(value).some((key) => texts.includes(key));
  return new Proxy(value, {
    get: (target, key, receiver) => {
      const child: unknown = Reflect.get(target, key, receiver);
      if (typeof key === 'symbol' || !Object.hasOwn(target, key)) {
        if (hasTemplatedKey && child === undefined) reads.add(pointer);
        return child;
      }
      const at = childPointer(pointer, key);
      if (texts.includes(child)) reads.add(at);
      if (!children.has(key)) children.set(key, watch(child, at, watching));
      return children.get(key);
    },
    ownKeys: (target) => {
      if (hasTemplatedKey) reads.add(pointer);
      return Reflect.ownKeys(target);
    },
  });
}
