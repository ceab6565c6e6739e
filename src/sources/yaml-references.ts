import { Alias, isAlias, isMap, isScalar, isSeq, visit, YAMLMap } from 'yaml';
import type { Document, Node } from 'yaml';
import { CORE_TAG } from './yaml-scalar';
import { Syntax } from './yaml-syntax';

/** Whether a key merges the map that is its value, as `<<` does without quotes, or with the tag `!`. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && (key.tag === undefined ? key.type === 'PLAIN' : key.tag === '!' || key.tag === `${CORE_TAG}merge`);
}

/** The maps that a merge key merges, the strongest last; undefined where it names anything else. */
export function mergedMaps(value: unknown, target: (alias: Alias) => Node | undefined): YAMLMap[] | undefined {
  const asMap = (node: unknown): unknown => (isAlias(node) ? target(node) : node);
  const maps = isSeq(value) ? [...value.items].reverse().map(asMap) : [asMap(value)];
  return maps.every(isMap) ? maps : undefined;
}

/** What each alias stands for: the last node before it with that anchor. */
export function aliasTargets(syntax: Syntax): (alias: Alias) => Node | undefined {
  let targets: Map<Alias, Node | undefined> | undefined;
  return (alias) => {
    targets ??= findTargets(syntax);
    return targets.get(alias);
  };
}

function findTargets(syntax: Syntax): Map<Alias, Node | undefined> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node | undefined>();
  visit(syntax as unknown as Document, {
    Node: (_, node) => {
      if (isAlias(node)) targets.set(node, anchors.get(node.source));
      else if (node.anchor) anchors.set(node.anchor, node);
    },
  });
  return targets;
}
