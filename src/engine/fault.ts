import { describe } from './description';
import { Finding, JudgedObject, Outcome } from './finding';
import { severityOf } from './severity';
import { covers, Waiver } from './waiver';
import { Control } from '../controls/control';
import { Verdict } from '../controls/evaluate';
import { Site } from '../controls/site';
import { SubjectFrame } from '../controls/subjects/subject';
import { ObjectKey } from '../objects/manifest';
import { PodSecurityLevel } from '../profile/pod-security-level';

/** A finding that is not put into words yet: a large input has a million of them, and a report lists some. */
export interface Fault extends Omit<Finding, 'message' | 'why' | 'fix'> {
  inWords(): Finding;
}

/** A finding that has its words, among others that have none. */
export const told = (finding: Finding): Fault => ({ ...finding, inWords: () => finding });

/** What is known about an object before any control looks at it. */
export interface Known {
  readonly object: JudgedObject;
  readonly key: ObjectKey;
  readonly level: PodSecurityLevel;
}

/** What a control found in one place of an object. */
export class ControlFault implements Fault {
  public readonly control: string;
  public readonly severity: Finding['severity'];
  public readonly outcome: Outcome;
  public readonly origin: Finding['origin'];
  public readonly object: ObjectKey;
  public readonly pointer: string;
  public readonly container: string | undefined;
  public readonly waiver: Waiver | null;

  constructor(
    { object, key, level }: Known, private readonly by: Control, verdict: Verdict, private readonly site: Site, private readonly frame?: SubjectFrame,
  ) {
    this.control = by.id;
    this.severity = severityOf(by, object.profile, level);
    this.origin = object.origin;
    this.object = key;
    this.pointer = site.pointer;
    this.container = frame?.container;
    const isOpen = site.undecided || verdict === 'inconclusive';
    this.waiver = !isOpen && by.waivable ? object.waivers.find((one) => covers(one, this, object.manifest)) ?? null : null;
    this.outcome = isOpen ? 'inconclusive' : this.waiver ? 'waived' : 'violation';
  }

  public get message(): string {
    return describe(this.site, this.frame?.subject.pointer ?? '');
  }

  public inWords(): Finding {
    const { control, severity, outcome, origin, object, pointer, container, message, waiver, by: { why, fix } } = this;
    return { control, severity, outcome, origin, object, pointer, ...(container === undefined ? {} : { container }), message, why, fix, waiver };
  }
}

/** A fault of the pod is found once for each of its containers; it is reported once for all that no waiver covers, and once for each that one does. */
export function distinct(faults: readonly ControlFault[]): readonly ControlFault[] {
  if (faults.length < 2) return faults;
  const isAlone = ({ control }: ControlFault, i: number): boolean => control !== faults[i - 1]?.control && control !== faults[i + 1]?.control;
  if (faults.every(isAlone)) return faults; // those of one control follow one another
  const known = new Map<string, ControlFault[]>();
  return faults.filter((fault, i) => isAlone(fault, i) || isNew(fault, known));
}

function isNew(fault: ControlFault, known: Map<string, ControlFault[]>): boolean {
  const { control, pointer, outcome, container } = fault;
  const key = `${control} ${outcome} ${outcome === 'waived' ? container : ''} ${pointer}`;
  const others = known.get(key);
  if (!others) known.set(key, [fault]);
  else if (others.some(({ message }) => message === fault.message)) return false;
  else others.push(fault);
  return true;
}
