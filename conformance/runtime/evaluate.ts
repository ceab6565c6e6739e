import { Field, Filter, Word } from './filter';
import { cidrContains, singleAddressCidr } from '../../src/objects/cidr';

/** The fields of an event, as a rule reads them; those with an argument are written with it: `proc.aname[2]`. */
export type EventFields = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** Fields of addresses: a value with a prefix length is a block. A field without side is either side. */
const NETWORKS: Readonly<Record<string, readonly string[]>> = {
  'fd.net': ['fd.cip', 'fd.sip'], 'fd.snet': ['fd.sip'], 'fd.cnet': ['fd.cip'], 'fd.rnet': ['fd.rip'], 'fd.lnet': ['fd.lip'], 'fd.ip': ['fd.cip', 'fd.sip'],
};

const FUNCTIONS: Readonly<Record<string, (text: string) => string>> = {
  tolower: (text) => text.toLowerCase(),
  toupper: (text) => text.toUpperCase(),
  b64: (text) => Buffer.from(text, 'base64').toString(),
  basename: (text) => text.slice(text.lastIndexOf('/') + 1),
  val: (text) => text,
};

function valuesOf({ field, argument, functions }: Field, event: EventFields): readonly string[] {
  const name = argument === undefined ? field : `${field}[${argument}]`;
  const names = NETWORKS[field] ?? [name];
  return names.flatMap((one) => event[one] ?? []).map(String).map((text) => functions.reduceRight((inner, fun) => FUNCTIONS[fun](inner), text));
}

const globPattern = (text: string): RegExp => new RegExp(`^${text.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 's');

const OPERATORS: Readonly<Record<string, (value: string, other: string) => boolean>> = {
  '=': (value, other) => isEqual(value, other),
  '==': (value, other) => isEqual(value, other),
  '<': (value, other) => Number(value) < Number(other),
  '<=': (value, other) => Number(value) <= Number(other),
  '>': (value, other) => Number(value) > Number(other),
  '>=': (value, other) => Number(value) >= Number(other),
  'contains': (value, other) => value.includes(other),
  'icontains': (value, other) => value.toLowerCase().includes(other.toLowerCase()),
  'startswith': (value, other) => value.startsWith(other),
  'endswith': (value, other) => value.endsWith(other),
  'glob': (value, other) => globPattern(other).test(value),
  'iglob': (value, other) => globPattern(other.toLowerCase()).test(value.toLowerCase()),
  'pmatch': (value, other) => value === other || value.startsWith(other.endsWith('/') ? other : `${other}/`),
};

/** An address is equal to each block that it is in. */
function isEqual(value: string, other: string): boolean {
  const block = other.includes('/') ? singleAddressCidr(value) : undefined;
  return value === other || (block !== undefined && cidrContains(other, block) === true);
}

/** Whether an event meets a condition. What an event does not have compares with nothing, and is not unequal to anything either. */
export function matches(filter: Filter, event: EventFields): boolean {
  switch (filter.is) {
    case 'and': return filter.of.every((one) => matches(one, event));
    case 'or': return filter.of.some((one) => matches(one, event));
    case 'not': return !matches(filter.of, event);
    case 'exists': return valuesOf(filter.field, event).length > 0;
    case 'compare': return compares(filter, event);
    case 'list': return isListed(filter, event);
    case 'name': throw new Error(`macro ${filter.name} is not resolved`);
  }
}

const othersOf = (value: Word | Field, event: EventFields): readonly string[] => ('field' in value ? valuesOf(value, event) : [value.text]);

function compares({ field, operator, value }: Extract<Filter, { is: 'compare' }>, event: EventFields): boolean {
  const values = valuesOf(field, event);
  const others = othersOf(value, event);
  if (operator === '!=') return values.length > 0 && values.every((one) => others.every((other) => !isEqual(one, other)));
  const holds = OPERATORS[operator];
  if (!holds) throw new Error(`the operator ${operator} is not evaluated`);
  return values.some((one) => others.some((other) => holds(one, other)));
}

function isListed({ field, operator, values }: Extract<Filter, { is: 'list' }>, event: EventFields): boolean {
  const listed = 'length' in values ? values.map(({ text }) => text) : othersOf(values, event);
  const holds = operator === 'pmatch' ? OPERATORS.pmatch : isEqual;
  return valuesOf(field, event).some((one) => listed.some((other) => holds(one, other)));
}

/** The text of an output, with the fields of an event in it. */
export function outputOf(output: string, event: EventFields): string {
  return output.replace(/%([a-zA-Z0-9_.]+(?:\[[^\]]*\])?)/g, (_, field: string) => String(event[field] ?? '<NA>'));
}
