import { isAlias, isMap, isSeq, Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { Node } from 'yaml';
import { assignAt } from './assign-values';
import { TextChange } from './edit';
import { addToBlockMap, addToFlowMap } from './new-entries';
import { addToList } from './new-items';
import { replaceEntry, replaceItem } from './new-values';
import { isNull, NoSlot, Slot, Slots } from './slots';
import { Around } from './text-style';
import { descend, isObject } from '../../objects/pointer';
import { getOrInsert } from '../../objects/remembered';

interface NewEntries { readonly map: YAMLMap; readonly depth: number; readonly values: Record<string, unknown> }
interface NewItems { readonly list: YAMLSeq; readonly depth: number; readonly values: unknown[] }
interface NewValue { readonly slot: Slot; readonly length: number; readonly holder: { value: unknown } }

/** Why an edit is not made. */
export type RefusalReason = NoSlot | 'shared' | 'unclear';

/** Collects the edits of one document, those of one map together, and turns them into changes of its text. */
export class Plan {
  private readonly entries = new Map<YAMLMap, NewEntries>();
  private readonly items = new Map<YAMLSeq, NewItems>();
  /** By the path of the value, of that length. */
  private readonly values = new Map<string, NewValue>();

  constructor(private readonly slots: Slots, private readonly around: Around, private readonly mayShare: boolean) {}

  /** Takes an edit, or says why it cannot be made. */
  public add(path: readonly string[], value: unknown, replace: boolean): RefusalReason | undefined {
    const within = this.newValueAbove(path);
    if (within) return assignAt(within.holder, ['value', ...path.slice(within.length)], value, replace) ? undefined : 'no map';
    const slot = this.slots.find(path);
    if (typeof slot === 'string') return slot;
    if (slot.isShared && !this.mayShare) return 'shared';
    if (!slot.pair && slot.index === undefined) {
      return isSeq(slot.parent) ? this.addItem(slot.parent, slot, value) : this.addEntry(slot, value,
        replace);
    }
    const present = slot.pair ? slot.pair.value : (slot.parent as YAMLSeq).items[slot.index!];
    if (!replace && isAlias(present)) return 'alias';
    if (!replace && !isNull(present)) return isMap(present) && isObject(value) ? this.addEach(path, value) : undefined;
    return this.addValue(slot, path.slice(0, slot.depth + 1), value, replace);
  }

  /** The changes, or undefined where the text has a form that is not understood. */
  public changes(): TextChange[] | undefined {
    const changes: TextChange[] = [];
    for (const { map, depth, values } of this.entries.values()) {
      const added = (map.flow ? addToFlowMap : addToBlockMap)(map, values, this.around, depth);
      if (!added) return undefined;
      changes.push(...added);
    }
    for (const { list, depth, values } of this.items.values()) changes.push(...addToList(list, values, this.around, depth));
    for (const { slot, holder } of this.values.values()) {
      const replaced = replaceAt(slot, holder.value, this.around);
      if (!replaced) return undefined;
      changes.push(...replaced);
    }
    return changes;
  }

  private newValueAbove(path: readonly string[]): NewValue | undefined {
    if (this.values.size === 0) return undefined;
    const known = path.map((_, i) => this.values.get(descend('', path.slice(0, i + 1))));
    return known.find((value) => value !== undefined);
  }

  private addEntry({ parent, depth, rest }: Slot, value: unknown, replace: boolean): RefusalReason | undefined {
    const map = parent as YAMLMap;
    const { values } = getOrInsert(this.entries, map, () => ({ map, depth, values: {} }));
    return assignAt(values, rest, value, replace) ? undefined : 'no map';
  }

  private addItem(list: YAMLSeq, { depth, rest }: Slot, value: unknown): RefusalReason | undefined {
    if (rest.length > 1) return 'no item';
    getOrInsert(this.items, list, (): NewItems => ({ list, depth, values: [] })).values.push(value);
    return undefined;
  }

  private addEach(path: readonly string[], value: Readonly<Record<string, unknown>>): RefusalReason | undefined {
    const reasons = Object.entries(value).map(([key, child]) => this.add([...path, key], child, false));
    return reasons.find((reason) => reason !== undefined);
  }

  private addValue(slot: Slot, path: readonly string[], value: unknown, replace: boolean): RefusalReason | undefined {
    const holder = { value: null };
    this.values.set(descend('', path), { slot, length: path.length, holder });
    return assignAt(holder, ['value', ...slot.rest.slice(1)], value, replace) ? undefined : 'no map';
  }
}

function replaceAt({ pair, parent, index, depth }: Slot, value: unknown, around: Around): TextChange[] | undefined {
  if (pair) return replaceEntry(pair as Pair<Node, Node | null>, parent as YAMLMap, value, around, depth);
  return replaceItem((parent as YAMLSeq).items[index!] as Node, value, around, depth);
}
