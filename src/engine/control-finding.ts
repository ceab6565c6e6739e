import { describe } from './description';
import { Finding, JudgedObject, LazyFinding, Outcome } from './finding';
import { NamespaceLevels, severityOf } from './severity';
import { covers, targetText, Waiver } from './waiver';
import { Control } from '../controls/control';
import { Verdict } from '../controls/evaluate';
import { Site } from '../controls/site';
import { SubjectFrame } from '../controls/subjects/subject';
import { EmbeddedObject } from '../objects/custom-pods/embedded-object';
import { keyOf, Manifest, ObjectKey } from '../objects/manifest';
import { getOrInsert } from '../objects/remembered';
import { SecurityProfile } from '../profile/security-profile';

/** What all findings in an object share. */
export interface FindingContext {
  readonly object: Omit<JudgedObject, 'manifest'>;
  readonly manifest: Manifest;
  /** What the controls look at: the object, or one that stands in it. */
  readonly judged: Manifest;
  /** Where that stands in the object; undefined for the object itself. */
  readonly embedded?: EmbeddedObject;
  readonly key: ObjectKey;
  /** A namespace may come after its pods, so that levels may still be added. */
  readonly levels: NamespaceLevels;
}

/** What a control found in one place of an object. */
export class ControlFinding implements LazyFinding {
  public readonly control: string;
  public readonly outcome: Outcome;
  public readonly origin: Finding['origin'];
  public readonly object: ObjectKey;
  public readonly pointer: string;
  public readonly container: string | undefined;
  public readonly waiver: Waiver | null;
  public readonly profile: SecurityProfile;
  /** Findings of other controls with the same cause. */
  public covers?: readonly ControlFinding[];
  private readonly waivers: readonly Waiver[];

  constructor(
    private readonly context: FindingContext, public readonly by: Control, verdict: Verdict,
    private readonly site: Site, private readonly frame?: SubjectFrame,
  ) {
    const { object, manifest, key, embedded } = context;
    this.control = by.id;
    this.profile = object.profile;
    this.waivers = object.waivers;
    this.origin = object.origin;
    this.object = key;
    this.pointer = embedded ? pointerAround(embedded, site.pointer) : site.pointer;
    this.container = frame?.container;
    const isOpen = site.undecided || verdict === 'inconclusive';
    this.waiver = !isOpen && by.waivable ? object.waivers.find((one) => covers(one, this, manifest)) ?? null : null;
    const decided = this.waiver ? 'waived' : 'violation';
    this.outcome = isOpen ? 'inconclusive' : decided;
  }

  /** The object at fault: the one that was checked, or one that stands in it. */
  public get judged(): Manifest {
    return this.context.judged;
  }

  /** Where the fault is in that object; all that stands in a text has the same pointer. */
  public get place(): string {
    return this.site.pointer;
  }

  /** By the levels of namespaces that are known by now. */
  public get severity(): Finding['severity'] {
    return severityOf(this.by, this.profile, this.context.levels.levelIn(this.object.namespace, this.profile));
  }

  /** The value at fault. */
  public get actual(): unknown {
    return this.site.actual;
  }

  /** Whether the fault is that a field is missing. */
  public get isUnset(): boolean {
    return this.site.message === undefined && this.site.actual === undefined && !this.site.isKey;
  }

  public get message(): string {
    return `${describe(this.site, this.frame?.subject.pointer ?? '', this.by.title)}${this.within}${this.missedBy}`;
  }

  /** The object is named with each finding; one that stands in it is not. */
  private get within(): string {
    const { embedded, judged } = this.context;
    if (!embedded || embedded.wrapped !== '' || embedded.pointer === '') return '';
    const { kind, name } = keyOf(judged);
    return ` (in the ${kind}${name === '' ? '' : ` "${name}"`} that the ${embedded.isInText ? 'text' : 'object'} holds)`;
  }

  /** A waiver of the same control for another part was meant for this one, or forgot it. */
  private get missedBy(): string {
    const missed = this.outcome === 'violation' ? this.waivers.filter(({ control, target }) => control === this.control && target) : [];
    return missed.length === 0 ? '' : ` (not covered by the waiver for ${missed.map(({ target }) => targetText(target!)).join(', ')})`;
  }

  public render(): Finding {
    const { control, severity, outcome, origin, object, pointer, container, message, waiver, by: { why, fix } } = this;
    return {
      control, severity, outcome, origin, object, pointer, ...(container === undefined ? {} : { container }), message, why,
      fix: fix.yaml, fixCode: fix.code, waiver, ...(this.covers ? { covers: this.covers.map((one) => one.render()) } : {}),
    };
  }
}

/** A pointer into an embedded object, from the root of the object around it; nothing in a text has a pointer of its own. */
function pointerAround({ pointer, wrapped, isInText }: EmbeddedObject, inner: string): string {
  if (isInText) return pointer;
  return pointer + (wrapped !== '' && inner.startsWith(wrapped) ? inner.slice(wrapped.length) : inner);
}

/** What is wrong with a pod is found once for each of its containers; it is reported once for all that no waiver covers, and once for each that one does. */
export function distinct(findings: readonly ControlFinding[]): readonly ControlFinding[] {
  if (findings.length < 2) return findings;
  const isAlone = ({ control }: ControlFinding, i: number): boolean => control !== findings[i - 1]?.control && control !== findings[i + 1]?.control;
  if (findings.every(isAlone)) return findings; // those of one control follow one another
  const seen = new Map<string, ControlFinding[]>();
  return findings.filter((finding, i) => isAlone(finding, i) || isNew(finding, seen));
}

function isNew(finding: ControlFinding, seen: Map<string, ControlFinding[]>): boolean {
  const { control, pointer, outcome, container } = finding;
  const others = getOrInsert(seen, `${control} ${outcome} ${outcome === 'waived' ? container : ''} ${pointer}`, () => []);
  if (others.some(({ message }) => message === finding.message)) return false;
  others.push(finding);
  return true;
}
