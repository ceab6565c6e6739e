import { exampleObject, within } from './example-object';
import { Subject } from './subject';
import { bareKind } from '../../objects/manifest';
import { childPointer } from '../../objects/pointer';
import { listOrNull } from '../cel';

/** What tells the elements of one list from those of another. */
export interface ListSubject {
  readonly name: string;
  /** The kinds that have the list, with their groups. */
  readonly kinds: readonly string[];
  /** The field of the object that holds the list. */
  readonly list: string;
  /** One element, in documentation and messages: `rule`. */
  readonly noun: string;
  /** Where such elements are, after `each`: `rule of the role`. */
  readonly description: string;
  /** The CEL name of one element. */
  readonly variable: string;
  /** A CEL text that identifies one element to a reader. */
  readonly label: string;
  /** Why no policy can enforce controls about it. */
  readonly notAdmitted?: string;
}

/** The elements of a list that objects of some kinds have at their root. */
export function listSubject({ name, kinds, list, noun, description, variable, label, notAdmitted }: ListSubject): Subject {
  return {
    name,
    isIn: (groupKind) => kinds.includes(groupKind),
    framesIn: ({ manifest: { [list]: elements }, groupKind, object }) => {
      if (!kinds.includes(groupKind) || !Array.isArray(elements)) return [];
      return elements.map((value: unknown, index) => ({ subject: { value, pointer: childPointer(`/${list}`, index) }, object }));
    },
    cel: {
      holder: `/${list}`,
      variables: () => [{ name: list, expression: listOrNull('object', list) }],
      name: variable,
      lists: { variables: () => [list], noun, label, separator: '; ' },
    },
    notAdmitted,
    text: { variable: noun, meaning: () => `each ${description}`, each: `each ${noun}` },
    examples: {
      showsUnset: true,
      excerpt: ({ subject }) => [{ [list]: [subject] }],
      placements: ({ subject }, { kinds: only }) => within(kinds, only)
        .map((kind) => ({ where: bareKind(kind), manifests: [exampleObject(kind, { [list]: [subject] })] })),
    },
  };
}
