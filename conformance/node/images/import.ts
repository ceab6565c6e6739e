import { execFileSync } from 'child_process';
import { createHash } from 'crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { getOrInsert } from '../../../src/objects/remembered';
import { Outcome } from '../machine/namespaces';

/** Writes files below a folder. */
type Fill = (folder: string) => void;

/** An image that a run makes. */
export interface Image {
  /** The references under which manifests name it. */
  readonly references: readonly string[];
  /** Fills the folder of a layer below, which images share that name the same function. @default - one layer */
  readonly base?: Fill;
  /** Fills the folder of its root file system. */
  readonly fill: Fill;
  readonly entrypoint: readonly string[];
  /** What the entrypoint gets as arguments, where a container has none of its own. @default - none */
  readonly command?: readonly string[];
  /** A user that is no number has to be in its /etc/passwd. */
  readonly user: string;
  readonly workingFolder?: string;
  readonly environment?: readonly string[];
}

interface Runner { readonly run: (command: readonly string[]) => Promise<Outcome> }

interface Blob { readonly digest: string; readonly size: number }

const OCI = 'application/vnd.oci.image';
const ARCHITECTURE: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * The name that containerd looks for: with the host of its registry, and without a tag beside a digest.
 * @see https://github.com/distribution/reference/blob/main/normalize.go
 */
export function storedName(reference: string): string {
  const first = reference.split('/')[0];
  const hasHost = reference.includes('/') && (/[.:]/.test(first) || first === 'localhost');
  const path = hasHost ? reference : `docker.io/${reference.includes('/') ? '' : 'library/'}${reference}`;
  const [name, digest] = path.split('@');
  const tag = /:[^:/]+$/;
  if (digest !== undefined) return `${name.replace(tag, '')}@${digest}`;
  return tag.test(name) ? name : `${name}:latest`;
}

/** Moves or writes a blob to where its digest says. */
function blobOf(layout: string, file: string): Blob {
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
  const { size } = statSync(file);
  renameSync(file, join(layout, 'blobs', 'sha256', digest));
  return { digest: `sha256:${digest}`, size };
}

function jsonBlob(layout: string, value: unknown): Blob {
  const file = join(layout, 'new.json');
  writeFileSync(file, JSON.stringify(value));
  return blobOf(layout, file);
}

/** One layer, the same for the same files. */
function layerOf(layout: string, fill: Fill): Blob {
  const root = join(layout, 'root');
  const layer = join(layout, 'layer.tar');
  mkdirSync(root);
  fill(root);
  execFileSync('tar', ['--create', '--file', layer, '--sort=name', '--mtime=@0', '--numeric-owner', '--directory', root, '.']);
  rmSync(root, { recursive: true });
  return blobOf(layout, layer);
}

/** @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md */
function addImage(layout: string, image: Image, bases: Map<Fill, Blob>): unknown[] {
  const { base, fill, user, entrypoint, command, workingFolder, environment = [] } = image;
  const layers = [...(base ? [getOrInsert(bases, base, () => layerOf(layout, base))] : []), layerOf(layout, fill)];
  const config = jsonBlob(layout, {
    architecture: ARCHITECTURE[process.arch],
    os: 'linux',
    config: { User: user, Entrypoint: entrypoint, Cmd: command, WorkingDir: workingFolder, Env: environment },
    rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) },
  });
  const manifest = jsonBlob(layout, {
    schemaVersion: 2,
    mediaType: `${OCI}.manifest.v1+json`,
    config: { mediaType: `${OCI}.config.v1+json`, ...config },
    layers: layers.map((layer) => ({ mediaType: `${OCI}.layer.v1.tar`, ...layer })),
  });
  return image.references.map((reference) => ({
    mediaType: `${OCI}.manifest.v1+json`, ...manifest, annotations: { 'io.containerd.image.name': storedName(reference) },
  }));
}

/** Makes images and hands them to containerd, in a folder that it sees. */
export async function importImages(runner: Runner, folder: string, images: readonly Image[]): Promise<void> {
  const layout = join(folder, 'images');
  const archive = join(folder, 'images.tar');
  mkdirSync(join(layout, 'blobs', 'sha256'), { recursive: true });
  writeFileSync(join(layout, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  const bases = new Map<Fill, Blob>();
  const manifests = images.flatMap((image) => addImage(layout, image, bases));
  writeFileSync(join(layout, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  execFileSync('tar', ['--create', '--file', archive, '--directory', layout, '.']);
  rmSync(layout, { recursive: true });
  const { status, stderr } = await runner.run(['ctr', '--namespace', 'k8s.io', 'images', 'import', '/run/node/images.tar']);
  rmSync(archive);
  if (status !== 0) throw new Error(`containerd does not take the images: ${stderr}`);
}
