import { UsageError } from './exit-code';
import { readSettings, SettingsOptions } from './settings';
import { Terminal } from './terminal';
import { Control } from '../controls/control';
import { controlSuggestion } from '../controls/similar-control';
import { ControlId, isCustomControlId, resolveControlId, VOCABULARY } from '../controls/vocabulary';
import { controlsOf } from '../engine/custom-controls';
import { WAIVER_TEXTS } from '../engine/waiver-audit';
import { explainControl } from '../reports/explain';
import { sentence, setInLines } from '../reports/layout';

/** The options of `explain`, as the argument parser names them. */
export type ExplainOptions = Pick<SettingsOptions, 'config' | 'profile' | 'customControls'>;

/** Prints the page of a control, or the list of all: those of the catalogue, of a profile that the caller names, and of a program that calls. */
export async function explain(name: string | undefined, options: ExplainOptions, terminal: Terminal): Promise<void> {
  const isNamed = options.config !== undefined || options.profile !== undefined;
  const hasOwn = isNamed || options.customControls !== undefined;
  const controls = controlsOf(hasOwn ? [(await readSettings(options, terminal)).profile] : []);
  terminal.write(name === undefined ? list(controls, terminal) : page(name, controls, terminal));
}

function page(name: string, controls: readonly Control[], { paint, columns: width }: Terminal): string {
  const id = resolveControlId(name);
  const equivalents = id ? [] : equivalentsOf(name, controls);
  if (equivalents.length > 0) return equivalents.map((control) => explainControl(control, { paint, width })).join('\n');
  const control = controls.find((one) => one.id === (id ?? name));
  if (!id && !control) throw new UsageError(notThere(name, controls));
  if (control) return explainControl(control, { paint, width });
  if (id && isAboutWaivers(id)) return aboutWaivers(id, width, paint.strong(id));
  throw new UsageError(`control "${id}" is promised but not written yet`);
}

function notThere(name: string, controls: readonly Control[]): string {
  const custom = controls.flatMap(({ custom: own }) => own?.id ?? []);
  if (!isCustomControlId(name)) return `there is no control "${name}"${controlSuggestion(name)}`;
  return `the profile has no control "${name}"${custom.length > 0 ? `; it brings ${custom.join(', ')}` : '; pass the module of the profile that brings it with --profile'}`;
}

/** The controls that answer to a check of another tool or of a framework, as `CKV_K8S_22` or `checkov:CKV_K8S_22`. */
function equivalentsOf(name: string, controls: readonly Control[]): Control[] {
  const wanted = name.toLowerCase();
  return controls.filter(({ frameworks = [] }) => frameworks.map((one) => one.toLowerCase())
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

function list(controls: readonly Control[], { paint, columns }: Terminal): string {
  const families = [...new Set(controls.map(({ family }) => family))];
  const widest = Math.max(...controls.map(({ id }) => id.length));
  return families.map((family) => [
    paint.strong(family),
    ...controls.filter((control) => control.family === family).flatMap(({ id, title }) => setInLines(title, columns, `  ${id.padEnd(widest)}  `)),
  ].join('\n')).join('\n\n') + '\n';
}
