import { AccessInput } from './access/access-input';
import { parseQuestion } from './access/question-text';
import { parseSubject, rejectUnknown } from './access/subject-text';
import { writeFileFor } from './data-file';
import { CLEAN, FINDINGS, INCONCLUSIVE, UsageError } from './exit-code';
import { readSettings, SettingsOptions } from './settings';
import { Terminal } from './terminal';
import { EscalationGraph } from '../engine/escalation/escalation-graph';
import { pathsFrom, pathsToClusterAdmin } from '../engine/escalation/shortest-paths';
import { answersFor, holdersOf, ownGrants, Question } from '../engine/holders';
import { Manifest } from '../objects/manifest';
import { RbacGraph } from '../objects/rbac-graph';
import { RbacSubject } from '../objects/rbac-subject';
import { accessJson } from '../reports/access/access-json';
import { AccessReport, hasResult, unknownGrants } from '../reports/access/access-report';
import { accessText } from '../reports/access/access-text';
import { visible } from '../reports/visible';

/** The options of `rbac`, as the argument parser names them. */
export interface RbacOptions extends SettingsOptions {
  readonly subject?: string;
  readonly group?: readonly string[];
  /** A verb and a resource; what follows are paths, since an option with several values takes all words behind it. */
  readonly can?: readonly string[];
  readonly namespace?: string;
  readonly name?: string;
  readonly builtIn?: boolean;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** What a call is about; without question and subject it is who can become cluster-admin. */
interface AccessQuery {
  readonly subject?: RbacSubject;
  readonly question?: Question;
  /** The question in words. */
  readonly permission: string;
  readonly withBuiltIn: boolean;
}

/** Reports who may do what, and what somebody can become; resolves to the exit code. */
export async function rbac(given: readonly string[], options: RbacOptions, terminal: Terminal): Promise<number> {
  const query = queryOf(options);
  const settings = await readSettings(options, terminal);
  const paths = [...given, ...options.can?.slice(2) ?? []];
  const input = await AccessInput.read(paths.length === 0 ? ['.'] : paths, settings, terminal);
  const report = reportOf(query, new RbacGraph(input.manifests, settings.profile.kubernetesMinor), input.manifests);
  const placeOf = input.placeOf.bind(input);
  const text = options.format === 'json' ? accessJson(report, placeOf)
    : accessText(report, placeOf, options.output === undefined ? { paint: terminal.paint, width: terminal.columns } : {});
  if (options.output === undefined) terminal.write(text);
  else writeFileFor('--output', options.output, text);
  for (const { file, message, fix } of input.problems) terminal.say(`error: "${visible(file)}" ${visible(message)}; it may hold bindings: ${visible(fix)}`);
  if (input.problems.length > 0 || unknownGrants(report).length > 0) return INCONCLUSIVE;
  return hasResult(report) ? FINDINGS : CLEAN;
}

function queryOf(options: RbacOptions): AccessQuery {
  const { can, subject, group = [], namespace, name, builtIn = false } = options;
  const [verb, resource] = can ?? [];
  if (can && resource === undefined) throw new UsageError(`--can ${visible(verb)} lacks a resource; write a verb and a resource, as in --can list secrets`);
  rejectUseless(options);
  return {
    question: can && parseQuestion(verb, resource, { namespace, name }),
    subject: subject === undefined ? undefined : parseSubject(subject, group),
    permission: `${verb} ${resource}${name === undefined ? '' : ` "${name}"`}${namespace === undefined ? '' : ` in namespace ${namespace}`}`,
    withBuiltIn: builtIn,
  };
}

function reportOf({ subject, question, permission, withBuiltIn }: AccessQuery, graph: RbacGraph, manifests: readonly Manifest[]): AccessReport {
  const escalation = new EscalationGraph(graph, manifests);
  if (subject) rejectUnknown(subject, escalation.known.everybody);
  const unknown = (subject ? ownGrants(graph, subject) : graph.granted()).filter((grant) => graph.rulesOf(grant) === undefined);
  if (question && subject) return { about: 'subject-permission', subject, permission, answers: answersFor(graph, subject, question), unknown };
  if (question) return { about: 'permission', permission, holders: holdersOf(graph, question, withBuiltIn), unknown };
  if (subject) {
    const grants = ownGrants(graph, subject).map((grant) => ({ grant, rules: graph.rulesOf(grant) }));
    return { about: 'subject', subject, grants, paths: pathsFrom(escalation, subject) };
  }
  return { about: 'cluster-admin', subjects: escalation.known.boundInSet.length, paths: pathsToClusterAdmin(escalation), unknown };
}

/** Options that would change nothing are mistakes. */
function rejectUseless({ can, subject, group, namespace, name, builtIn }: RbacOptions): void {
  if (!can && (namespace !== undefined || name !== undefined)) throw new UsageError('--namespace and --name limit what --can asks; add --can VERB RESOURCE, or leave them out');
  if (group && subject === undefined) throw new UsageError('--group adds to a user of --subject; add --subject user:NAME, or ask about the group itself with --subject group:NAME');
  if (builtIn && (!can || subject !== undefined)) throw new UsageError('--built-in lists who may do what --can asks by what Kubernetes brings; add --can VERB RESOURCE and leave --subject out');
}
