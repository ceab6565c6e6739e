import { hardenedManifest, HardenedManifest, objectsOf } from './hardened-manifest';
import { PublishedImage } from './published-image';
import { Failure, IMAGES, outcomes, Trial } from './trial';
import { Problem, problems, Tally } from '../../apiserver/tally';
import { Row } from '../../suite';
import { RunningNode } from '../machine/running-node';

/** The calls of `harden`, by what is said of them. */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  'harden': [],
  'harden --writable-tmp': ['--writable-tmp'],
  'harden --writable-paths': ['--writable-paths'],
};

/** The same image in a registry of one's own, of which nothing is known. */
export const mirrored = ({ reference }: PublishedImage): string => `registry.example.com/mirror/${reference.split('/').pop()!}`;

const manifestOf = (image: PublishedImage, isMirrored: boolean): string => (
  isMirrored ? image.manifest.replace(`image: ${image.reference}`, `image: ${mirrored(image)}`) : image.manifest);

/** One image that was hardened in one way, and ran or not. */
export interface HardenedRun extends Pick<HardenedManifest, 'foretold'> {
  readonly image: string;
  readonly isKnown: boolean;
  readonly way: string;
  readonly failure: Failure;
}

/** Images as people write them run. */
export async function asWritten(node: RunningNode, images: readonly PublishedImage[]): Promise<Row> {
  const tally = new Tally('images as people write them', IMAGES);
  const trials = images.map((image): Trial => ({ image, namespace: 'as-written', objects: objectsOf(image.manifest) }));
  const failures = await outcomes(node, trials);
  failures.forEach((failure, { image }) => tally.case(image.reference, problems('runs', failure === undefined ? [] : [failure])));
  return tally.row();
}

async function run(node: RunningNode, images: readonly PublishedImage[], way: string): Promise<HardenedRun[]> {
  const planned = await Promise.all(images.flatMap((image) => [false, true].map(async (isMirrored) => {
    const { text, foretold } = await hardenedManifest(manifestOf(image, isMirrored), WAYS[way]);
    const namespace = `${way.replace(/[^a-z]+/g, '-')}${isMirrored ? '-mirrored' : ''}`;
    const name = isMirrored ? mirrored(image) : image.reference;
    return { name, isKnown: !isMirrored, foretold, trial: { image, namespace, objects: objectsOf(text) } };
  })));
  const failures = await outcomes(node, planned.map(({ trial }) => trial));
  return planned.map(({ name, trial, ...rest }) => ({ ...rest, image: name, way, failure: failures.get(trial) }));
}

/** Both ways: what fails was said to need care, and what was said to need care fails. */
function problemOf({ isKnown, foretold, failure }: HardenedRun): Problem[] {
  if ((failure === undefined) === (foretold.length === 0)) return [];
  return failure === undefined ? [{ check: `${isKnown ? 'a known' : 'an unknown'} image runs that may need care`, detail: foretold.join(', ') }]
    : [{ check: 'fails unforetold', detail: failure }];
}

/** Runs each image after each call of `harden`, by its public name and by one of which nothing is known. */
export async function hardenedRuns(
  node: RunningNode, images: readonly PublishedImage[],
): Promise<{ readonly rows: Row[]; readonly runs: HardenedRun[] }> {
  const runs: HardenedRun[] = [];
  for (const way of Object.keys(WAYS)) runs.push(...await run(node, images, way));
  const rows = Object.keys(WAYS).map((way) => {
    const tally = new Tally(`${way}: what may need care, and what fails`, IMAGES);
    runs.filter((one) => one.way === way).forEach((one) => tally.case(one.image, problemOf(one)));
    return tally.row();
  });
  return { rows, runs };
}

/** A line for each image: what was said and what came of it, by way. */
export function told(runs: readonly HardenedRun[]): string[] {
  const images = [...new Set(runs.map(({ image }) => image))];
  const cell = ({ foretold, failure }: HardenedRun): string => `${failure === undefined ? 'runs' : 'fails'}${foretold.length > 0 ? ` (${foretold.join(', ')})` : ''}`;
  return images.map((image) => `images: ${[image, ...runs.filter((one) => one.image === image).map(cell)].join(' | ')}`);
}
