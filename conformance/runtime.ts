/** Rules for Falco and policies for Tetragon: read as Falco reads them, played events, and held against definitions and examples of Tetragon. */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { breakOuts } from './runtime/break-outs';
import { matches, outputOf } from './runtime/evaluate';
import { filterText, readFilter } from './runtime/filter';
import { ReadRule, RuleSet } from './runtime/rule-set';
import { eventsOfApi, Scripted, UPSTREAM } from './runtime/scripted-events';
import { tracingRow } from './runtime/tracing';
import { watchedShop } from './runtime/watched-shop';
import { Disagreement, main, Missing, Row, Suite } from './suite';

const FALCO = { tool: 'falco', version: 'rules 5.1.0' };

interface YamlFile { readonly file: string; readonly documents: readonly unknown[] }

const documentsOf = (folder: string): YamlFile[] => (readdirSync(folder, { recursive: true }) as string[])
  .filter((file) => /\.ya?ml$/.test(file)).sort()
  .map((file) => ({ file, documents: parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => document.toJS() as unknown) }));

const wrong = (check: string, object: string, detail: string): Disagreement => ({ ...FALCO, check, object, detail });

/** Every upstream rule is read, and means the same when it is written and read again. */
function upstreamRow(sets: ReadonlyMap<string, RuleSet>): Row {
  const disagreements = [...sets].flatMap(([file, { problems, rules }]) => [
    ...problems.map((problem) => wrong('read', file, problem)),
    ...rules.filter(isChanged).map(({ name }) => wrong('written and read again', name, 'reads differently')),
  ]);
  const cases = [...sets.values()].reduce((sum, { rules }) => sum + rules.length, 0);
  return { part: 'upstream rules are read, and read again as they were written', cases, disagreements };
}

const isChanged = ({ condition }: ReadRule): boolean => {
  const text = filterText(condition);
  return filterText(readFilter(text)) !== text;
};

/** Our conditions are written as their reader writes them, but for quotes. */
function ownRow(set: RuleSet): Row {
  const disagreements = [
    ...set.problems.map((problem) => wrong('read', 'ours', problem)),
    ...set.rules.filter(isChanged).map(({ name }) => wrong('read again', name, 'differs')),
  ];
  return { part: 'rules of the shop are read', cases: set.rules.length, disagreements };
}

function playedRow(part: string, rules: readonly ReadRule[], events: readonly Scripted[], isExact: boolean): Row {
  const disagreements = events.flatMap(({ what, event, fires }) => {
    const fired = rules.filter(({ condition }) => matches(condition, event));
    const hasFired = ([name, priority]: readonly [string, string]): boolean => (
      fired.some((rule) => rule.name.startsWith(name) && rule.priority === priority));
    const missing = Object.entries(fires).filter((one) => !hasFired(one));
    const more = isExact ? fired.filter(({ name }) => !Object.keys(fires).some((one) => name.startsWith(one))) : [];
    const unclear = fired.filter(({ output }) => isExact && /<NA>/.test(outputOf(output, event)));
    return [
      ...missing.map(([name]) => wrong('silent', name, what)), ...more.map(({ name }) => wrong('fires', name, what)),
      ...unclear.map(({ name, output }) => wrong('output', name, outputOf(output, event))),
    ];
  });
  return { part, cases: events.length, disagreements };
}

const suite: Suite = {
  name: 'runtime',
  run: async ({ seed, falco, tetragon, definitions }) => {
    if (falco === undefined || tetragon === undefined || definitions === undefined) {
      throw new Missing('pass --falco FOLDER with the rules of falcosecurity/rules, --tetragon FOLDER with example policies of cilium/tetragon, and '
        + '--definitions FOLDER with its CustomResourceDefinitions');
    }
    const sets = new Map(documentsOf(falco).map(({ file, documents: [entries] }) => [file, new RuleSet(entries as Record<string, unknown>[])]));
    const shop = watchedShop();
    const own = new RuleSet(shop.rules);
    const api = own.rules.filter(({ name }) => name.includes('api'));
    const rows = [
      upstreamRow(sets), ownRow(own), playedRow('events played to the rules of the shop', own.rules, eventsOfApi(shop.apiLabels), true),
      playedRow('events played to upstream rules', [...sets.values()].flatMap(({ rules }) => rules), UPSTREAM, false),
      breakOuts(seed, FALCO), await tracingRow(shop.policies, documentsOf(tetragon).flatMap(({ documents }) => documents), definitions),
    ];
    return {
      tools: [FALCO, { tool: 'tetragon', version: 'v1.7.0' }], rows, shortfalls: api.length === 0 ? ['the api of the shop has no rules'] : [],
      notes: [...sets].map(([file, set]) => `runtime: ${file} has ${set.counts}`).concat('runtime: neither Falco nor Tetragon ran'),
    };
  },
};

void main(suite);
