import { Control } from '../controls/control';
import { Finding } from '../engine/finding';
import { Unjudged } from '../engine/unjudged';
import { Credential } from '../objects/rotation/credential';

/** A finding with its place in the text that the object was read from. */
export interface ReportedFinding extends Finding {
  /** Line of the offending key or of its nearest existing parent, counted from 1. */
  readonly line?: number;
  /** Column of the same, counted from 1. */
  readonly column?: number;
  /** Where its waiver stands: on the object itself, or in a file beside it. */
  readonly waivedIn?: 'annotation' | 'file';
  /** Whether `harden` fills in what is missing here. */
  readonly filled?: boolean;
}

/** What a check looked at and what came of it. */
export interface Summary {
  readonly files: number;
  readonly objects: number;
  /** Documents that are no Kubernetes objects. */
  readonly skipped: number;
  /** How many controls were evaluated. */
  readonly controls: number;
  readonly errors: number;
  readonly warnings: number;
  readonly waived: number;
  readonly inconclusive: number;
  /** What was not judged of the fields of objects, by their kinds. */
  readonly unjudged: readonly Unjudged[];
}

/** This package, as reports name it. */
export interface Tool { readonly name: string; readonly version: string }

/** The result of a check; every report format is a pure function of it. */
export interface CheckReport {
  readonly summary: Summary;
  /** In the order of the input, then of the catalogue. */
  readonly findings: readonly ReportedFinding[];
  /** The credentials of the input and what replaces them, for the format that lists them; empty for the others. */
  readonly rotation?: readonly Credential[];
  /** The controls that were evaluated, for formats that describe their rules. */
  readonly controls: readonly Control[];
  readonly tool: Tool;
}
