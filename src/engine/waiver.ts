import { controlSuggestion } from '../controls/similar-control';
import { ControlId, CustomControlId, isCustomControlId, resolveControlId, VOCABULARY } from '../controls/vocabulary';
import { isDay } from '../objects/instant';
import { Manifest } from '../objects/manifest';
import { childPointer, isObject, pointerKeys, valueAt } from '../objects/pointer';

/** The parts of an object that a waiver can be limited to, and the lists that hold them. */
const LISTS = {
  container: ['containers', 'initContainers', 'ephemeralContainers'],
  volume: ['volumes', 'volumeMounts', 'volumeDevices'],
  port: ['ports'],
  rule: ['rules'],
} as const satisfies Record<string, readonly string[]>;

/** The keys of the lists whose elements a waiver can be limited to. */
export const PART_LISTS: ReadonlySet<string> = new Set(Object.values(LISTS).flat());

/** What kind of part a waiver is limited to. */
export type TargetType = keyof typeof LISTS;

/** Every type of target. */
export const TARGET_TYPES = Object.keys(LISTS) as TargetType[];

/** The one part of an object that a waiver is limited to. */
export interface WaiverTarget {
  readonly type: TargetType;
  /** The name of the part; its index in the list where it has none. */
  readonly name: string;
}

/** Why a control does not apply here, and who answers for it. */
export interface Waiver {
  readonly control: ControlId | CustomControlId;
  readonly reason: string;
  /** The last day on which it holds, as `2027-03-31` in UTC. Judged by the command line, never at synth. */
  readonly expires?: string;
  readonly owner?: string;
  readonly ticket?: string;
  /** Only this part; the whole object otherwise. */
  readonly target?: WaiverTarget;
  /** Only what lies below this pointer: the template that carries the waiver, where an object has several. */
  readonly within?: string;
}

/** `container/sidecar`, as annotations write it. */
export const targetText = ({ type, name }: WaiverTarget): string => `${type}/${name}`;

/** Whether two waivers apply to the same part. */
export const sameTarget = (one: Waiver, other: Waiver): boolean =>
  one.target?.type === other.target?.type && one.target?.name === other.target?.name;

/** Where a finding is, as far as a waiver depends on it. */
interface FindingLocation { readonly control: string; readonly container?: string; readonly pointer: string }

/** Whether a waiver covers a finding in an object. */
export function covers({ control, target, within = '' }: Waiver, finding: FindingLocation, manifest: Manifest): boolean {
  if (control !== finding.control || !`${finding.pointer}/`.startsWith(`${within}/`)) return false;
  if (!target) return true;
  return (target.type === 'container' && finding.container === target.name) || partsOn(finding.pointer, target.type, manifest).includes(target.name);
}

/** The names of the parts that a pointer leads through. */
function partsOn(pointer: string, type: TargetType, manifest: Manifest): string[] {
  const lists: readonly string[] = LISTS[type];
  let at = '';
  return pointerKeys(pointer).flatMap((key, i, keys) => {
    at = childPointer(at, key);
    if (i === 0 || !lists.includes(keys[i - 1]) || !/^\d+$/.test(key)) return [];
    const part = valueAt(manifest, at);
    return [isObject(part) && typeof part.name === 'string' ? part.name : key];
  });
}

/** What keeps a control from being waived; undefined where nothing does. */
export interface ControlRefusal { readonly control: 'waiver-invalid' | 'waiver-not-allowed'; readonly message: string }

/** The refusal of a waiver that is malformed. */
export const invalid = (message: string): ControlRefusal => ({ control: 'waiver-invalid', message });

/** The control of a name, be it an id or an alias, where it can be waived. */
export function waivableControl(name: string): ControlId | CustomControlId | ControlRefusal {
  if (isCustomControlId(name)) return name;
  const id = resolveControlId(name);
  if (!id) return { control: 'waiver-invalid', message: `there is no control "${name}"${controlSuggestion(name)}` };
  return VOCABULARY[id].waivable ? id : { control: 'waiver-not-allowed', message: `no exception from ${id} can be right; change the object instead` };
}

const SHORTEST_REASON = 10;
/** Different letters and digits; a word has so many in any script. */
const FEWEST_LETTERS = 4;
/** Controls, formatting such as zero-width spaces, fillers that look like spaces, and marks without a letter of their own. */
const UNSEEN = /[\p{C}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/gu;

/** What keeps a waiver from being well formed; undefined where nothing does. */
export function waiverProblem({ reason, expires, owner, ticket, target }: Omit<Waiver, 'control'>): string | undefined {
  if (!reason?.trim()) return `it gives no reason; a reviewer needs one of at least ${SHORTEST_REASON} characters`; // plain JavaScript may leave it out
  const seen = reason.replace(UNSEEN, '').trim();
  if (seen.length < SHORTEST_REASON) return `reason "${seen}" is shorter than ${SHORTEST_REASON} characters, so a reviewer cannot judge it`;
  if (new Set(seen.match(/[\p{L}\p{N}]/gu)).size < FEWEST_LETTERS) return `reason "${seen}" has no words, so a reviewer cannot judge it`;
  const empty = Object.entries({ owner, ticket }).find(([, text]) => text?.trim() === '');
  if (empty) return `${empty[0]} is empty`;
  if (expires !== undefined && !isDay(expires)) return `expires "${expires}" is not a date such as 2027-03-31`;
  if (target && !/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(target.name)) return `${target.type} "${target.name}" is not a name`;
  return undefined;
}

/** Whether a waiver ended before this day. */
export function hasExpired({ expires }: Waiver, today: string | undefined): boolean {
  return today !== undefined && expires !== undefined && expires < today; // ISO dates sort as texts
}
