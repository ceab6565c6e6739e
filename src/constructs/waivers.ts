import { IConstruct } from 'constructs';
import { ScannerMirror } from './scanner-mirror';
import { CATALOGUE } from '../controls';
import { enforce } from './synthesis/enforcement';
import { addWaiver, waiversAt } from './synthesis/waiver-scope';
import { ControlId, CustomControlId } from '../controls/vocabulary';
import { sameTarget, TARGET_TYPES, TargetType, waivableControl, Waiver, WaiverTarget } from '../engine/waiver';
import { annotationProblem } from '../engine/waiver-annotation';
import { mirrorProblem, scannersWithout } from '../engine/waiver-mirror';
import { lastDay } from '../profile/last-day';

/** Why a control does not apply, and who answers for it. */
export interface WaiverProps {
  /** Why the exception is right, for the reviewer: at least 10 characters, without `|`, `=` and line breaks. */
  readonly reason: string;

  /**
   * The last day on which the waiver holds, as `2027-03-31` (UTC). The command line judges it; synth reads no clock.
   *
   * @default - the waiver does not end
   */
  readonly expires?: string;

  /**
   * The last day on which the waiver holds, as a date: its day in UTC. Instead of `expires`.
   *
   * @default - `expires` says when it ends
   */
  readonly expiresOn?: Date;

  /**
   * Who answers for the exception: a team or a person.
   *
   * @default - nobody is named
   */
  readonly owner?: string;

  /**
   * Where the exception was agreed: `SEC-123`.
   *
   * @default - no ticket
   */
  readonly ticket?: string;

  /**
   * Only this container, by name.
   *
   * @default - the whole object
   */
  readonly container?: string;

  /**
   * Only this volume and its mounts, by name.
   *
   * @default - the whole object
   */
  readonly volume?: string;

  /**
   * Only this port, by name; by its index, counted from 0, where it has none.
   *
   * @default - the whole object
   */
  readonly port?: string;

  /**
   * Only this rule of a role, by its index, counted from 0.
   *
   * @default - the whole object
   */
  readonly rule?: number;

  /**
   * Scanners that make the same exception, by annotations of theirs. Only for a waiver of whole objects; one that expires can be shown to
   * Kubescape alone, since the exceptions of the others have no end. Each has to have a check for the control. A check that several controls share is exempted once all of them are waived.
   *
   * @default - none: the waiver holds for cdk8s-hardened only
   */
  readonly mirrorTo?: ScannerMirror[];
}

/**
 * Exceptions from controls. A waiver covers the construct and everything below it, is written as an annotation on the objects that need it,
 * and stays in every report. One that nothing needs is a finding (`waiver-unused`).
 *
 * @example
 * import { ControlIds, Waivers } from 'cdk8s-hardened';
 *
 * Waivers.of(legacy).add(ControlIds.READ_ONLY_ROOT_FILESYSTEM, { reason: 'vendor image writes to /opt', expires: '2027-03-31', owner: 'team-x' });
 */
export class Waivers {
  /**
   * The waivers of a construct.
   *
   * @param construct an app, chart, namespace, workload or any other construct
   */
  public static of(construct: IConstruct): Waivers {
    return new Waivers(construct);
  }

  private constructor(private readonly construct: IConstruct) {}

  /**
   * Waives one control here.
   *
   * @param control the id of the control, as in `ControlIds`, or one of its aliases
   * @param props why, for how long and who answers
   * @throws for an unknown or unwaivable control and for a malformed waiver
   */
  public add(control: string, props: WaiverProps): void {
    const at = `cannot waive "${control}" at "${this.construct.node.path}"`;
    const { container, volume, port, rule, mirrorTo = [], expires: _, expiresOn: __, ...terms } = props;
    const expires = lastDay(at, props);
    const id = waivableControl(control);
    if (typeof id !== 'string') throw new Error(`${at}: ${id.message}`);
    const [target, ...more] = targetsOf({ container, volume, port, rule });
    if (more.length > 0) throw new Error(`${at}: it is limited to ${[target, ...more].map(({ type }) => type).join(' and ')}; add a waiver for each`);
    const waiver: Waiver = { control: id, ...terms, ...(expires === undefined ? {} : { expires }), ...(target && { target }) };
    const problem = annotationProblem(waiver);
    if (problem) throw new Error(`${at}: ${problem}; change the WaiverProps`);
    const mirroring = mirrorProblem(waiver, mirrorTo) ?? checkProblem(id, mirrorTo);
    if (mirroring) throw new Error(`${at}: ${mirroring}; change \`mirrorTo\` of the WaiverProps`);
    if (waiversAt(this.construct).some((one) => one.control === id && sameTarget(one, waiver))) {
      throw new Error(`${at}: it is waived there already; keep one waiver for each control and part of the object`);
    }
    addWaiver(this.construct, waiver, mirrorTo);
    enforce(this.construct.node.root);
  }
}

function checkProblem(id: ControlId | CustomControlId, scanners: readonly ScannerMirror[]): string | undefined {
  const without = scannersWithout(CATALOGUE.find((control) => control.id === id) ?? {}, scanners);
  return without.length === 0 ? undefined : `${without.join(' and ')} ${without.length === 1 ? 'has' : 'have'} no check for ${id}`;
}

function targetsOf(parts: Pick<WaiverProps, TargetType>): WaiverTarget[] {
  return TARGET_TYPES.flatMap((type) => (parts[type] === undefined ? [] : { type, name: String(parts[type]) }));
}
