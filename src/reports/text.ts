import { Finding } from '../engine/finding';

const where = ({ object, origin }: Finding): string => [
  origin.constructPath ?? (object.namespace ? `${object.namespace}/${object.name}` : object.name),
  `${object.kind}/${object.name}`,
  ...(origin.file === undefined ? [] : [origin.line === undefined ? origin.file : `${origin.file}:${origin.line}`]),
].join('  ');

const container = (finding: Finding): string => (finding.container === undefined ? '' : `container "${finding.container}"  `);

/** A finding in full: one line for grep, then what is wrong, where, why it matters and what to do. */
export function findingText(finding: Finding): string {
  return [
    `${finding.severity}  ${finding.control}  ${where(finding)}`,
    `  where  ${container(finding)}${finding.pointer || '/'}`,
    `  what   ${finding.outcome === 'inconclusive' ? 'cannot be decided: ' : ''}${finding.message}`,
    `  why    ${finding.why}`,
    `  fix    ${finding.fixCode}`,
  ].join('\n');
}

/** Findings grouped by control: the fix once, then a line for each place. */
export function summaryText(findings: readonly Finding[]): string {
  const byControl = new Map<string, Finding[]>();
  for (const finding of findings) byControl.set(finding.control, [...byControl.get(finding.control) ?? [], finding]);
  return [...byControl.values()].map((group) => [
    `${group[0].severity}  ${group[0].control}: ${group[0].why}`,
    ...group.map((finding) => `  ${where(finding)}  ${container(finding)}${finding.message}`),
    `  fix  ${group[0].fixCode}`,
  ].join('\n')).join('\n');
}
