import { literal } from '../controls/cel';
import { Control } from '../controls/control';
import { isCustomControlId } from '../controls/vocabulary';
import { waivableControl, waiverProblem } from '../engine/waiver';
import { dnsLabelProblem } from '../objects/names';
import { AdmissionRollout } from '../profile/admission-rollout';
import { AdmissionWaiver } from '../profile/admission-waiver';

/** What is true of every object. */
export const ALWAYS = 'true';

/** The waivers of a rollout, as conditions of policies. */
export class WaivedNamespaces {
  private readonly byControl = new Map<Control['id'], AdmissionWaiver[]>();

  /** @throws where a waiver is malformed, names no control, repeats another, or is for a control that cannot be waived. */
  constructor({ waivers }: AdmissionRollout) {
    for (const waiver of waivers) {
      const control = checkedControl(waiver);
      const known = this.byControl.get(control) ?? [];
      if (known.some(({ namespace }) => namespace === waiver.namespace)) throw new Error(`${at(waiver)}: it is waived there already; keep one entry`);
      this.byControl.set(control, [...known, waiver]);
    }
  }

  /**
   * True where the control is waived; undefined where it is nowhere. `namespace` is the text that names the namespace of an object, `endless` is true for
   * objects that a waiver does not end for. CEL has no clock: the only date that a request brings along is that of the object's creation.
   */
  public condition({ id }: Control, namespace: string, endless?: string): string | undefined {
    const waivers = this.byControl.get(id) ?? [];
    const isDated = ({ expires }: AdmissionWaiver): boolean => expires !== undefined && endless !== ALWAYS;
    const open = waivers.filter((waiver) => !isDated(waiver));
    const holds = (waiver: AdmissionWaiver): string => (endless === undefined ? `!${isOver(waiver)}` : `(${endless} || !${isOver(waiver)})`);
    const conditions = [
      ...(open.length === 0 ? [] : [`${namespace} in [${open.map((waiver) => literal(waiver.namespace)).join(', ')}]`]),
      ...waivers.filter(isDated).map((waiver) => `(${isIn(waiver, namespace)} && ${holds(waiver)})`),
    ];
    return conditions.length === 0 ? undefined : conditions.join(' || ');
  }

  /** True where a waiver of the control has ended for objects that it does not end for elsewhere; undefined where none ends. */
  public ended({ id }: Control, namespace: string, endless: string): string | undefined {
    const dated = (this.byControl.get(id) ?? []).filter(({ expires }) => expires !== undefined);
    if (dated.length === 0) return undefined;
    return dated.map((waiver) => `(${endless === ALWAYS ? '' : `${endless} && `}${isIn(waiver, namespace)} && ${isOver(waiver)})`).join(' || ');
  }
}

const isIn = ({ namespace: name }: AdmissionWaiver, namespace: string): string => `${namespace} == ${literal(name)}`;

const at = ({ namespace, control }: AdmissionWaiver): string => `cannot waive "${control}" in namespace "${namespace}"`;

function checkedControl(waiver: AdmissionWaiver): Control['id'] {
  const found = waivableControl(waiver.control);
  if (typeof found !== 'string') throw new Error(`${at(waiver)}: ${found.message}; correct it in waivers of the AdmissionRollout`);
  const problem = isCustomControlId(found) ? 'no admission policy enforces a custom control; remove the waiver' : waiverProblem(waiver);
  if (problem) throw new Error(`${at(waiver)}: ${problem}; correct it in waivers of the AdmissionRollout`);
  const nameProblem = dnsLabelProblem(waiver.namespace);
  if (nameProblem) throw new Error(`${at(waiver)}: the name of the namespace ${nameProblem}; correct it in waivers of the AdmissionRollout`);
  return found as Control['id'];
}

/** Whether the object comes after the last day of the waiver. */
function isOver({ expires }: AdmissionWaiver): string {
  const next = new Date(`${expires}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  const end = literal(`${next.toISOString().slice(0, 10)}T00:00:00Z`);
  return `(request.operation == "CREATE" && timestamp(object.metadata.creationTimestamp) >= timestamp(${end}))`;
}
