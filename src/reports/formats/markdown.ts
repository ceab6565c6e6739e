import { Control } from '../../controls/control';
import { grouped } from '../../objects/grouped';
import { documentationUrl } from '../documentation';
import { counted, sentence } from '../layout';
import { plainMarkdown, prose, table } from '../markdown-text';
import { coversText, objectLabel, position } from '../place';
import { CheckReport, ReportedFinding, Summary } from '../report';

/** Markdown for a comment on a pull request: the counts, the findings, what they mean, and what was waived. */
export function checkMarkdown({ summary, findings, controls, tool }: CheckReport): string {
  const { errors, warnings, waived, inconclusive, objects, files, skipped } = summary;
  const open = findings.filter(({ outcome }) => outcome !== 'waived');
  const excused = findings.filter(({ outcome }) => outcome === 'waived');
  const known = new Map<string, Control>(controls.map((control) => [control.id, control]));
  return [
    `## ${plainMarkdown(tool.name)}`,
    table(['errors', 'warnings', 'waived', 'inconclusive'], [[errors, warnings, waived, inconclusive === 0 ? 0 : `**${inconclusive}**`]]),
    `${counted(objects, 'object')} in ${counted(files, 'file')}, ${counted(summary.controls, 'control')}, ${counted(skipped, 'document')} skipped.`,
    ...(inconclusive === 0 ? [] : [`**${counted(inconclusive, 'finding')} cannot be decided, which is no pass.**`]),
    ...(open.length === 0 ? [] : ['### Findings', findingsTable(open), '### Why, and what to do', lessons(open, known).join('\n')]),
    ...(excused.length === 0 ? [] : ['### Waived', waivedTable(excused)]),
    ...(summary.unjudged.length === 0 ? [] : ['### Not judged in full', unjudgedTable(summary.unjudged)]),
  ].join('\n\n') + '\n';
}

const cells = (finding: ReportedFinding): string[] =>
  [finding.control, position(finding), objectLabel(finding.object), finding.container ?? ''].map(plainMarkdown);

const findingsTable = (findings: readonly ReportedFinding[]): string => table(
  ['severity', 'control', 'where', 'object', 'container', 'what'],
  findings.map((finding) => [
    finding.outcome === 'inconclusive' ? '**inconclusive**' : finding.severity, ...cells(finding), plainMarkdown(coversText(finding) === '' ? finding.message : `${finding.message}; the same cause: ${coversText(finding)}`),
  ]),
);

const waivedTable = (findings: readonly ReportedFinding[]): string => table(
  ['control', 'where', 'object', 'container', 'reason', 'until', 'owner', 'ticket', 'in'],
  findings.map((finding) => {
    const { reason = '', expires = '', owner = '', ticket = '' } = finding.waiver ?? {};
    return [...cells(finding), ...[reason, expires, owner, ticket, finding.waivedIn ?? ''].map(plainMarkdown)];
  }),
);

const unjudgedTable = (unjudged: Summary['unjudged']): string => table(
  ['kind', 'apiVersion', 'objects', 'why'],
  unjudged.map(({ apiVersion, kind, objects, reason }) => [plainMarkdown(kind), plainMarkdown(apiVersion), objects, plainMarkdown(reason)]),
);

/** Why and fix of each control, said once. */
function lessons(findings: readonly ReportedFinding[], known: ReadonlyMap<string, Control>): string[] {
  return [...grouped(findings, ({ control, why, fix }) => JSON.stringify([control, why, fix])).values()].map(([{ control, why, fix }]) => {
    const page = known.get(control);
    const [title, text] = page && !page.custom ? [`[${control}](${documentationUrl(page)})`, prose] : [plainMarkdown(control), plainMarkdown];
    return `* **${title}**: ${text(sentence(why))} ${text(sentence(fix))}`;
  });
}
