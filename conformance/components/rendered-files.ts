import { BaselineRelease } from './release';
import { LARGEST, renderedDocuments, SMALLEST } from './rendered';
import { spoiledFiles } from './spoiled';
import { KubernetesVersion } from '../../src';
import { CATALOGUE } from '../../src/controls';
import { Judge } from '../../src/engine/judge';
import { Manifest } from '../../src/objects/manifest';
import { Chance } from '../chance';
import { Disagreement, Row } from '../suite';

const SPOILED_FILES = 2000;
const judge = new Judge(CATALOGUE);

/** Plugins read what is in the file of all plugins as files of their own. */
const filesFor = (documents: readonly Manifest[]): readonly Manifest[] => documents.flatMap((document) => (
  [document, ...((document.plugins ?? []) as { readonly configuration: Manifest }[]).map(({ configuration }) => configuration)]))
  .filter(({ kind }) => kind !== 'ValidatingAdmissionPolicyConfiguration'); // needs its folder: see static-policies.ts

async function acceptedRow({ components, tool, minor }: BaselineRelease, part: string, documents: readonly Manifest[]): Promise<Row> {
  const files = filesFor(documents);
  const said = await components.ask(files);
  const disagreements = files.flatMap((file, i): Disagreement[] => (said[i] === '' ? [] : [{ ...tool, check: 'refused', object: String(file.kind), detail: said[i] }]));
  return { part: `1.${minor}: ${part}`, cases: files.length, disagreements };
}

/** What only they refuse. What only we refuse is what controls are for. */
async function spoiledRow({ components, tool, minor, profile }: BaselineRelease, documents: readonly Manifest[], seed: number): Promise<Row> {
  const isRefused = (manifest: Manifest): boolean => judge.findings([{ manifest, profile, origin: {}, waivers: [] }])
    .some(({ severity, outcome }) => severity === 'error' || outcome === 'inconclusive');
  const spoiled = spoiledFiles(filesFor(documents), SPOILED_FILES, new Chance(seed));
  const said = await components.ask(spoiled.map(({ file }) => file));
  const disagreements = spoiled.flatMap(({ file, at, change }, i): Disagreement[] => (said[i] === '' || isRefused(file) ? []
    : [{ ...tool, check: 'only they refuse', object: at, detail: `${change}: ${said[i]}` }]));
  return { part: `1.${minor}: spoiled files`, cases: spoiled.length, disagreements };
}

/** The components of a release accept every file that is rendered for it, and what they refuse of spoiled ones we refuse first. */
export async function renderedFilesRows(release: BaselineRelease, seed: number): Promise<Row[]> {
  const kubernetesVersion = KubernetesVersion.of(release.tool.version);
  const [smallest, largest] = [SMALLEST, LARGEST].map((props) => renderedDocuments({ ...props, kubernetesVersion }));
  return [
    await acceptedRow(release, 'a baseline with the least props', smallest),
    await acceptedRow(release, 'a baseline with the most props', largest),
    await spoiledRow(release, [...smallest, ...largest], seed),
  ];
}
