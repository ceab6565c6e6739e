import { yamlText } from './yaml-text';
import { Control } from '../controls/control';
import { WAIVER_ANNOTATION_PREFIX } from '../controls/vocabulary';
import { formatWaiver } from '../engine/waiver-annotation';

/** The severity of a control, and what changes it. */
export function severityText({ severity, optIn, raisedBy, standard }: Control): string {
  return [
    severity === 'error' ? 'error, a reviewer would block' : 'warning, a reviewer would comment',
    ...(optIn ? ['off until a profile gives it a severity'] : []),
    ...(raisedBy ? ['an error where the profile asks for it'] : []),
    ...(standard.startsWith('pod-security-') ? ['a warning in namespaces of a lower Pod Security level'] : []),
  ].join('; ');
}

/** When not to use a control, in sentences. */
export function waiverAdvice({ id, severity, waivable, optIn }: Control): string[] {
  const other = severity === 'error' ? 'WARNING' : 'ERROR';
  const asked = optIn
    ? `It is judged only where a profile gives it a severity: \`severities: { '${id}': Severity.WARNING }\`.`
    : `A profile changes its severity for everybody: \`severities: { '${id}': Severity.${other} }\`.`;
  return [asked, waivable
    ? 'Where one object must differ, waive it there and say why, until when and who answers for it; the waiver stays in every report.'
    : 'It cannot be waived: no exception can be right.'];
}

const EXAMPLE = { reason: 'why this object must differ', expires: '2027-03-31', owner: 'team-x' };

/** How to waive a control in TypeScript and in YAML; undefined where that is not allowed. */
export function waiverSnippets({ id, waivable }: Control): { readonly typescript: string; readonly yaml: string } | undefined {
  if (!waivable) return undefined;
  const { reason, expires, owner } = EXAMPLE;
  return {
    typescript: `Waivers.of(construct).add('${id}', {\n  reason: '${reason}',\n  expires: '${expires}',\n  owner: '${owner}',\n});\n`,
    yaml: yamlText({ metadata: { annotations: { [`${WAIVER_ANNOTATION_PREFIX}${id}`]: formatWaiver(EXAMPLE) } } }),
  };
}
