import { Control } from '../../controls/control';
import { SeverityName } from '../../controls/vocabulary';
import { LateFinding } from '../../engine/check-run';
import { LazyFinding } from '../../engine/finding';
import { Unjudged } from '../../engine/unjudged';
import { ReportedFinding } from '../../reports/report';
import { ObjectAddress, SourceObject } from '../../sources/source';

/** An object of the input that is gone by now, as far as it takes to find it again. */
export interface FormerObject {
  /** The number that it was checked under. */
  readonly index: number;
  readonly address: ObjectAddress;
}

/** How the objects of an input are checked, one after the other: no more is kept of them than the whole needs. */
export interface StreamedCheck {
  /** How many controls take part. */
  readonly asked: number;
  /** The controls that reports describe. */
  readonly controls: readonly Control[];
  /** The controls that are left out since they need facts that were not supplied. */
  readonly leftOut: readonly Control[];
  /** The controls whose severity is known only at the end, since a namespace may come after its pods. */
  readonly unsettled: readonly string[];
  /** What the object shows alone. */
  check(object: SourceObject, index: number): readonly LazyFinding[];
  /** What the whole input shows, by the controls that look at it together. */
  conclude(): Iterable<LateFinding<FormerObject>>;
  /** What was not judged of the fields, after the end. */
  unjudged(): readonly Unjudged[];
  /** The severity of an unsettled control, after the end. */
  severityIn(namespace: string, control: string): SeverityName;
  waivedIn(finding: LazyFinding): ReportedFinding['waivedIn'];
}
