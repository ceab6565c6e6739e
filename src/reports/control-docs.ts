import { enforcementOf } from './control-facts';
import { controlPage, GENERATED } from './control-page';
import { prose, table } from './markdown-text';
import { Control } from '../controls/control';
import { FAMILIES, Family } from '../controls/vocabulary';

/** Every file of the folder `docs/controls`, by name: a page for each control, and the index. */
export function controlDocs(controls: readonly Control[]): ReadonlyMap<string, string> {
  return new Map([['README.md', index(controls)], ...controls.map((control) => [`${control.id}.md`, controlPage(control)] as const)]);
}

function index(controls: readonly Control[]): string {
  const families = (Object.keys(FAMILIES) as Family[]).filter((family) => controls.some((control) => control.family === family));
  return [
    GENERATED,
    '# Controls',
    'Every control is judged at synth and by `cdk8s-hardened check`. `default` says whether constructs and `cdk8s-hardened harden` fill in what is '
    + 'unset, `admission` whether the cluster can enforce it. A control in italics is off until a profile gives it a severity.',
    ...families.flatMap((family) => [`## ${FAMILIES[family]}`, familyTable(controls.filter((control) => control.family === family))]),
  ].join('\n\n') + '\n';
}

const familyTable = (controls: readonly Control[]): string => table(['control', 'severity', 'default', 'admission', 'waivable', ''], controls.map((control) => {
  const [byDefault, , , atAdmission] = enforcementOf(control);
  const link = `[${control.id}](${control.id}.md)`;
  const yes = (holds: boolean): string => (holds ? 'yes' : '');
  return [
    control.optIn ? `*${link}*` : link, control.severity, yes(byDefault.enforced), yes(atAdmission.enforced), yes(control.waivable), prose(control.title),
  ];
}));
