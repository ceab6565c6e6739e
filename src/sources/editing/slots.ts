import { Alias, isAlias, isMap, isScalar, isSeq, Pair, visit, YAMLMap, YAMLSeq } from 'yaml';
import type { Document, Node } from 'yaml';
import { aliasTargets, isMergeKey, mergedMaps } from '../yaml-references';
import { keyText, scalarValue } from '../yaml-scalar';
import { Syntax } from '../yaml-syntax';

/** The place in the syntax that a path leads to. */
export interface Slot {
  /** The map or list that holds the place. */
  readonly parent: YAMLMap | YAMLSeq;
  /** The entry, where the map has it. */
  readonly pair?: Pair;
  /** The index, where the parent is a list; undefined for a new item at its end. */
  readonly index?: number;
  /** The rest of the path, from the key of this place on; longer than one key where maps are missing. */
  readonly rest: readonly string[];
  readonly depth: number;
  /** Whether an alias elsewhere repeats what is written here. */
  readonly isShared: boolean;
}

/** Why no place can be edited. */
export type NoSlot = 'alias' | 'merge' | 'no map' | 'no item';

/** Finds the places of paths, without ever going through an alias or a merge key. */
export class Slots {
  private readonly target: (alias: Alias) => Node | undefined;
  private readonly repeated = new Set<unknown>();

  constructor(private readonly syntax: Syntax) {
    this.target = aliasTargets(syntax);
    visit(syntax as unknown as Document, { Alias: (_, alias) => void this.repeated.add(this.target(alias)) });
  }

  /** The place that a path leads to, or its deepest place that exists. */
  public find(path: readonly string[]): Slot | NoSlot {
    let parent: unknown = this.syntax.contents;
    let isShared = this.repeated.has(parent);
    for (let depth = 0; depth < path.length; depth++) {
      const rest = path.slice(depth);
      if (isAlias(parent)) return 'alias';
      if (!isMap(parent) && !isSeq(parent)) return 'no map';
      const slot: Pick<Slot, 'pair' | 'index'> | NoSlot = isSeq(parent) ? itemOf(parent, rest) : this.entryOf(parent, rest);
      if (typeof slot === 'string') return slot;
      const item = slot.index === undefined ? undefined : (parent as YAMLSeq).items[slot.index];
      const value = slot.pair ? slot.pair.value : item;
      const isEnd = rest.length === 1 || isNull(value);
      if (isEnd) return { ...slot, parent, rest, depth, isShared: isShared || this.repeated.has(value) };
      parent = value;
      isShared ||= this.repeated.has(parent);
    }
    return 'no map';
  }

  /** The last entry with a key decides; where a merge below overrides it, it is not the place. */
  private entryOf(map: YAMLMap, [key]: readonly string[]): Pick<Slot, 'pair'> | NoSlot {
    for (const pair of [...map.items as Pair[]].reverse()) {
      if (isMergeKey(pair.key)) {
        if (this.merges(pair.value, key)) return 'merge';
      } else if (keyText(isAlias(pair.key) ? this.target(pair.key) : pair.key) === key) {
        return { pair };
      }
    }
    return {};
  }

  private merges(value: unknown, key: string): boolean {
    return (mergedMaps(value, this.target) ?? []).some((map) => (map.items as Pair[]).some((pair) => (
      isMergeKey(pair.key) ? this.merges(pair.value, key) : keyText(isAlias(pair.key) ? this.target(pair.key) : pair.key) === key)));
  }
}

function itemOf(list: YAMLSeq, [key]: readonly string[]): Pick<Slot, 'index'> | NoSlot {
  if (key === '-') return {};
  const index = Number(key);
  return Number.isInteger(index) && index >= 0 && index < list.items.length ? { index } : 'no item';
}

/** Whether a value is absent to `harden`: no value, or null in any spelling. */
export function isNull(value: unknown): boolean {
  return value === undefined || value === null || (isScalar(value) && scalarValue(value) === null);
}
