import { Alias, isAlias, isMap, isNode, isScalar, isSeq, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Node } from 'yaml';
import { DEEPEST_NESTING, tooDeep } from './limits';
import { ReadError } from './read-error';
import { refuseAmbiguity, refuseUncertainEnd } from './yaml-ambiguity';
import { aliasTargets, isMergeKey, mergedMaps } from './yaml-references';
import { keyText, scalarValue } from './yaml-scalar';
import { Syntax } from './yaml-syntax';

/** The JSON value of a document as `sigs.k8s.io/yaml` makes it; throws a `ReadError` where it refuses, and where it picks one of two keys silently. */
export function valueOf(syntax: Syntax, text: string): unknown {
  return new Valuation(syntax, text).read(syntax.contents);
}

class Valuation {
  private nodes = 0;
  private copies = 0;
  private depth = 0;
  private readonly open = new Set<Alias>();
  private readonly target: (alias: Alias) => Node | undefined;

  constructor(syntax: Syntax, private readonly text: string) {
    this.target = aliasTargets(syntax);
  }

  public read(node: unknown): unknown {
    this.count(node);
    if (isScalar(node)) return this.scalar(node);
    if (isAlias(node)) return this.through(node, (target) => this.read(target));
    if (isMap(node)) return this.nested(node, () => this.assign({}, node));
    if (isSeq(node)) return this.nested(node, () => node.items.map((item) => this.read(item)));
    return null; // a key without value
  }

  private scalar(node: Scalar): unknown {
    refuseUncertainEnd(node, this.text);
    return scalarValue(node);
  }

  /** Keeps the ratio that go-yaml allows between copies and what is written: small documents may repeat themselves, large ones hardly. */
  private count(node: unknown): void {
    const anchor = isNode(node) && !isAlias(node) && node.anchor;
    if (anchor && !/^[\w-]+$/.test(anchor)) throw new ReadError(`has an anchor &${anchor} that is not made of letters and digits`, 'rename it', offsetOf(node));
    this.nodes += 1;
    if (this.open.size > 0) this.copies += 1;
    if (this.copies <= 100 || this.nodes <= 1000) return;
    const growth = Math.min(1, Math.max(0, (this.nodes - 400_000) / 3_600_000));
    if (this.copies / this.nodes > 0.99 - 0.89 * growth) throw new ReadError('repeats itself too often through aliases', 'write the values out', offsetOf(node));
  }

  private nested<T>(node: YAMLMap | YAMLSeq, read: () => T): T {
    refuseAmbiguity(node, this.text);
    this.depth += 1;
    if (this.depth > DEEPEST_NESTING) throw tooDeep(offsetOf(node));
    const value = read();
    this.depth -= 1;
    return value;
  }

  private through<T>(alias: Alias, read: (target: Node) => T): T {
    const target = this.target(alias);
    if (!target) throw new ReadError(`uses the alias *${alias.source} before its anchor`, `add the anchor &${alias.source} above it`, offsetOf(alias));
    if (this.open.has(alias)) throw new ReadError(`has an anchor &${alias.source} that contains itself`, 'write the value out', offsetOf(alias));
    this.open.add(alias);
    const value = read(target);
    this.open.delete(alias);
    return value;
  }

  /** In the order of the text: a merge key overrides the keys above it, and is overridden by those below. */
  private assign(into: Record<string, unknown>, map: YAMLMap): Record<string, unknown> {
    const own = new Set<string>();
    for (const { key, value } of map.items as Pair[]) {
      if (isMergeKey(key)) {
        this.merge(into, key, value);
        continue;
      }
      const name = this.readKey(key, map);
      if (own.has(name)) throw new ReadError(`has the key ${JSON.stringify(name)} twice in one map`, 'remove one of the two', offsetOf(key));
      own.add(name);
      define(into, name, this.read(value));
    }
    return into;
  }

  private readKey(key: unknown, map: YAMLMap): string {
    this.count(key);
    if (isScalar(key)) refuseUncertainEnd(key, this.text);
    const text = keyText(isAlias(key) ? this.target(key) : key);
    if (text === undefined) throw new ReadError('has a key that is no text', 'quote the key', offsetOf(key ?? map));
    return text;
  }

  private merge(into: Record<string, unknown>, key: unknown, value: unknown): void {
    this.count(value);
    if (!mergedMaps(value, this.target)) throw new ReadError('merges something that is no map', 'name a map, or a list of maps, after "<<:"', offsetOf(key));
    const assign = (node: unknown): unknown => {
      const map = node as YAMLMap;
      this.count(map);
      return this.nested(map, () => this.assign(into, map));
    };
    const mergeOne = (node: unknown): unknown => (isAlias(node) ? this.through(node, assign) : assign(node));
    if (isSeq(value)) [...value.items].reverse().forEach(mergeOne);
    else mergeOne(value);
  }
}

function define(into: Record<string, unknown>, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(into, name, { value, enumerable: true, configurable: true, writable: true });
  else into[name] = value;
}

function offsetOf(node: unknown): number {
  return (node as Node | null | undefined)?.range?.[0] ?? 0;
}
