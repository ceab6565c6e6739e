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
/** So many objects in texts are judged; the rest is as good as unread. An alias of YAML repeats a text as often as it likes. */
const MOST_OBJECTS = 1000;

/** The objects that an object holds, given what was found in it. */
export function embeddedContent(content: ResourceContent, reading: EmbeddedReading): EmbeddedContent {
  return new ContentReader(reading).contentOf(content, 0);
}

const NOTHING: EmbeddedContent = { objects: [], unread: [], undeclared: [] };

const together = (parts: readonly EmbeddedContent[]): EmbeddedContent => ({
  objects: parts.flatMap(({ objects }) => objects),
  unread: parts.flatMap(({ unread }) => unread),
  undeclared: parts.flatMap(({ undeclared }) => undeclared),
});

/** Reads the texts of one object, equal ones once. */
class ContentReader {
  private readonly known = new Map<string, readonly Manifest[] | undefined>();
  private left = MOST_OBJECTS;

  constructor(private readonly reading: EmbeddedReading) {}

  public contentOf({ objects, texts }: ResourceContent, depth: number): EmbeddedContent {
    return together([{ ...NOTHING, objects }, ...texts.map((text) => this.ofText(text, depth))]);
  }

  private ofText(text: EmbeddedText, depth: number): EmbeddedContent {
    const { pointer, isFinal } = text;
    const mayBePart = text.judged === 'all' && looksLikePod(text.text);
    const manifests = depth < DEEPEST && this.left > 0 ? this.read(text) : undefined;
    if (!manifests || (manifests.length === 0 && mayBePart)) {
      const kind = kindInText(text) ?? (mayBePart ? PART_OF_POD : undefined);
      return kind === undefined ? NOTHING : { ...NOTHING, unread: [{ pointer, kind }] };
    }
    this.left -= manifests.length;
    return together(manifests.map((manifest) => this.ofObject(manifest, pointer, isFinal, depth)));
  }

  private read(text: EmbeddedText): readonly Manifest[] | undefined {
    if (!this.known.has(text.text)) this.known.set(text.text, objectsInText(text, this.reading.read));
    return this.known.get(text.text);
  }

  /** An object in a text, with what it holds itself: all of it is at the place of the text. */
  private ofObject(manifest: Manifest, pointer: string, isFinal: boolean, depth: number): EmbeddedContent {
    const found = searchResource(manifest, this.reading.custom);
    const { objects, unread, undeclared } = this.contentOf(found, depth + 1);
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
}
