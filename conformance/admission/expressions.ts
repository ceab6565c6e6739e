import { Job, Judged } from './judge';
import { toCel } from '../../src/controls/cel';
import { compile, Verdict } from '../../src/controls/evaluate';
import { Expression, field } from '../../src/controls/require';
import { creation } from '../../test/admission/requests';

const value = field('data.value');

const PATTERNS = ['^[a-z0-9]([a-z0-9-]*[a-z0-9])?$', '@sha256:[0-9a-f]{64}$', '^(?:dev|prod)-\\d+$', '[^A-Z]', '\\.example\\.com/', '^$', 'é{2}|😀', '[\\]\\^-]'];
const TEXTS = ['', 'a', 'a-', 'web-1', 'dev-12', 'prod-', `web@sha256:${'0'.repeat(64)}`, 'ABC', 'x.example.com/', 'éé', '😀', ']', '^', 'a\nb', 'dev-1\n'];

const AMOUNTS = ['1', '64Mi', '500m', '1e3', '0'];
const QUANTITIES = [
  '0', '1', '999m', '1000m', '1.5', '64Mi', '67108864', '65Mi', '0.0625Gi', '64M', '1k', '1e3', '1E3', '1E', '-1', '1Ki', '500m', '0.5', '12e-1', '1n', '1u', 'x', '', '1 Gi',
];

const statements: readonly (readonly [Expression, readonly string[]])[] = [
  ...PATTERNS.map((pattern) => [value.matches(pattern), TEXTS] as const),
  ...AMOUNTS.flatMap((amount) => [[value.isQuantityAtLeast(amount), QUANTITIES], [value.isQuantityAtMost(amount), QUANTITIES]] as const),
];

/** One expression about one value that only the API server can tell whether we read it as it does. */
export interface ExpressionCase { readonly name: string; readonly expression: Expression; readonly object: Record<string, unknown> }

const configMap = (data: object): Record<string, unknown> => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'shop' }, data });

/** The expressions, each with the values that it is asked about, and with none. */
export const EXPRESSIONS: readonly (readonly ExpressionCase[])[] = statements.map(([expression, texts]) => [
  ...texts.map((text) => ({ name: `${toCel(expression, { subject: 'x' })} of ${JSON.stringify(text)}`, expression, object: configMap({ value: text }) })),
  { name: `${toCel(expression, { subject: 'x' })} of nothing`, expression, object: configMap({}) },
]);

/** A policy of each expression, with its values. */
export function expressionJobs(): Job[] {
  return EXPRESSIONS.map((cases) => ({ policies: [policyOf(cases[0].expression)], cases: cases.map(({ object }) => creation(object)) }));
}

const policyOf = (expression: Expression): object => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  metadata: { name: 'expressions' },
  spec: {
    matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps'] }] },
    validations: [{ expression: toCel(expression, { subject: 'object' }), message: 'refused' }],
  },
});

/** What our engine says. */
export const ownVerdict = ({ expression, object }: ExpressionCase): Verdict => compile(expression)({ subject: { value: object, pointer: '' } });

/** What the API server says: an expression that fails decides nothing. */
export function theirVerdict({ refusals }: Judged): Verdict {
  if (refusals.some(({ failed }) => failed)) return 'inconclusive';
  return refusals.length > 0 ? 'violation' : 'pass';
}
