import { IMAGE_FACTS, ImageFacts } from './image-facts-table';
import { ImageReference, parseImageReference } from '../image-reference';
import { elementsOf, isObject } from '../pointer';
import { remembered } from '../remembered';

const BY_REPOSITORY: ReadonlyMap<string, readonly ImageFacts[]> = byRepository();

function byRepository(): Map<string, ImageFacts[]> {
  const found = new Map<string, ImageFacts[]>();
  for (const facts of IMAGE_FACTS) for (const repository of facts.repositories) found.set(repository, [...found.get(repository) ?? [], facts]);
  return found;
}

/** The names of the images that something is known about. */
export const KNOWN_IMAGES: readonly string[] = [...BY_REPOSITORY.keys()].map((name) => name.replace(/^docker\.io\/(?:library\/)?/, ''));

/** The last parts of the names of these images: most others need not be parsed. */
const LAST_PARTS = new Set([...BY_REPOSITORY.keys()].map(lastPart));

function lastPart(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1).split(/[:@]/, 1)[0];
}

/** What is known about an image by its name; undefined where nothing is. One with a digest alone may be of any version. */
export const imageFactsOf = (image: string): ImageFacts | undefined => (LAST_PARTS.has(lastPart(image)) ? knownFacts(image) : undefined);

const knownFacts = remembered((image): ImageFacts | undefined => {
  const reference = parseImageReference(image);
  if ('problem' in reference) return undefined;
  const known = BY_REPOSITORY.get(`${reference.registry}/${reference.repository}`);
  return known?.map((facts) => ofTag(facts, reference)).find((facts) => facts !== undefined);
});

function ofTag(facts: ImageFacts, { tag, digest }: ImageReference): ImageFacts | undefined {
  if (tag === undefined && digest !== undefined && (facts.tags ?? facts.alpine)) return undefined;
  if (facts.tags && !facts.tags.test(tag ?? 'latest')) return undefined;
  return facts.alpine && tag?.includes('alpine') ? { ...facts, ...facts.alpine } : facts;
}

/** The facts that hold for a container: none where it starts another program than its image does. */
export function containerFacts(container: Readonly<Record<string, unknown>>): ImageFacts | undefined {
  return typeof container.image === 'string' && container.command === undefined ? imageFactsOf(container.image) : undefined;
}

/** An environment variable, as a container lists it. */
export interface ImageVariable { readonly name: string; readonly value: string }

/** The environment variables that the image of a container needs and does not get. Where it gets all of a ConfigMap or a Secret, they may be there. */
export function missingVariables(
  { variables = {} }: ImageFacts, container: Readonly<Record<string, unknown>>,
): readonly ImageVariable[] {
  if (elementsOf(container.envFrom).length > 0) return [];
  const given = new Set(elementsOf(container.env).map((variable) => (isObject(variable) ? variable.name : undefined)));
  return Object.entries(variables).filter(([name]) => !given.has(name)).map(([name, value]) => ({ name, value }));
}

const READ_ONLY_SOURCES = ['configMap', 'secret', 'projected', 'downwardAPI', 'image'];

const folders = (path: string): string => `${path.replace(/^\/var\/run(?=\/|$)/, '/run').replace(/\/+$/, '')}/`;

/** The folders that the image of a container writes to and where nothing is mounted that it may write to: at the folder, above it, or in it. */
export function unmountedFolders(facts: ImageFacts, container: Readonly<Record<string, unknown>>, volumes: readonly unknown[]): readonly string[] {
  const mounted = (Array.isArray(container.volumeMounts) ? container.volumeMounts as unknown[] : []).flatMap((mount) => {
    if (!isObject(mount) || typeof mount.mountPath !== 'string' || mount.readOnly === true) return [];
    const volume = volumes.find((one) => isObject(one) && one.name === mount.name);
    return isObject(volume) && READ_ONLY_SOURCES.some((source) => source in volume) ? [] : folders(mount.mountPath);
  });
  return facts.writes.filter((path) => !mounted.some((at) => at.startsWith(folders(path)) || folders(path).startsWith(at)));
}
