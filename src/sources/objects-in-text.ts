import { readText } from './read-source';
import { Manifest } from '../objects/manifest';

/** The objects of a text in an object, lists taken apart; undefined where a part of it cannot be read, or Helm fills it in. */
export function objectsIn(text: string): readonly Manifest[] | undefined {
  const objects: Manifest[] = [];
  for (const item of readText(text, '')) {
    if (item.type === 'problem' || (item.type === 'object' && item.hasExpressions)) return undefined;
    if (item.type === 'object') objects.push(item.manifest);
  }
  return objects;
}
