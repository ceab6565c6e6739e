import { PLACE_LINES } from './place-table';
import { grouped } from '../grouped';

/** What a user writes into a pod: any of it is enough to reach the secrets and accounts of the namespace. */
const OF_PODS = /^(?:pod|part|container|volumes?) /;

/** Controllers that choose images and volumes themselves; and kinds that other tables have. */
const LEFT_OUT = /^(?:(?:acme\.)?cert-manager\.io|extensions|apps|batch\.volcano\.sh|serving\.knative\.dev)\//;

/** The resources of a kind that the table names by a wildcard. https://github.com/strimzi/strimzi-kafka-operator/tree/main/packaging/install/cluster-operator */
const OF_GROUP: Readonly<Record<string, readonly string[]>> = {
  'kafka.strimzi.io': ['kafkaconnects', 'kafkabridges', 'kafkamirrormaker2s', 'kafkanodepools'],
};

/** The resources by which the API server serves custom kinds that start pods, by API group. */
export const CUSTOM_RESOURCES_WITH_PODS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...grouped(Object.keys(PLACE_LINES).filter(startsPods), (kind) => kind.slice(0, kind.indexOf('/')))]
    .map(([group, kinds]) => [group, [...kinds.filter((kind) => !kind.endsWith('/*')).map(resourceOf), ...(OF_GROUP[group] ?? [])]]),
);

function startsPods(kind: string): boolean {
  return !LEFT_OUT.test(kind) && PLACE_LINES[kind].some((line) => OF_PODS.test(line));
}

/** The English plural, as definitions of custom resources have it. */
export function resourceOf(kind: string): string {
  const name = kind.slice(kind.indexOf('/') + 1).toLowerCase();
  if (name.endsWith('y')) return `${name.slice(0, -1)}ies`;
  return /(?:s|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}
