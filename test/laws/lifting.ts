import { Environment } from '@marcbachmann/cel-js';
import { withoutNulls } from './placements';
import { lift, reachable } from '../../src/admission/lifting';
import { NamedExpression } from '../../src/controls/cel';
import { Control } from '../../src/controls/control';
import { Expression } from '../../src/controls/require';
import { groupKind, Manifest } from '../../src/objects/manifest';
import { POD_KINDS } from '../../src/objects/pod-template';
import { compareQuantities, ParsedQuantity, parseQuantity } from '../../src/objects/quantity';
import { getOrInsert } from '../../src/objects/remembered';

/** The amounts of the CEL library of Kubernetes. https://pkg.go.dev/k8s.io/apiserver/pkg/cel/library#Quantity */
class CelQuantity {
  constructor(public readonly amount: ParsedQuantity) {}
}

function celQuantity(text: string): CelQuantity {
  const amount = parseQuantity(text);
  if (!amount) throw new Error(`"${text}" is no quantity`);
  return new CelQuantity(amount);
}

const environment = new Environment({ enableOptionalTypes: true, unlistedVariablesAreDyn: true })
  .registerType('Quantity', CelQuantity)
  .registerFunction('quantity(string): Quantity', celQuantity)
  .registerFunction('Quantity.compareTo(Quantity): int', (one: CelQuantity, other: CelQuantity) => BigInt(compareQuantities(one.amount, other.amount)));

/** CEL integers are BigInt in this engine. */
export function asCel(value: unknown): unknown {
  if (Number.isInteger(value)) return BigInt(value as number);
  if (Array.isArray(value)) return value.map(asCel);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, asCel(v)])) : value;
}

const programs = new Map<string, ReturnType<typeof environment.parse>>();

/** What an expression of a policy comes to. It is parsed once, however many objects it judges. */
export function evaluate(expression: string, names: Readonly<Record<string, unknown>>): unknown {
  return getOrInsert(programs, expression, (text) => environment.parse(text))(names as never);
}

/** The values of the variables of a policy, each of which may use those before it. */
export function evaluateVariables(variables: readonly NamedExpression[], names: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { name, expression } of variables) values[name] = evaluate(expression, { ...names, variables: values });
  return values;
}

/** What a CEL engine says of an object. */
export function celVerdict(control: Control, expression: Expression, manifest: Manifest): boolean {
  const object = asCel(withoutNulls(manifest));
  const location = POD_KINDS[groupKind(manifest)];
  const variables = evaluateVariables(reachable(control).variables(location), { object });
  return evaluate(lift(control, expression, location).expression, { object, variables }) === true;
}
