import { Yaml } from 'cdk8s';
import { hardenedManifest, objectsOf, unmetNeeds } from './hardened-manifest';
import { PublishedImage } from './published-image';
import { Failure, IMAGES, outcomes, Trial } from './trial';
import { ImageNeeds } from '../../../src';
import { imageFactsOf } from '../../../src/objects/images/image-facts';
import { ImageFacts } from '../../../src/objects/images/image-facts-table';
import { Manifest } from '../../../src/objects/manifest';
import { problems, Tally } from '../../apiserver/tally';
import { Row } from '../../suite';
import { RunningNode } from '../machine/running-node';

/** How an image gets what is known to be its needs. */
interface Fitting {
  readonly folders: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  readonly user?: { readonly runAsUser: number; readonly runAsGroup: number };
}

/** The low ports that some images listen on are no fact of theirs: https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/ */
const SYSCTLS = [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }];
const STRANGER = { runAsUser: 65532, runAsGroup: 65532 };

/** The hardened Deployment of an image with some of its needs. */
function fitted(objects: readonly Manifest[], { folders, variables, user }: Fitting): Manifest[] {
  return structuredClone(objects).map((object: any) => {
    if (object.kind !== 'Deployment') return object;
    const pod = object.spec.template.spec;
    const [container] = pod.containers;
    pod.securityContext = { ...pod.securityContext, sysctls: SYSCTLS };
    container.securityContext = { ...container.securityContext, ...user };
    container.env = [...container.env ?? [], ...Object.entries(variables).map(([name, value]) => ({ name, value }))];
    container.volumeMounts = [...container.volumeMounts ?? [], ...folders.map((mountPath, i) => ({ name: `folder-${i}`, mountPath }))];
    pod.volumes = [...pod.volumes ?? [], ...folders.map((_, i) => ({ name: `folder-${i}`, emptyDir: { sizeLimit: '1Gi' } }))];
    return object;
  });
}

/** The facts of an image all together, and each of them left out. */
function fittingsOf({ user, group, anyUser, variables = {} }: ImageFacts, folders: readonly string[]): Readonly<Record<string, Fitting>> {
  const own = user === undefined ? {} : { user: { runAsUser: user, runAsGroup: group ?? user } };
  const best: Fitting = { folders, variables, ...(anyUser ? {} : own) };
  const other: Readonly<Record<string, Fitting>> = anyUser ? { 'as its own user': { ...best, ...own } } : { 'as another user': { ...best, user: STRANGER } };
  return {
    'with all': best,
    ...(folders.length > 1 ? { 'without its folders': { ...best, folders: [] } } : {}),
    ...Object.fromEntries(folders.map((left) => [`without ${left}`, { ...best, folders: folders.filter((folder) => folder !== left) }])),
    ...(Object.keys(variables).length > 0 ? { 'without its variables': { ...best, variables: {} } } : {}),
    ...(user === undefined ? {} : other),
  };
}

interface FactsRun { readonly image: PublishedImage; readonly fitting: string; readonly foretold: readonly string[]; readonly trial: Trial }

async function plannedRuns(image: PublishedImage): Promise<FactsRun[]> {
  const facts = imageFactsOf(image.reference);
  if (!facts) throw new Error(`nothing is known about ${image.reference}`);
  const { text } = await hardenedManifest(image.manifest, []);
  const fittings = Object.entries(fittingsOf(facts, ImageNeeds.of(image.reference).writablePaths));
  return Promise.all(fittings.map(async ([fitting, how], i): Promise<FactsRun> => {
    const objects = fitted(objectsOf(text), how);
    return { image, fitting, foretold: await unmetNeeds(Yaml.stringify(...objects)), trial: { image, namespace: `facts-${i}`, objects } };
  }));
}

/** With its facts an image runs, and where `check` says that it needs more it fails. */
export async function confirmedFacts(
  node: RunningNode, images: readonly PublishedImage[],
): Promise<{ readonly rows: Row[]; readonly notes: string[] }> {
  const runs = (await Promise.all(images.map(plannedRuns))).flat();
  const failures = new Map<Trial, Failure>();
  for (const namespace of new Set(runs.map(({ trial }) => trial.namespace))) {
    const found = await outcomes(node, runs.map(({ trial }) => trial).filter((trial) => trial.namespace === namespace));
    found.forEach((failure, trial) => failures.set(trial, failure));
  }
  const tally = new Tally('facts of images: with them all run, without them what was foretold fails', IMAGES);
  for (const { image, fitting, foretold, trial } of runs) {
    const failure = failures.get(trial);
    const isForetold = foretold.length > 0;
    tally.case(`${image.reference} ${fitting}`, [
      ...problems('fails unforetold', failure !== undefined && !isForetold ? [failure] : []),
      ...problems('runs in spite of image-needs-met', failure === undefined && isForetold ? foretold : []),
    ]);
  }
  const users = images.map((image) => {
    const { user, group, isUserImplied } = imageFactsOf(image.reference)!;
    const numbers = user === undefined ? 'no user of its own' : `user ${user} and group ${group}${isUserImplied ? ', by its base image alone' : ''}`;
    const told = runs.filter((one) => one.image === image).map(({ fitting, trial }) => `${fitting}: ${failures.get(trial) ?? 'runs'}`);
    return `images: ${image.reference}, ${numbers}: ${told.join(' | ')}`;
  });
  return { rows: [tally.row()], notes: users };
}
