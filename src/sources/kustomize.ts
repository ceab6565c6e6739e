import { readFileSync, realpathSync, statSync } from 'fs';
import { basename, dirname, join, relative, resolve, sep } from 'path';
import { piecesOf } from './pieces';
import { readDocuments } from './read-document';
import { ReadError } from './read-error';
import { elementsOf, isObject } from '../objects/pointer';
import { getOrInsert } from '../objects/remembered';

/** The names of a kustomization, as kustomize looks for them. A component has the same. */
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Far more than any kustomization is long. */
const MOST_BYTES = 1024 * 1024;

/** What a kustomization says. */
interface Kustomization {
  /** The files that it names, by their real paths, with what they are to it. */
  readonly files: ReadonlyMap<string, string>;
  /** Where it puts its objects. */
  readonly namespace?: string;
}

/**
 * What files are to the kustomizations in their folder and in the folders above, which is as far as kustomize reads unless told otherwise. A patch is no
 * object of its own, and files of a generator are the data of a ConfigMap or Secret.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export class KustomizeFiles {
  /** Null for a folder without a kustomization. */
  private readonly places = new Map<string, string | null>();
  /** Null for a kustomization that cannot be read. */
  private readonly byPath = new Map<string, Kustomization | null>();

  /** Why a file is no manifest of its own, as a sentence: `overlay/kustomization.yaml lists it as a patch`. Undefined where nothing says so. */
  public partBecause(file: string): string | undefined {
    const path = realPath(file);
    for (const [place, kustomization] of this.above(path)) {
      if (!kustomization) return `${shown(place)} may list it as a patch and cannot be read`;
      const role = kustomization.files.get(path);
      if (role !== undefined) return `${shown(place)} lists it as ${role}`;
    }
    return undefined;
  }

  /** Whether a kustomization merges a file into other objects. */
  public isPatch(file: string): boolean {
    const path = realPath(file);
    for (const [, kustomization] of this.above(path)) if (kustomization?.files.get(path) === PATCH) return true;
    return false;
  }

  /** The namespace that the nearest kustomization puts the objects of a file in. */
  public namespaceOf(file: string): string | undefined {
    for (const [, kustomization] of this.above(realPath(file))) if (kustomization?.namespace !== undefined) return kustomization.namespace;
    return undefined;
  }

  /** The kustomizations in the folder of a file and above, the nearest first. */
  private* above(path: string): Generator<readonly [place: string, kustomization: Kustomization | null]> {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const place = getOrInsert(this.places, folder, () => NAMES.map((name) => join(folder, name)).find(isFile) ?? null);
      if (place !== null) yield [place, getOrInsert(this.byPath, place, readKustomization)];
      if (folder === dirname(folder)) return;
    }
  }
}

function readKustomization(place: string): Kustomization | null {
  const [value, ...others] = documentsIn(place) ?? [];
  if (!isObject(value) || others.length > 0) return null;
  const folder = dirname(place);
  const named = [...filesNamedBy(value), ...pluginsOf(value, folder).flatMap((one) => [...filesNamedByPlugin(one)])];
  return {
    files: new Map(named.map(([file, role]) => [realPath(resolve(folder, file)), role])),
    ...(typeof value.namespace === 'string' && value.namespace !== '' && { namespace: value.namespace }),
  };
}

const PATCH = 'a patch';
const DATA = 'data of a generator';

function* filesNamedBy(value: Readonly<Record<string, unknown>>): Generator<readonly [file: string, role: string]> {
  const { patches, patchesStrategicMerge, patchesJson6902, configMapGenerator, secretGenerator, replacements } = value;
  for (const patch of [patches, patchesStrategicMerge, patchesJson6902].flatMap(elementsOf)) {
    const file = isObject(patch) ? patch.path : patch;
    if (isPath(file)) yield [file, PATCH];
  }
  for (const one of elementsOf(replacements)) if (isObject(one) && isPath(one.path)) yield [one.path, 'a replacement'];
  for (const generator of [...elementsOf(configMapGenerator), ...elementsOf(secretGenerator)]) {
    if (isObject(generator)) yield* dataOf(generator);
  }
}

function* dataOf({ files, envs, env }: Readonly<Record<string, unknown>>): Generator<readonly [file: string, role: string]> {
  for (const file of [...elementsOf(files), ...elementsOf(envs), env]) {
    if (isPath(file)) yield [file.slice(file.indexOf('=') + 1), DATA]; // `key=path`
  }
}

/** What a transformer or a generator that stands in a file of its own, or in the text of the kustomization, names in its fields. */
function* filesNamedByPlugin(plugin: Readonly<Record<string, unknown>>): Generator<readonly [file: string, role: string]> {
  for (const file of [...elementsOf(plugin.paths), plugin.path]) if (isPath(file)) yield [file, PATCH];
  yield* filesNamedBy(plugin);
  yield* dataOf(plugin);
}

/** The transformers and generators of a kustomization, such as `PatchTransformer`. */
function pluginsOf({ transformers, generators }: Readonly<Record<string, unknown>>, folder: string): Readonly<Record<string, unknown>>[] {
  return [...elementsOf(transformers), ...elementsOf(generators)].filter((one): one is string => typeof one === 'string')
    .flatMap((one) => (isPath(one) ? documentsIn(join(folder, one)) : documentsOf(one)) ?? []).filter(isObject);
}

/** A patch may be written in place of a path; paths have one line. */
const isPath = (value: unknown): value is string => typeof value === 'string' && value !== '' && !value.includes('\n');

function documentsIn(file: string): unknown[] | undefined {
  if (!isFile(file) || statSync(file).size > MOST_BYTES) return undefined;
  try {
    return documentsOf(readFileSync(file));
  } catch {
    return undefined;
  }
}

/** Undefined where one of them cannot be read; empty ones are left out. */
function documentsOf(text: string | Buffer): unknown[] | undefined {
  const documents: unknown[] = [];
  for (const { bytes, line } of piecesOf([Buffer.from(text)])) {
    const read = readDocuments(bytes, line === 1);
    for (const one of read instanceof ReadError ? [read] : read.documents) {
      if (one instanceof ReadError) return undefined;
      if (one.value !== null) documents.push(one.value);
    }
  }
  return documents;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The path without links; as it is where there is no such file. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return join(resolve(dirname(path)), basename(path));
  }
}

/** Relative to the working directory, as other files are named. */
const shown = (path: string): string => relative(realPath('.'), path).split(sep).join('/');
