import { EmbeddedObject } from './embedded-object';
import { EmbeddedText, kindInText, looksLikePod, ObjectReader, objectsInText } from './embedded-text';
import { ResourceContent, searchResource } from './resource-search';
import { CustomPodSpecs } from '../custom-pod-specs';
import { Manifest } from '../manifest';

/** What stands in an object and in the objects that it holds, and so on. */
export interface EmbeddedContent {
  /** The objects, those in texts with the pointers of their texts. */
  readonly objects: readonly EmbeddedObject[];
  /** Texts that seem to hold an object, and that nobody could read. */
  readonly unread: readonly UnreadText[];
  /** Where an object in a text has what looks like pods, at a place that nobody declared. */
  readonly undeclared: readonly UndeclaredInText[];
}

/** Stands for the kind of a text that is no object and looks like a part of a pod. */
export const PART_OF_POD = '';

export interface UnreadText { readonly pointer: string; readonly kind: string }

/** A place in an object that stands in a text. */
export interface UndeclaredInText { readonly pointer: string; readonly object: Manifest; readonly pattern: string }

/** How the objects in an object are found. */
export interface EmbeddedReading {
  readonly custom?: CustomPodSpecs;
  /** Without it no text is read. */
  readonly read?: ObjectReader;
}

/** Texts in objects in texts are read that deep; nobody writes them deeper. */
const DEEPEST = 4;

/** The objects that an object holds, given what was found in it. */
export function embeddedContent({ objects, texts }: ResourceContent, reading: EmbeddedReading, depth = 0): EmbeddedContent {
  return together([{ ...NOTHING, objects }, ...texts.map((text) => contentOfText(text, reading, depth))]);
}

const NOTHING: EmbeddedContent = { objects: [], unread: [], undeclared: [] };

const together = (parts: readonly EmbeddedContent[]): EmbeddedContent => ({
  objects: parts.flatMap(({ objects }) => objects),
  unread: parts.flatMap(({ unread }) => unread),
  undeclared: parts.flatMap(({ undeclared }) => undeclared),
});

function contentOfText(text: EmbeddedText, reading: EmbeddedReading, depth: number): EmbeddedContent {
  const { pointer, isFinal } = text;
  const manifests = depth < DEEPEST ? objectsInText(text, reading.read) : undefined;
  if (!manifests || (manifests.length === 0 && text.judged === 'all' && looksLikePod(text.text))) {
    const kind = kindInText(text) ?? (text.judged === 'all' && looksLikePod(text.text) ? PART_OF_POD : undefined);
    return kind === undefined ? NOTHING : { ...NOTHING, unread: [{ pointer, kind }] };
  }
  const parts = manifests.map((manifest) => contentOfObject(manifest, pointer, isFinal, reading, depth));
  return together(parts);
}

/** An object in a text, with what it holds itself: all of it is at the place of the text. */
function contentOfObject(manifest: Manifest, pointer: string, isFinal: boolean, reading: EmbeddedReading, depth: number): EmbeddedContent {
  const found = searchResource(manifest, reading.custom);
  const { objects, unread, undeclared } = embeddedContent(found, reading, depth + 1);
  const inText = (object: EmbeddedObject): EmbeddedObject => ({ ...object, pointer, isInText: true });
  return {
    objects: [{ manifest, pointer, wrapped: '', isInText: true, ...(isFinal && { isFinal }) }, ...objects.map(inText)],
    unread: unread.map(({ kind }) => ({ pointer, kind })),
    undeclared: [
      ...found.undeclared.map(({ pattern }) => ({ pointer, object: manifest, pattern })),
      ...undeclared.map((one) => ({ ...one, pointer })),
    ],
  };
}
