import { Job } from './judge';
import { ValidatingPolicy } from '../../src/admission/policy';

/**
 * The policies without their variables. The type check takes a variable for anything, so only what is spelled out from `object` on proves that the
 * fields exist.
 */
export const spelledOut = (policies: readonly ValidatingPolicy[]): Job => ({ policies: policies.map(withoutVariables), review: true, cases: [] });

function withoutVariables({ spec: { variables = [], ...spec }, ...policy }: ValidatingPolicy): object {
  const expressions = new Map(variables.map(({ name, expression }) => [name, NEVER_NULL[name] ?? expression]));
  const inlined = (text: string): string => text.replace(/variables\.(\w+)/g, (_, name: string) => inlined(expressions.get(name)!));
  const validations = spec.validations.map((one) => ({ ...one, expression: inlined(one.expression), messageExpression: undefined }));
  return { ...policy, spec: { ...spec, validations } };
}

/** What a policy spells out in a way that hides the type. */
const NEVER_NULL: Readonly<Record<string, string>> = { containers: 'variables.pod.containers', rules: 'object.rules' };

/** What the type check does not know, though the values have it. */
const UNTYPED: readonly RegExp[] = [
  /undefined field '(requests|limits|sizeLimit)'/, // quantities, which may be texts or numbers
  /'[^']*\.volumes\.@idx' cannot be range of a comprehension|'size' applied to '\([^)]*\.nodeAffinity\)'/, // the keys of an object
];

/** The warnings that name a field which does not exist. */
export const misnamed = (warnings: readonly string[]): string[] => warnings.filter((warning) => !UNTYPED.some((pattern) => pattern.test(warning)));
