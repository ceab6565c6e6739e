import { ControlRefusal, invalid, sameTarget, waivableControl, Waiver, waiverProblem, WaiverTarget } from './waiver';
import { parseTargets } from './waiver-annotation';
import { isDay } from '../objects/instant';
import { ObjectKey } from '../objects/manifest';
import { childPointer, isObject } from '../objects/pointer';
import { suggestion } from '../objects/similar-names';

/** The objects that a waiver of a file applies to: what is not named may be anything. */
export type ObjectSelector = Readonly<Partial<ObjectKey>>;

/** A waiver that stands beside the objects, for those that cannot be annotated. */
export interface FileWaiver {
  readonly waiver: Waiver;
  readonly object: ObjectSelector;
  /** The pointer into the file. */
  readonly pointer: string;
}

/** An entry of a waiver file that waives nothing. */
export interface BadEntry extends ControlRefusal {
  /** The pointer into the file. */
  readonly pointer: string;
  /** The control as the entry names it. */
  readonly name: string;
}

/** The waivers of a file, with what is wrong in it. */
export interface WaiverFile {
  /** The path, as reports shall show it. */
  readonly file?: string;
  readonly waivers: readonly FileWaiver[];
  readonly bad: readonly BadEntry[];
}

type Texts = Readonly<Partial<Record<string, string>>>;

const ENTRY_KEYS = ['control', 'reason', 'expires', 'owner', 'ticket', 'object', 'container', 'for'];
const OBJECT_KEYS = ['apiVersion', 'kind', 'namespace', 'name'] as const;

/**
 * Reads the data of a waiver file: `waivers: [{ control, reason, expires, owner, ticket, object: { apiVersion, kind, namespace, name }, container }]`,
 * or the list alone. `for: port/http` limits a waiver as the annotation does. In `object`, `*` stands for anything and has to be said.
 */
export function readWaiverFile(data: unknown, file?: string): WaiverFile {
  const isList = Array.isArray(data);
  const list = isObject(data) ? data.waivers ?? [] : data ?? [];
  const stray = isObject(data) ? Object.keys(data).filter((key) => key !== 'waivers') : [];
  const bad: BadEntry[] = stray.map((key) => badEntry(childPointer('', key), '', `the file has the key "${key}"; write \`waivers: […]\` only`));
  if (!Array.isArray(list)) return { file, waivers: [], bad: [...bad, badEntry(isObject(data) ? '/waivers' : '', '', 'the waivers are no list; write `waivers: [{ control: … }]`')] };
  const waivers: FileWaiver[] = [];
  list.forEach((entry: unknown, i) => {
    const pointer = childPointer(isList ? '' : '/waivers', i);
    const read = readEntry(entry);
    if (Array.isArray(read)) waivers.push(...(read as Omit<FileWaiver, 'pointer'>[]).map((one) => ({ ...one, pointer })));
    else bad.push({ ...read as ControlRefusal, pointer, name: isObject(entry) && typeof entry.control === 'string' ? entry.control : '' });
  });
  const repeated = waivers.filter((one, i) => waivers.findIndex((other) => repeats(one, other)) < i);
  return {
    file,
    waivers: waivers.filter((one) => !repeated.includes(one)),
    bad: [...bad, ...repeated.map(({ waiver, pointer }) => badEntry(pointer, waiver.control, `${waiver.control} is waived for the same objects by an earlier entry; keep one`))],
  };
}

const badEntry = (pointer: string, name: string, message: string): BadEntry => ({ control: 'waiver-invalid', pointer, name, message });

const repeats = (one: FileWaiver, other: FileWaiver): boolean => one.waiver.control === other.waiver.control
  && sameTarget(one.waiver, other.waiver) && OBJECT_KEYS.every((key) => (one.object[key] ?? '*') === (other.object[key] ?? '*'));

function readEntry(entry: unknown): Omit<FileWaiver, 'pointer'>[] | ControlRefusal {
  if (!isObject(entry)) return invalid('the waiver is no map; write `{ control: …, reason: …, object: { … } }`');
  const { object: selector, ...rest } = entry;
  const fields = texts(rest, ENTRY_KEYS);
  if (typeof fields === 'string') return invalid(`the waiver ${fields}`);
  const { control: name, reason, container, for: listed, ...terms } = fields;
  if (name === undefined) return invalid('the waiver names no `control`');
  const control = waivableControl(name);
  if (typeof control !== 'string') return control;
  const at = `the waiver of ${control}`;
  const object = readSelector(selector);
  if (typeof object === 'string') return invalid(`${at} ${object}`);
  if (reason === undefined) return invalid(`${at} gives no \`reason\``);
  if (container !== undefined && listed !== undefined) return invalid(`${at} has both \`container\` and \`for\`; keep one`);
  const inContainer: WaiverTarget | undefined = container === undefined ? undefined : { type: 'container', name: container };
  const targets = listed === undefined ? [inContainer] : parseTargets(listed);
  if (typeof targets === 'string') return invalid(`${at} is malformed: ${targets}`);
  const waivers = targets.map((target): Waiver => ({ control, reason, ...terms, ...(target && { target }) }));
  const problem = waivers.map(waiverProblem).find((one) => one !== undefined);
  return problem === undefined ? waivers.map((waiver) => ({ waiver, object })) : invalid(`${at} is malformed: ${problem}`);
}

function readSelector(value: unknown): ObjectSelector | string {
  if (value === undefined || value === null) return 'names no `object`; write which one, or `object: { name: "*" }` for all';
  if (!isObject(value)) return 'has an `object` that is no map; write `object: { kind: …, name: … }`';
  const fields = texts(value, OBJECT_KEYS);
  if (typeof fields === 'string') return `has an \`object\` that ${fields}`;
  return Object.keys(fields).length > 0 ? fields : 'has an empty `object`; write which one, or `object: { name: "*" }` for all';
}

/** The texts of a map; in words what is wrong with it. */
function texts(map: Readonly<Record<string, unknown>>, known: readonly string[]): Texts | string {
  const stray = Object.keys(map).find((key) => !known.includes(key));
  if (stray !== undefined) return `has the unknown key "${stray}"${suggestion(stray, known)}`;
  const present = Object.entries(map).filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => [key, key === 'expires' ? dayOf(value) : value] as const);
  const wrong = present.find(([, value]) => typeof value !== 'string');
  return wrong ? `has no text in \`${wrong[0]}\`; put it in quotes` : Object.fromEntries(present) as Texts;
}

/** Readers of YAML make a date or a time of `2027-03-31` without quotes. */
function dayOf(value: unknown): unknown {
  const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value;
  const [, day] = (typeof text === 'string' && /^(.{10})T00:00:00(?:\.0+)?Z$/.exec(text)) || [];
  return day !== undefined && isDay(day) ? day : text;
}

/** Whether a selector picks an object. */
export function selects(selector: ObjectSelector, key: ObjectKey): boolean {
  return OBJECT_KEYS.every((part) => selector[part] === undefined || selector[part] === '*' || selector[part] === key[part]);
}
