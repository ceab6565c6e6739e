import { World } from './world';
import { isObject } from '../../src/objects/pointer';

/** A way in which another evaluator reads policies differently: a world that means to us what the given one means to it. */
export interface Reading {
  /** As KNOWN.md names it. */
  readonly check: string;
  readonly tool: string;
  readonly rewrite: (world: World) => World;
}

type Json = Record<string, any>;

/** Every object below a value, replaced from the innermost outwards. */
function mapped(value: unknown, replace: (object: Json) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, replace));
  if (!isObject(value)) return value;
  return replace(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, replace)])));
}

const withPolicies = (replace: (object: Json) => unknown) => (world: World): World => (
  { ...world, policies: world.policies.map((policy) => mapped(policy, replace) as Json) });

/** A label that is missing is not among any values to us; here it is no match for `NotIn`. */
function demandingLabels(selector: Json): Json {
  if (!Array.isArray(selector.matchExpressions)) return selector;
  const demanded = selector.matchExpressions.filter(({ operator }: Json) => operator === 'NotIn').map(({ key }: Json) => ({ key, operator: 'Exists' }));
  return { ...selector, matchExpressions: [...selector.matchExpressions, ...demanded] };
}

/** An empty value in `matchLabels` matches a label that is missing, which is any but the values that labels have. */
const emptyOrMissing = (values: readonly string[]) => (selector: Json): Json => {
  if (!isObject(selector.matchLabels)) return selector;
  const entries = Object.entries(selector.matchLabels);
  const others = entries.filter(([, value]) => value === '').map(([key]) => ({ key, operator: 'NotIn', values }));
  return {
    ...selector, matchLabels: Object.fromEntries(entries.filter(([, value]) => value !== '')), matchExpressions: [...selector.matchExpressions ?? [], ...others],
  };
};

const CYCLONUS = 'github.com/mattfenwick/cyclonus';
const KUBE_NETWORK_POLICIES = 'sigs.k8s.io/kube-network-policies';

const valuesIn = ({ pods, namespaces }: World): string[] => [...pods.map(({ manifest }) => manifest), ...namespaces]
  .flatMap(({ metadata }) => [...Object.values((metadata as Json).labels ?? {}), (metadata as Json).name] as string[]).filter((value) => value !== '');

/** In the order in which they are applied together: what an earlier one adds, a later one must not change. */
export const READINGS: readonly Reading[] = [
  { tool: CYCLONUS, check: 'NotIn and a label that is missing', rewrite: withPolicies(demandingLabels) },
  { tool: CYCLONUS, check: 'an empty value and a label that is missing', rewrite: (world) => withPolicies(emptyOrMissing(valuesIn(world)))(world) },
  {
    tool: KUBE_NETWORK_POLICIES,
    check: 'port names of sidecars',
    rewrite: (world) => ({
      ...world,
      pods: world.pods.map((pod) => ({ ...pod, manifest: mapped(pod.manifest, ({ initContainers: _, ...rest }) => rest) as Json })),
    }),
  },
];
