import { TARGET_TYPES, targetText, TargetType, Waiver, waiverProblem, WaiverTarget } from './waiver';
import { ControlId, CustomControlId, WAIVER_ANNOTATION_PREFIX } from '../controls/vocabulary';

type Terms = Omit<Waiver, 'control'>;

// checkov splits annotation values at "=", and "|" separates our own segments
const RESERVED = /[|=\r\n]/;
/** A reason that reads as a keyword segment: somebody forgot the reason, and must not lose what stands in its place. */
const KEYWORD_FIRST = new RegExp(`^(expires\\s+\\d|for\\s+(${TARGET_TYPES.join('|')})/)`);

/** What keeps a waiver from being written as an annotation; undefined where nothing does. */
export function annotationProblem(terms: Terms): string | undefined {
  const { reason, owner, ticket } = terms;
  const problem = waiverProblem(terms);
  if (problem) return problem;
  for (const [name, text = ''] of Object.entries({ reason, owner, ticket })) {
    const [character] = RESERVED.exec(text) ?? [];
    if (character !== undefined) return `${name} "${text}" holds ${/\s/.test(character) ? 'a line break' : `"${character}"`}, which the annotation cannot`;
  }
  return KEYWORD_FIRST.test(reason.trim()) ? `it gives no reason, only "${reason.trim()}"` : undefined;
}

/** The value of a waiver's annotation: `reason | expires 2027-03-31 | by team-x | ref SEC-1 | for container/sidecar`. */
export function formatWaiver({ reason, expires, owner, ticket, target }: Terms): string {
  return formatted({ reason, expires, owner, ticket }, target ? [target] : []);
}

function formatted({ reason, expires, owner, ticket }: Terms, targets: readonly WaiverTarget[]): string {
  const segments = [['expires', expires], ['by', owner?.trim()], ['ref', ticket?.trim()], ['for', targets.map(targetText).join(', ') || undefined]];
  return [reason.trim(), ...segments.filter(([, text]) => text !== undefined).map(([keyword, text]) => `${keyword} ${text}`)].join(' | ');
}

const KEYWORDS: Readonly<Record<string, 'expires' | 'owner' | 'ticket' | 'for'>> = { expires: 'expires', by: 'owner', ref: 'ticket', for: 'for' };
/** What people write instead. */
const SYNONYMS: Readonly<Record<string, string>> = {
  until: 'expires', expiry: 'expires', expire: 'expires', expiration: 'expires', owner: 'by', approved: 'by', ticket: 'ref', issue: 'ref', see: 'ref', container: 'for',
};

function unknownSegment(segment: string, keyword: string): string {
  if (segment === '') return 'there is nothing after a "|"; remove it';
  const word = keyword.toLowerCase().replace(/[^a-z]/g, '');
  const meant = [word, SYNONYMS[word]].find((one) => one !== undefined && Object.hasOwn(KEYWORDS, one));
  return `"${segment}" starts with none of ${Object.keys(KEYWORDS).join(', ')}; ${meant === undefined
    ? 'after the reason write parts such as `| expires 2027-03-31 | by team-x | ref SEC-1 | for container/sidecar`'
    : `did you mean "${meant}${segment.slice(keyword.length) || ' …'}"?`}`;
}

/** What the value of a waiver's annotation says, once for each target; a text where it says it wrongly. */
export function parseWaiver(value: unknown): readonly Terms[] | string {
  if (typeof value !== 'string') return 'it is no text; put it in quotes';
  const [reason, ...segments] = value.split('|').map((segment) => segment.trim());
  const terms: Partial<Record<'expires' | 'owner' | 'ticket' | 'for', string>> = {};
  for (const segment of segments) {
    const [keyword, ...words] = segment.split(/\s+/);
    const key = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    if (!key) return unknownSegment(segment, keyword);
    if (words.length === 0) return `there is nothing after "${keyword}"`;
    if (terms[key] !== undefined) return `"${keyword}" is there twice`;
    terms[key] = words.join(' ');
  }
  const { for: listed, ...rest } = terms;
  const targets = listed === undefined ? [undefined] : parseTargets(listed);
  if (typeof targets === 'string') return targets;
  const all = targets.map((target): Terms => ({ reason, ...rest, ...(target && { target }) }));
  return all.map(annotationProblem).find((problem) => problem !== undefined) ?? all;
}

/** The targets of a text such as `container/sidecar` or `port/http, port/1`; a text where it is none. */
export function parseTargets(text: string): readonly WaiverTarget[] | string {
  const targets = text.split(',').map((one): WaiverTarget | undefined => {
    const [, type, name] = /^\s*([a-z]+)\/(\S+)\s*$/.exec(one) ?? [];
    return (TARGET_TYPES as readonly string[]).includes(type) ? { type: type as TargetType, name } : undefined;
  });
  if (targets.some((target) => !target)) {
    const advice = /^[a-z0-9-]+$/.test(text) ? `; did you mean "container/${text}"?` : '';
    return `target "${text}" is none of ${TARGET_TYPES.map((type) => `${type}/NAME`).join(', ')}${advice}`;
  }
  const repeated = targets.find((target, i) => targets.findIndex((other) => targetText(other!) === targetText(target!)) < i);
  return repeated ? `target ${targetText(repeated)} is there twice` : targets as WaiverTarget[];
}

/**
 * The annotations that say the same as these waivers. One for the whole object says all. Those for its parts share an annotation where they have the
 * same terms; the others are numbered: `<control>`, `<control>.2`. What the object says already stays.
 */
export function waiverAnnotations(waivers: readonly Waiver[], existing: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  const controls = [...new Set(waivers.map(({ control }) => control))];
  return Object.fromEntries(controls.flatMap((control) => {
    const own = waivers.filter((waiver) => waiver.control === control);
    const whole = own.filter(({ target }) => !target).pop();
    const texts = whole ? [formatWaiver(whole)] : textsOfParts(own);
    const keys = Array.from({ length: texts.length + Object.keys(existing).length }, (_, i) => keyFor(control, i + 1));
    const said = keys.map((key) => existing[key]);
    const free = keys.filter((key) => !Object.hasOwn(existing, key));
    return texts.filter((text) => !said.includes(text)).map((text, i) => [free[i], text]);
  }));
}

const keyFor = (control: ControlId | CustomControlId, number: number): string => `${WAIVER_ANNOTATION_PREFIX}${control}${number === 1 ? '' : `.${number}`}`;

function textsOfParts(waivers: readonly Waiver[]): string[] {
  const terms = [...new Set(waivers.map((waiver) => formatted(waiver, [])))];
  return terms.map((text) => {
    const sharing = waivers.filter((waiver) => formatted(waiver, []) === text);
    return formatted(sharing[0], sharing.flatMap(({ target }) => target ?? []));
  });
}

/** The control that the key of an annotation names, without its number. */
export function annotatedName(key: string): { readonly name: string; readonly number: string } {
  const [, name, number] = /^(.*?)(?:\.([2-9]|[1-9]\d))?$/s.exec(key.slice(WAIVER_ANNOTATION_PREFIX.length))!;
  return { name, number: number ?? '' };
}
