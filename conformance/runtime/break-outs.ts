import { Filter } from './filter';
import { RuleSet } from './rule-set';
import { falcoRules } from '../../src/runtime/falco/falco-rules';
import { WatchedWorkload } from '../../src/runtime/watched-workload';
import { Chance } from '../chance';
import { Disagreement, Row, Tool } from '../suite';

const TRIES = 20_000;
const HOSTILE = ['"', '\'', '\\', '\n', '\r', '\t', '\0', ' ', ',', '(', ')', '[', ']', '=', '%proc.name', ' or evt.num>0', ' and evt.num<0', '") or (', 'hardened_connects', 'é', '{{', '#', ': '];
const PLAIN = ['a', 'b', '-', '.', '/', '_', '1', 'shop'];

/** The form of a condition, whatever the values in it. */
function formOf(filter: Filter): unknown {
  switch (filter.is) {
    case 'and': case 'or': return [filter.is, ...filter.of.map(formOf)];
    case 'not': return ['not', formOf(filter.of)];
    case 'compare': return [filter.field.field, filter.operator];
    case 'list': return [filter.field.field, filter.operator, 'length' in filter.values ? filter.values.length : 0];
    default: return filter.is;
  }
}

function workload(text: () => string): WatchedWorkload {
  return {
    title: text(), kind: 'Deployment', namespace: text(), name: text(), pods: { by: 'labels', labels: { [text()]: text() } }, executables: [`/${text()}`],
    secretFolders: [`/${text()}`], tokenFolders: [], writableFolders: [`/${text()}`], connections: [], unknown: [],
  };
}

const formsOf = (set: RuleSet): string => JSON.stringify(set.rules.map(({ condition }) => formOf(condition)));

/** Hostile names, labels and paths: refused, or in rules of the very form that harmless ones have. */
export function breakOuts(seed: number, tool: Tool): Row {
  const chance = new Chance(seed);
  const harmless = new RuleSet(falcoRules([workload(() => 'shop')]) as never);
  const expected = formsOf(harmless);
  const disagreements: Disagreement[] = [];
  let written = 0;
  for (let i = 0; i < TRIES; i++) {
    const hostile = chance.below(8);
    let field = 0;
    const text = (): string => `x${chance.some(3, () => chance.one(field === hostile && chance.often(0.5) ? HOSTILE : PLAIN)).join('')}${field++ === hostile ? chance.one([...HOSTILE, 'y']) : ''}`;
    const one = workload(text);
    let rules;
    try {
      rules = falcoRules([one]);
    } catch {
      continue;
    }
    written++;
    const set = new RuleSet(rules as never);
    if (set.problems.length > 0 || formsOf(set) !== expected) disagreements.push({ ...tool, check: 'break-out', object: JSON.stringify(one), detail: set.problems[0] ?? 'has another form' });
  }
  return { part: `hostile names, labels and paths: ${written} written, the others refused`, cases: TRIES, disagreements };
}
