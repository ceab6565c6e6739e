/**
 * Runs public images on a cluster of one node, made of Debian's packages: `npm run conformance -- images`. What `harden` says "may need care" is what
 * fails, and what is known about images is what they need.
 */
import { nodeImages } from './node/images/own-images';
import { RunningNode } from './node/machine/running-node';
import { nodePrograms } from './node/programs';
import { PUBLISHED_IMAGES } from './node/published';
import { confirmedFacts } from './node/published/confirmed-facts';
import { DebianPackages, requireDebian } from './node/published/debian-packages';
import { madeImage } from './node/published/published-image';
import { IMAGES } from './node/published/trial';
import { asWritten, hardenedRuns, mirrored, told } from './node/published/ways';
import { requireNodePrograms } from './node/requirements';
import { main, Suite, SuiteResult } from './suite';

const seconds = (since: number): string => `${((Date.now() - since) / 1000).toFixed(0)} s`;

async function run(): Promise<SuiteResult> {
  requireDebian();
  requireNodePrograms();
  const programs = nodePrograms();
  const debian = new DebianPackages();
  const base = (root: string): void => debian.unpackBase(root);
  const made = PUBLISHED_IMAGES.map((image) => madeImage(image, [image.reference, mirrored(image)], debian, base));
  const starting = Date.now();
  return RunningNode.with(programs, [...nodeImages(programs), ...made], async (node) => {
    const up = `images: up after ${seconds(starting)}, with ${made.length} images`;
    const written = await asWritten(node, PUBLISHED_IMAGES);
    const facts = await confirmedFacts(node, PUBLISHED_IMAGES);
    const { rows, runs } = await hardenedRuns(node, PUBLISHED_IMAGES);
    return { tools: [IMAGES], rows: [written, ...facts.rows, ...rows], notes: [up, ...facts.notes, ...told(runs)], shortfalls: [] };
  }, { lowPortsNeedRoot: true });
}

export const suite: Suite = { name: 'images', run };

if (require.main === module) void main(suite);
