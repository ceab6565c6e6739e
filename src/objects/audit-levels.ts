import { DocumentPart } from './document-part';
import { getOrInsert } from './remembered';

/** A kind of request, by what it is about and what it does. */
export interface AuditedRequest {
  readonly group: string;
  /** With its subresource, where it has one: `pods/exec`. */
  readonly resource: string;
  readonly verb: string;
}

/** What an audit policy makes of some of the requests of a kind. */
export interface AuditDecision {
  /** The rule that decides; the policy itself where none does. */
  readonly rule: DocumentPart;
  /** `None` where no rule decides. */
  readonly level: string;
}

/** Both together are everybody. */
const EVERYBODY = ['system:authenticated', 'system:unauthenticated'];

/**
 * Every rule that can decide about requests of a kind: the first that matches does, so that all those are listed which only match some users, names or
 * namespaces, up to the first that matches whatever is left.
 *
 * @see https://github.com/kubernetes/apiserver/blob/master/pkg/audit/policy/checker.go
 */
export function auditDecisions(policy: DocumentPart, request: AuditedRequest): readonly AuditDecision[] {
  const decisions: AuditDecision[] = [];
  for (const rule of policy.at('rules').items) {
    const match = matchOf(rule, request);
    if (match === 'none') continue;
    decisions.push({ rule, level: rule.at('level').text });
    if (match === 'all') return decisions;
  }
  return [...decisions, { rule: policy.at('rules'), level: 'None' }];
}

/** A rule with the requests, of those that were asked about, that it logs at a level. */
export interface DecidingRule {
  readonly rule: DocumentPart;
  readonly requests: readonly AuditedRequest[];
}

/** The rules that log some of these requests at one of these levels. */
export function rulesWithLevel(policy: DocumentPart, requests: readonly AuditedRequest[], levels: readonly string[]): readonly DecidingRule[] {
  const found = new Map<string, { readonly rule: DocumentPart; readonly requests: AuditedRequest[] }>();
  for (const request of requests) {
    for (const { rule, level } of auditDecisions(policy, request)) {
      if (levels.includes(level)) getOrInsert(found, rule.pointer, () => ({ rule, requests: [] })).requests.push(request);
    }
  }
  return [...found.values()];
}

/** The strongest first. */
const MATCHES = ['all', 'some', 'none'] as const;
type Match = typeof MATCHES[number];

function matchOf(rule: DocumentPart, request: AuditedRequest): Match {
  const [users, groups, verbs, namespaces, resources] = ['users', 'userGroups', 'verbs', 'namespaces', 'resources'].map((key) => rule.at(key));
  if (verbs.items.length > 0 && !verbs.texts.includes(request.verb)) return 'none';
  if (resources.items.length === 0 && namespaces.items.length === 0 && rule.at('nonResourceURLs').items.length > 0) return 'none';
  const ofResources = resources.items.length === 0 ? 'all' : strongest(resources.items.map((one) => resourceMatch(one, request)));
  if (ofResources !== 'all') return ofResources;
  const isLimited = users.items.length > 0 || namespaces.items.length > 0
    || (groups.items.length > 0 && !EVERYBODY.every((group) => groups.texts.includes(group)));
  return isLimited ? 'some' : 'all';
}

const strongest = (matches: readonly Match[]): Match => MATCHES.find((one) => matches.includes(one)) ?? 'none';

function resourceMatch(part: DocumentPart, request: AuditedRequest): Match {
  const group = part.at('group').text;
  if (group !== '*' && group !== request.group) return 'none';
  const resources = part.at('resources');
  if (resources.items.length > 0 && !resources.texts.some((one) => matchesResource(one, request.resource))) return 'none';
  return part.at('resourceNames').items.length > 0 ? 'some' : 'all';
}

function matchesResource(pattern: string, resource: string): boolean {
  const [name, subresource] = resource.split('/');
  return pattern === '*' || pattern === resource || (subresource !== undefined && pattern === `*/${subresource}`) || pattern === `${name}/*`;
}
