import { Alias, isAlias, isMap, isSeq, Pair, YAMLMap } from 'yaml';
import type { Node } from 'yaml';
import { aliasTargets, isMergeKey, mergedMaps } from './yaml-references';
import { keyText } from './yaml-scalar';
import { Syntax } from './yaml-syntax';

/** A key of a document, with what it holds. */
interface MapEntry {
  /** The key as it is written, or an item of a list. */
  readonly at: Node;
  readonly value: unknown;
}

/** Finds the keys of a JSON value in the text that it was read from. */
export class YamlPositions {
  private readonly target: (alias: Alias) => Node | undefined;

  constructor(private readonly syntax: Syntax) {
    this.target = aliasTargets(syntax);
  }

  /** The offset of the key at the end of a path, or of its nearest parent that exists. */
  public offsetOf(path: readonly string[]): number {
    let entry: MapEntry = { at: this.syntax.contents, value: this.syntax.contents };
    for (const key of path) {
      const next = this.child(this.resolve(entry.value), key);
      if (!next) break;
      entry = next;
    }
    return entry.at.range?.[0] ?? 0;
  }

  private resolve(node: unknown): unknown {
    return isAlias(node) ? this.target(node) : node;
  }

  private child(node: unknown, key: string): MapEntry | undefined {
    if (isSeq(node)) {
      const item = node.items[Number(key)] as Node | undefined;
      return item && { at: item, value: item };
    }
    return isMap(node) ? this.lastIn(node, key) : undefined;
  }

  /** The entry that decided the value: the last one, be it written in the map or merged into it. */
  private lastIn(map: YAMLMap, key: string): MapEntry | undefined {
    for (const { key: at, value } of [...map.items as Pair[]].reverse()) {
      const merged = isMergeKey(at) ? this.merged(value, key) : undefined;
      if (merged) return merged;
      if (!isMergeKey(at) && keyText(this.resolve(at)) === key) return { at: at as Node, value };
    }
    return undefined;
  }

  private merged(value: unknown, key: string): MapEntry | undefined {
    for (const map of (mergedMaps(value, this.target) ?? []).reverse()) {
      const found = this.lastIn(map, key);
      if (found) return found;
    }
    return undefined;
  }
}
