import { loadAll } from 'js-yaml';
import { build } from '../../examples/shop/shop';

type Json = Readonly<Record<string, any>>;

/** What watches the shop, and the labels of its api. */
export interface WatchedShop {
  readonly rules: readonly Json[];
  readonly policies: readonly Json[];
  readonly apiLabels: Readonly<Record<string, string>>;
}

/** The shop with everything that watches it. */
export function watchedShop(): WatchedShop {
  const objects = loadAll(build(true).synthYaml()) as Json[];
  const rules = objects.find(({ kind, data }) => kind === 'ConfigMap' && data['hardened_rules.yaml'] !== undefined)!.data['hardened_rules.yaml'];
  const api = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name.includes('api'))!;
  return {
    rules: loadAll(rules)[0] as Json[], policies: objects.filter(({ kind }) => kind === 'TracingPolicyNamespaced'), apiLabels: api.spec.selector.matchLabels,
  };
}
