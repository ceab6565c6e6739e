import { isNotCarried, NotCarried, Read, OtherTool, ToolException } from './exception';
import { CATALOGUE } from '../../controls';
import { ControlId } from '../../controls/vocabulary';
import { waivableControl, waiverProblem } from '../../engine/waiver';
import { ObjectSelector } from '../../engine/waiver-file';
import { once } from '../../objects/remembered';

/** A waiver to be written, and what of it the exceptions did not say. */
export interface ConvertedWaiver {
  readonly control: ControlId;
  readonly object: ObjectSelector;
  /** Where the exceptions stand that it is made of. */
  readonly from: readonly string[];
  readonly reason: string;
  /** Why the reason is not accepted yet; undefined where it is. */
  readonly reasonProblem?: string;
  readonly expires?: string;
}

/** What became of the exceptions. */
export interface Conversion { readonly waivers: readonly ConvertedWaiver[]; readonly notCarried: readonly NotCarried[] }

/** The exceptions that become one waiver. */
interface Gathered { readonly control: ControlId; readonly object: ObjectSelector; readonly exceptions: ToolException[] }

/** Waivers of the controls that answer to the checks of other tools. */
export function convert(read: readonly Read[]): Conversion {
  const notCarried = read.filter(isNotCarried);
  const waivers = new Map<string, Gathered>();
  for (const exception of read.filter((one): one is ToolException => !isNotCarried(one))) {
    const controls = equivalents().get(checkKey(exception.tool, exception.check)) ?? [];
    const refused = controls.map(waivableControl).filter((one) => typeof one !== 'string');
    const what = `${exception.tool === 'pss' ? 'pod-security' : exception.tool} ${exception.check}`;
    if (controls.length === 0) notCarried.push({ what, from: exception.from, because: 'no control of ours judges this; keep it with that tool, or drop it with the tool' });
    for (const { message } of refused) notCarried.push({ what, from: exception.from, because: message });
    for (const control of controls.filter((one) => typeof waivableControl(one) === 'string')) {
      const key = JSON.stringify([control, exception.object]);
      const entry = waivers.get(key) ?? { control, object: exception.object, exceptions: [] };
      entry.exceptions.push(exception);
      waivers.set(key, entry);
    }
  }
  return { waivers: [...waivers.values()].map(joined), notCarried: distinct(notCarried) };
}

/** A waiver file may say something once: of several exceptions all reasons count, and the earliest end. */
function joined({ control, object, exceptions }: Gathered): ConvertedWaiver {
  const reason = [...new Set(exceptions.flatMap((one) => one.reason?.trim() || []))].join('; ');
  const [expires] = exceptions.flatMap((one) => one.expires ?? []).sort();
  const problem = reason === '' ? 'the exception gave none' : waiverProblem({ reason, ...(expires !== undefined && { expires }) });
  const from = [...new Set(exceptions.map((one) => `${one.tool} ${one.check} (${one.from})`))];
  return { control, object, from, reason, ...(problem !== undefined && { reasonProblem: problem }), ...(expires !== undefined && { expires }) };
}

const distinct = (list: readonly NotCarried[]): NotCarried[] => [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];

/** The controls that name a check of another tool among their `frameworks`. */
const equivalents = once((): ReadonlyMap<string, readonly ControlId[]> => {
  const found = new Map<string, ControlId[]>();
  for (const { id, frameworks = [] } of CATALOGUE) {
    for (const framework of frameworks) {
      const colon = framework.indexOf(':');
      const key = checkKey(framework.slice(0, colon) as OtherTool, framework.slice(colon + 1));
      found.set(key, [...found.get(key) ?? [], id]);
    }
  }
  return found;
});

/** Trivy has called a check KSV014, KSV-0014, AVD-KSV-0014. */
function checkKey(tool: OtherTool, check: string): string {
  const [, kind, number] = (tool === 'trivy' && /^(?:AVD-)?(KSV|KCV)-?(\d+)$/i.exec(check)) || [];
  return kind === undefined ? `${tool}:${check.toLowerCase()}` : `${tool}:${kind.toLowerCase()}-${Number(number)}`;
}
