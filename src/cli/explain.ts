import { UsageError } from './exit-code';
import { Terminal } from './terminal';
import { CATALOGUE } from '../controls';
import { Control } from '../controls/control';
import { controlSuggestion } from '../controls/similar-control';
import { ControlId, resolveControlId, VOCABULARY } from '../controls/vocabulary';
import { WAIVER_TEXTS } from '../engine/waiver-audit';
import { explainControl } from '../reports/explain';
import { sentence, setInLines } from '../reports/layout';

/** Prints the page of a control, or the list of all. */
export function explain(name: string | undefined, terminal: Terminal): void {
  terminal.write(name === undefined ? list(terminal) : page(name, terminal));
}

function page(name: string, { paint, columns: width }: Terminal): string {
  const id = resolveControlId(name);
  const equivalents = id ? [] : equivalentsOf(name);
  if (equivalents.length > 0) return equivalents.map((control) => explainControl(control, { paint, width })).join('\n');
  if (!id) throw new UsageError(`there is no control "${name}"${controlSuggestion(name)}`);
  const control = CATALOGUE.find((one) => one.id === id);
  if (control) return explainControl(control, { paint, width });
  if (isAboutWaivers(id)) return aboutWaivers(id, width, paint.strong(id));
  throw new UsageError(`control "${id}" is promised but not written yet`);
}

/** The controls that answer to what another tool or a framework asks, as `CKV_K8S_22` or `checkov:CKV_K8S_22`. */
function equivalentsOf(name: string): Control[] {
  const wanted = name.toLowerCase();
  return CATALOGUE.filter(({ frameworks = [] }) => frameworks.map((one) => one.toLowerCase())
    .some((one) => one === wanted || one.slice(one.indexOf(':') + 1) === wanted));
}

type AboutWaivers = keyof typeof WAIVER_TEXTS;

const isAboutWaivers = (id: ControlId): id is AboutWaivers => id in WAIVER_TEXTS;

function aboutWaivers(id: AboutWaivers, width: number, heading: string): string {
  const { title, why, fix } = WAIVER_TEXTS[id];
  return [
    `${heading}  ${title}`,
    '',
    ...setInLines(`${VOCABULARY[id].severity}, cannot be waived`, width, '  severity  '),
    ...setInLines(sentence(why), width, '  why       '),
    ...setInLines(sentence(fix.yaml), width, '  fix       '),
  ].join('\n') + '\n';
}

function list({ paint, columns }: Terminal): string {
  const families = [...new Set(CATALOGUE.map(({ family }) => family))];
  const widest = Math.max(...CATALOGUE.map(({ id }) => id.length));
  return families.map((family) => [
    paint.strong(family),
    ...CATALOGUE.filter((control) => control.family === family).flatMap(({ id, title }) => setInLines(title, columns, `  ${id.padEnd(widest)}  `)),
  ].join('\n')).join('\n\n') + '\n';
}
