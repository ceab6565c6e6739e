import { Finding } from './finding';
import { ControlId } from '../controls/vocabulary';

/** Why a control does not apply here, and who answers for it. */
export interface Waiver {
  readonly control: ControlId;
  readonly reason: string;
  /** The last day on which it holds, as `2027-03-31` in UTC. Judged by the command line, never at synth. */
  readonly expires?: string;
  readonly owner?: string;
  readonly ticket?: string;
  /** Only this container; the whole object otherwise. */
  readonly container?: string;
}

/** True where the waiver speaks about this finding. */
export function covers(waiver: Waiver, finding: Pick<Finding, 'control' | 'container'>): boolean {
  return waiver.control === finding.control && (waiver.container === undefined || waiver.container === finding.container);
}
