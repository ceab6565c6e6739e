import { resolveControlId, VOCABULARY } from './vocabulary';
import { similarName } from '../objects/similar-names';

/** Former names and those in other tools count too: they are what people remember. */
const NAMES = Object.entries(VOCABULARY).flatMap(([id, { aliases }]) => [id, ...aliases]);
const LONGEST_NAME = 100;

/** The end of a message about a name that no control has: which control may have been meant, or how to list them. */
export function controlSuggestion(name: string): string {
  const similar = similarName(name.slice(0, LONGEST_NAME), NAMES);
  return similar === undefined ? '; `cdk8s-hardened explain` lists all' : `; did you mean "${resolveControlId(similar)}"?`;
}
