import { TARGET_TYPES, targetText, TargetType, Waiver, waiverProblem, WaiverTarget } from './waiver';
import { WAIVER_ANNOTATION_PREFIX } from '../controls/vocabulary';

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
  const reserved = Object.entries({ reason, owner, ticket }).find(([, text]) => text !== undefined && RESERVED.test(text));
  if (reserved) return `${reserved[0]} "${reserved[1]}" holds one of | = or a line break, which the annotation format reserves`;
  return KEYWORD_FIRST.test(reason.trim()) ? `reason "${reason}" reads as another part of the annotation` : undefined;
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

/** What the value of a waiver's annotation says, once for each target; a text where it says it wrongly. */
export function parseWaiver(value: unknown): readonly Terms[] | string {
  if (typeof value !== 'string') return 'it is no text; put it in quotes';
  const [reason, ...segments] = value.split('|').map((segment) => segment.trim());
  const terms: Partial<Record<'expires' | 'owner' | 'ticket' | 'for', string>> = {};
  for (const segment of segments) {
    const [keyword, ...words] = segment.split(/\s+/);
    const key = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
    if (!key) return `keyword "${keyword}" is unknown; after the reason write ${Object.keys(KEYWORDS).join(', ')}`;
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
  if (targets.some((target) => !target)) return `target "${text}" is none of ${TARGET_TYPES.map((type) => `${type}/NAME`).join(', ')}`;
  const repeated = targets.find((target, i) => targets.findIndex((other) => targetText(other!) === targetText(target!)) < i);
  return repeated ? `target ${targetText(repeated)} is there twice` : targets as WaiverTarget[];
}

/** The annotations that say the same as these waivers. One for the whole object says all; those for its parts share one annotation, so their terms must agree. */
export function waiverAnnotations(waivers: readonly Waiver[]): Record<string, string> {
  const controls = [...new Set(waivers.map(({ control }) => control))];
  return Object.fromEntries(controls.map((control) => {
    const own = waivers.filter((waiver) => waiver.control === control);
    const whole = own.filter(({ target }) => !target).pop();
    return [`${WAIVER_ANNOTATION_PREFIX}${control}`, whole ? formatWaiver(whole) : formatParts(control, own)];
  }));
}

function formatParts(control: string, waivers: readonly Waiver[]): string {
  const terms = [...new Set(waivers.map((waiver) => formatted(waiver, [])))];
  if (terms.length === 1) return formatted(waivers[0], waivers.flatMap(({ target }) => target ?? []));
  const parts = waivers.flatMap(({ target }) => (target ? targetText(target) : [])).join(' and ');
  throw new Error(`cannot write the waivers of ${control} for ${parts}: one annotation holds them, with one reason, expiry, owner and ticket; give them the same`);
}
