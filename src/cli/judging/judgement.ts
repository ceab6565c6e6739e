import { Control } from '../../controls/control';
import { SeverityName } from '../../controls/vocabulary';
import { Fault } from '../../engine/fault';
import { ReportedFinding } from '../../reports/report';
import { ObjectAddress, SourceObject } from '../../sources/source';

/** The part of a check in which a finding comes up; the findings of an object are listed in this order. */
export enum Phase { OWN, SET, AUDIT }

/** An object of the input that is gone by now, as far as it takes to find it again. */
export interface FormerObject {
  /** The number that it was judged under. */
  readonly index: number;
  readonly address: ObjectAddress;
}

/** A finding that only the whole input shows. */
export interface LateFinding {
  readonly fault: Fault;
  readonly phase: Phase;
  /** The object that it is about; undefined for one about a file of waivers. */
  readonly object?: FormerObject;
}

/** How the objects of an input are judged, one after the other: no more is kept of them than the whole needs. */
export interface Judgement {
  /** How many controls are asked. */
  readonly asked: number;
  /** The controls that reports describe. */
  readonly controls: readonly Control[];
  /** The controls whose severity is known only at the end, since a namespace may come after its pods. */
  readonly unsettled: readonly string[];
  /** What the object shows alone. */
  judge(object: SourceObject, index: number): readonly Fault[];
  /** What the whole input shows, by the controls that look at it together. */
  conclude(): Iterable<LateFinding>;
  /** The severity of an unsettled control, after the end. */
  severityIn(namespace: string, control: string): SeverityName;
  waivedIn(fault: Fault): ReportedFinding['waivedIn'];
}
