import { Terminal } from './terminal';
import { UsageError } from './usage-error';
import { CATALOGUE } from '../controls';
import { nearestName } from '../controls/nearest-name';
import { resolveControlId, VOCABULARY } from '../controls/vocabulary';
import { explainControl } from '../reports/explain';

/** Prints the page of a control. */
export function explain(name: string, terminal: Terminal): void {
  const id = resolveControlId(name);
  const control = CATALOGUE.find((one) => one.id === id);
  if (control) return terminal.write(explainControl(control));
  if (id) throw new UsageError(`control "${id}" is promised but not written yet (work package ${VOCABULARY[id].work})`);
  throw new UsageError(`there is no control "${name}"; did you mean "${nearestName(name, Object.keys(VOCABULARY))}"?`);
}
