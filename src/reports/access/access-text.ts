import { AccessReport, hasResult, PlaceOf, unknownGrants } from './access-report';
import { grantLabel, identityLabel, ruleLabel, scopeLabel } from './labels';
import { EscalationPath, Step } from '../../engine/escalation/shortest-paths';
import { Answer } from '../../engine/holders';
import { grouped } from '../../objects/grouped';
import { keyOf } from '../../objects/manifest';
import { Grant } from '../../objects/rbac-graph';
import { RbacSubject } from '../../objects/rbac-subject';
import { counted, DEFAULT_WIDTH, setInLines, TextOptions } from '../layout';
import { PLAIN } from '../paint';
import { visible } from '../visible';

/** How many ways and subjects are shown; JSON has all. */
const SHOWN = 20;

/** What is known about access, for a terminal. */
export function accessText(report: AccessReport, placeOf: PlaceOf, { paint = PLAIN, width = DEFAULT_WIDTH }: TextOptions = {}): string {
  const writer = new Writer(placeOf, width, paint.strong);
  const unknown = unknownGrants(report);
  const lines = [
    ...writer.body(report),
    ...(unknown.length === 0 ? [] : ['', paint.inconclusive('not known'), ...unknown.flatMap((grant) => writer.unknown(grant))]),
  ];
  return `${lines.join('\n')}\n`;
}

class Writer {
  constructor(private readonly placeOf: PlaceOf, private readonly width: number, private readonly strong: (text: string) => string) {}

  public body(report: AccessReport): string[] {
    switch (report.about) {
      case 'subject': return [this.strong(identityLabel(report.subject)), ...this.grants(report.grants), ...this.paths(report.paths)];
      case 'permission': return [
        this.strong(hasResult(report) ? `may ${visible(report.permission)}` : `nobody may ${visible(report.permission)}`),
        ...[...grouped(report.holders, ({ subject }) => identityLabel(subject))].flatMap(([label, list]) => [`  ${label}`, ...list.flatMap((one) => this.answer(one))]),
      ];
      case 'subject-permission': return [
        this.strong(`${identityLabel(report.subject)} may ${hasResult(report) ? '' : 'not '}${visible(report.permission)}`),
        ...report.answers.flatMap((one) => this.answer(one)),
      ];
      case 'cluster-admin': return this.overview(report.subjects, report.paths);
    }
  }

  public unknown(grant: Grant): string[] {
    return this.wrapped(`${this.grant(grant)}: this role is neither in the input nor built in, so what it allows is not known; add the file that holds it`, '  ');
  }

  private wrapped(text: string, lead: string): string[] {
    return setInLines(text, this.width, lead);
  }

  private grant(grant: Grant): string {
    const place = this.placeOf(grant);
    return `${grantLabel(grant)}${place === undefined ? '' : ` (${visible(place)})`}`;
  }

  private grants(list: (AccessReport & { about: 'subject' })['grants']): string[] {
    const known = list.filter(({ rules }) => rules !== undefined);
    if (known.length === 0) return ['', 'may do nothing beyond what Kubernetes grants to everybody'];
    return ['', this.strong('may'), ...known.flatMap(({ grant, rules = [] }) => [
      ...this.wrapped(`${scopeOf(grant)}, by ${this.grant(grant)}`, '  '),
      ...rules.map(ruleLabel).flatMap(({ verbs, objects }) => this.wrapped(`${verbs}  ${objects}`, '    ')),
    ])];
  }

  private answer({ grant, names }: Answer): string[] {
    const limit = names === undefined ? '' : `, only ${names.map((name) => `"${visible(name)}"`).join(', ')}`;
    return this.wrapped(`${scopeOf(grant)}${limit}, by ${this.grant(grant)}`, '    ');
  }

  private paths(paths: readonly EscalationPath[]): string[] {
    if (paths.length === 0) return ['', 'can become nobody else'];
    const top = paths.find(({ to }) => to.kind === 'ClusterAdmin');
    const others = paths.filter((path) => path !== top && path.steps.length > 0);
    const shown = others.slice(0, SHOWN);
    return [
      ...(top ? ['', this.strong(top.steps.length === 0 ? 'holds everything in the cluster' : `can become cluster-admin in ${counted(top.steps.length, 'step')}`),
        ...this.steps(top.steps)] : []),
      ...(shown.length > 0 ? ['', this.strong('can become'), ...shown.flatMap(({ to, steps }) => this.wrapped(
        `${counted(steps.length, 'step')}  ${identityLabel(to)}: ${steps.map(({ technique }) => technique.id).join(', ')}`, '  '))] : []),
      ...(others.length > shown.length ? [`  and ${counted(others.length - shown.length, 'more identity', 'more identities')}, which --format json lists`] : []),
    ];
  }

  private steps(steps: readonly Step[]): string[] {
    return steps.flatMap(({ technique: { id, does, provided, source }, grants, to }, i) => [
      ...this.wrapped(`${identityLabel(to)}: ${does}${provided === undefined ? '' : `, provided that ${provided}`}`, `  ${i + 1}. `),
      ...grants.flatMap((grant) => this.wrapped(`by ${this.grant(grant)}`, '     ')),
      `     ${id}: ${source}`,
    ]);
  }

  private overview(subjects: number, paths: ReadonlyMap<RbacSubject, EscalationPath>): string[] {
    return [
      ...[...paths].slice(0, SHOWN).flatMap(([subject, { steps }]) => [
        this.strong(`${identityLabel(subject)} ${steps.length === 0 ? 'holds everything in the cluster' : `can become cluster-admin in ${counted(steps.length, 'step')}`}`),
        ...this.steps(steps), '',
      ]),
      ...(paths.size > SHOWN ? [`${counted(paths.size - SHOWN, 'more subject')} can become cluster-admin, which --format json lists`, ''] : []),
      remainder(subjects - paths.size, paths.size),
    ];
  }
}

function remainder(rest: number, found: number): string {
  if (rest > 0) return `${counted(rest, found > 0 ? 'other subject' : 'subject')} of bindings cannot become cluster-admin by the rights that are known`;
  return found > 0 ? 'no binding has any other subject' : 'no binding has a subject, so that nobody can become cluster-admin';
}

const scopeOf = ({ clusterWide, binding }: Grant): string => scopeLabel(clusterWide ? '' : keyOf(binding).namespace || '(none is named)');
