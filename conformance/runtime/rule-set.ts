import { Filter, readFilter, Word } from './filter';

type Json = Readonly<Record<string, unknown>>;

/** A rule with the macros and lists of its file put into its condition. */
export interface ReadRule { readonly name: string; readonly condition: Filter; readonly output: string; readonly priority: string }

/** The keys of an entry, by the key that says what it is. https://falco.org/docs/reference/rules/ */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  required_engine_version: ['required_engine_version'],
  required_plugin_versions: ['required_plugin_versions'],
  list: ['list', 'items', 'append', 'override'],
  macro: ['macro', 'condition', 'append', 'override'],
  rule: ['rule', 'desc', 'condition', 'output', 'priority', 'tags', 'enabled', 'exceptions', 'source', 'append', 'override', 'warn_evttypes', 'skip-if-unknown-filter', 'capture', 'capture_duration'],
};

const PRIORITIES = ['EMERGENCY', 'ALERT', 'CRITICAL', 'ERROR', 'WARNING', 'NOTICE', 'INFORMATIONAL', 'INFO', 'DEBUG'];

const textOf = (value: unknown, what: string): string => {
  if (typeof value !== 'string' || value.trim() === '') throw new Error(`${what} is no text`);
  return value.trim();
};

/** The rules of a file, as Falco resolves them: names may be used before the file says what they are. */
export class RuleSet {
  public readonly rules: readonly ReadRule[];
  public readonly problems: string[] = [];
  private readonly lists = new Map<string, readonly string[]>();
  private readonly macros = new Map<string, Filter>();

  constructor(entries: readonly Json[]) {
    entries.forEach((entry) => this.attempt(() => this.note(entry)));
    this.rules = entries.filter((entry) => 'rule' in entry).flatMap((entry) => this.attempt(() => this.ruleOf(entry)) ?? []);
  }

  /** How many entries there are of each kind. */
  public get counts(): string {
    return `${this.lists.size} lists, ${this.macros.size} macros, ${this.rules.length} rules`;
  }

  private note(entry: Json): void {
    const kind = Object.keys(KEYS).find((key) => key in entry);
    if (kind === undefined) throw new Error(`${JSON.stringify(entry).slice(0, 60)} is no entry`);
    const unknown = Object.keys(entry).filter((key) => !KEYS[kind].includes(key));
    if (unknown.length > 0) throw new Error(`${kind} ${String(entry[kind])} has unknown keys ${unknown.join(', ')}`);
    if (kind === 'list') this.lists.set(textOf(entry.list, 'the name of a list'), (entry.items as unknown[]).map((item) => `${item as string}`));
    if (kind === 'macro') this.macros.set(textOf(entry.macro, 'the name of a macro'), readFilter(textOf(entry.condition, `the condition of ${String(entry.macro)}`)));
  }

  private ruleOf(entry: Json): ReadRule {
    const name = textOf(entry.rule, 'the name of a rule');
    const priority = textOf(entry.priority, `the priority of ${name}`);
    if (!PRIORITIES.includes(priority.toUpperCase())) throw new Error(`${name} has the priority ${priority}`);
    textOf(entry.desc, `the description of ${name}`);
    const condition = this.resolved(readFilter(textOf(entry.condition, `the condition of ${name}`)), []);
    return { name, condition, priority: priority.toUpperCase(), output: textOf(entry.output, `the output of ${name}`) };
  }

  private resolved(filter: Filter, within: readonly string[]): Filter {
    switch (filter.is) {
      case 'and': case 'or': return { ...filter, of: filter.of.map((one) => this.resolved(one, within)) };
      case 'not': return { ...filter, of: this.resolved(filter.of, within) };
      case 'name': {
        const macro = this.macros.get(filter.name);
        if (!macro) throw new Error(`there is no macro ${filter.name}`);
        if (within.includes(filter.name)) throw new Error(`macro ${filter.name} needs itself`);
        return this.resolved(macro, [...within, filter.name]);
      }
      case 'list': {
        const { values } = filter;
        return 'field' in values ? filter : { ...filter, values: ('length' in values ? values : [values]).flatMap((word) => this.items(word, [])) };
      }
      default: return filter;
    }
  }

  private items(word: Word, within: readonly string[]): Word[] {
    const items = word.isQuoted ? undefined : this.lists.get(word.text);
    if (!items) return [word];
    if (within.includes(word.text)) throw new Error(`list ${word.text} needs itself`);
    return items.flatMap((item) => {
      const quoted = /^(["'])(.*)\1$/s.exec(item);
      return this.items(quoted ? { text: quoted[2], isQuoted: true } : { text: item, isQuoted: false }, [...within, word.text]);
    });
  }

  private attempt<T>(act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      this.problems.push((error as Error).message);
      return undefined;
    }
  }
}
