import { isMap, isPair, isScalar, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { Fault } from './fault';

/**
 * Refuses what YAML 1.1 and 1.2 read as different values. The cluster reads `{?privileged: true}` as the key "privileged", `[A:]` as the text "A:"
 * and `!a,` as a tag with a comma in it; a verdict on the other reading would be about something else than what is deployed.
 */
export function refuseAmbiguity(collection: YAMLMap | YAMLSeq): void {
  if (!collection.flow) return;
  for (const item of collection.items as unknown[]) {
    if (isPair(item)) {
      refusePart(item.key);
      refusePart(item.value);
      if (isColonAtEnd(item.key, item.value)) throw ambiguous('a colon without value', 'write null after it, or quote the text with its colon', item.key);
    } else if (!isMap(item)) {
      refusePart(item);
    }
  }
}

function refusePart(node: unknown): void {
  if (!isPlain(node)) return;
  if (String(node.value).startsWith('?')) throw ambiguous('a text that starts with "?"', 'quote it', node);
  if (node.tag && isEmpty(node)) throw ambiguous('a tag without value', 'write the value after the tag', node);
}

function isColonAtEnd(key: unknown, value: unknown): boolean {
  return isPlain(key) && isPlain(value) && isEmpty(value) && !value.anchor;
}

const isPlain = (node: unknown): node is Scalar => isScalar(node) && node.type === 'PLAIN';
const isEmpty = ({ range }: Scalar): boolean => !range || range[0] === range[1];

function ambiguous(what: string, fix: string, node: unknown): Fault {
  return new Fault(`has ${what} between brackets, which YAML 1.1 and 1.2 read differently`, fix, (node as Scalar).range?.[0]);
}
