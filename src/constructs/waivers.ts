import { IConstruct } from 'constructs';
import { enforce } from './synthesis/enforcement';
import { waiversAt } from './synthesis/waiver-scope';
import { nearestName } from '../controls/nearest-name';
import { resolveControlId, VOCABULARY } from '../controls/vocabulary';
import { waiverProblem } from '../engine/waiver';

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
}

/**
 * Exceptions from controls. A waiver covers the construct and everything below it, is written as an annotation on the objects that need it,
 * and stays in every report. One that nothing needs is a finding (`waiver-unused`).
 *
 * @example
 * Waivers.of(legacy).add('read-only-root-filesystem', { reason: 'vendor image writes to /opt', expires: '2027-03-31', owner: 'team-x' });
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
   * @param control the id of the control, or one of its aliases
   * @param props why, for how long and who answers
   * @throws for an unknown or unwaivable control and for a malformed waiver
   */
  public add(control: string, props: WaiverProps): void {
    const at = `cannot waive "${control}" at "${this.construct.node.path}"`;
    const id = resolveControlId(control);
    if (!id) throw new Error(`${at}: there is no such control; did you mean "${nearestControl(control)}"?`);
    if (!VOCABULARY[id].waivable) throw new Error(`${at}: no exception from it can be right; change the object instead`);
    const problem = waiverProblem(props);
    if (problem) throw new Error(`${at}: ${problem}; change the WaiverProps`);
    if (waiversAt(this.construct).some((one) => one.control === id && one.container === props.container)) {
      throw new Error(`${at}: it is waived there already; keep one waiver for each control and container`);
    }
    waiversAt(this.construct).push({ ...props, control: id });
    enforce(this.construct.node.root);
  }
}

/** By its former and foreign names too: those are what people remember. */
function nearestControl(name: string): string {
  const names = Object.entries(VOCABULARY).flatMap(([id, { aliases }]) => [id, ...aliases]);
  return resolveControlId(nearestName(name, names))!;
}
