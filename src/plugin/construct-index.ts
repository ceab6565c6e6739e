import * as fs from 'fs';
import * as path from 'path';
import { ValidationContext } from './validation-context';
import { grouped } from '../objects/grouped';
import { keyOf, keyText, Manifest, ObjectKey } from '../objects/manifest';
import { isObject } from '../objects/pointer';

/** What made an object. */
interface Made {
  readonly constructPath?: string;
  /** As `main.ts:12`. */
  readonly source?: string;
}

type Index = Readonly<Record<string, Made>>;

/** The constructs behind the objects of a synth. cdk8s-cli looks for them by name alone, so that a Service may be taken for its Deployment. */
export class ConstructIndex {
  /** From what a HardenedApp wrote beside its output folder; for another app from what cdk8s-cli knows, as far as it is unambiguous. */
  public static of(context: ValidationContext): ConstructIndex {
    const file = context.stdout ? undefined : writtenIndex(context.manifests[0]);
    return new ConstructIndex(file === undefined ? indexByName(context) : readIndex(file));
  }

  private constructor(private readonly objects: Index) {}

  /** What made the object, as far as it is known. */
  public madeBy(object: ObjectKey): Made {
    return this.objects[keyText(object)] ?? {};
  }
}

/** It is beside the output folder, in which a manifest may have a folder of its chart. An app writes it last, so an older one is that of another synth. */
function writtenIndex(manifest: string): string | undefined {
  const beside = path.dirname(path.dirname(path.resolve(manifest)));
  return [beside, path.dirname(beside)].map((folder) => path.join(folder, '.hardened', 'index.json'))
    .find((file) => isFile(file) && fs.statSync(file).mtimeMs >= fs.statSync(manifest).mtimeMs);
}

const isFile = (file: string): boolean => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

function readIndex(file: string): Index {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Index;
  } catch (error) {
    throw new Error(`cannot read "${file}": ${(error as Error).message}; delete it, the next synth writes it anew`);
  }
}

function indexByName(context: ValidationContext): Index {
  const keys = context.manifests.flatMap((file) => manifestsIn(file, context)).map(keyOf);
  const unique = [...grouped(keys, ({ name }) => name).values()].filter(({ length }) => length === 1).flat();
  return Object.fromEntries(unique.map((key) => [keyText(key), { constructPath: context.metadata[key.name]?.path }]));
}

/** What cannot be read is a finding of the check; here it only has no construct. */
function manifestsIn(file: string, context: ValidationContext): Manifest[] {
  try {
    return context.parseManifest(file).filter((value): value is Manifest => isObject(value));
  } catch {
    return [];
  }
}
