import { severityText, waiverAdvice, waiverSnippets } from './control-advice';
import { enforcementOf, filledParts, neededEvidence, STANDARD_TITLES } from './control-facts';
import { documentationUrl } from './documentation';
import { caption, exampleText, examplesOf } from './example-text';
import { bySource, peersOf, standardsOf } from './frameworks';
import { DEFAULT_WIDTH, sentence, setInLines, TextOptions } from './layout';
import { PLAIN } from './paint';
import { yamlText } from './yaml-text';
import { Control } from '../controls/control';

/** Everything that a control says about itself, for a terminal. */
export function explainControl(control: Control, { paint = PLAIN, width = DEFAULT_WIDTH }: TextOptions = {}): string {
  const pairs = (rows: readonly (readonly [string, string])[]): string[] => {
    const longest = Math.max(...rows.map(([name]) => name.length));
    return rows.flatMap(([name, text]) => setInLines(text, width, `  ${name.padEnd(longest)}  `));
  };
  const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', paint.strong(title), ...lines]);
  const paragraph = (text: string): string[] => setInLines(text, width, '  ');
  const examples = (verdict: 'good' | 'bad'): string[] => examplesOf(control, verdict)
    .flatMap((example, i) => [...i === 0 ? [] : [''], `  # ${caption(example)}`, ...indented(exampleText(control, example))]);
  const sources = (list: ReadonlyMap<string, readonly string[]>) => [...list].map(([title, ids]) => [title, ids.join(', ')] as const);
  const equivalents = sources(bySource([...standardsOf(control), ...peersOf(control)]));
  return [
    `${paint.strong(control.id)}  ${control.title}`,
    '',
    ...pairs(facts(control)),
    ...section('why', paragraph(sentence(control.why))),
    ...section('fix in YAML', paragraph(sentence(control.fix.yaml))),
    ...section('fix in code', paragraph(sentence(control.fix.code))),
    ...section('rejected', examples('bad')),
    ...section('accepted', examples('good')),
    ...section('filled in where unset', fillLines(control)),
    ...section('enforced', pairs(enforcementOf(control).map(({ point, enforced, how }) => [point, `${enforced ? 'yes' : 'no '}  ${how}`]))),
    ...section('waive', [...waiverAdvice(control).flatMap(paragraph), ...snippets(control)]),
    ...section('elsewhere', equivalents.length === 0 ? [] : pairs(equivalents)),
    ...section('references', [...new Set([documentationUrl(control) ?? [], ...control.references].flat())].map((url) => `  ${url}`)),
  ].join('\n') + '\n';
}

function snippets(control: Control): string[] {
  const { typescript, yaml } = waiverSnippets(control) ?? {};
  return [typescript, yaml].flatMap((text) => (text === undefined ? [] : ['', ...indented(text)]));
}

const indented = (text: string): string[] => text.trimEnd().split('\n').map((line) => `  ${line}`);

/** The short facts of a control. */
function facts(control: Control): (readonly [string, string])[] {
  return [
    ['severity', severityText(control)],
    ['standard', STANDARD_TITLES[control.standard]],
    ['since', `control set ${control.since ?? '1'}`],
    ...(control.aliases.length === 0 ? [] : [['also known as', control.aliases.join(', ')] as const]),
    ...(control.kinds ? [['kinds', control.kinds.join(', ')] as const] : []),
    ...(control.components ? [['components', control.components.join(', ')] as const] : []),
    ...neededEvidence(control).map((text) => ['needs', text] as const),
  ];
}

const fillLines = (control: Control): string[] =>
  filledParts(control).flatMap(({ where, fields }) => [`  # in ${where}`, ...indented(yamlText(fields))]);
