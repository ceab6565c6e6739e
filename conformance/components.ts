/**
 * Holds the files of a ClusterBaseline against the components that read them: `npm run conformance -- components`. Each component decodes its files
 * strictly and validates them, what it refuses of spoiled files we refuse first, `nft` reads the firewall, and a real API server starts with the files and
 * does what they promise.
 */
import { join } from 'path';
import { Chance } from './chance';
import { closedPortsRow } from './components/closed-ports';
import { filledInRow } from './components/filled-in';
import { firewallRow } from './components/firewall';
import { LARGEST, renderedDocuments, SMALLEST } from './components/rendered';
import { spoiledFiles } from './components/spoiled';
import { startedServerRows } from './components/started-server';
import { STARTED } from './components/started-tool';
import { Components } from './fields/component-rules';
import { build } from './go-module';
import { KUBERNETES_VERSIONS } from './releases';
import { Disagreement, main, Row, Suite, SuiteOptions, SuiteResult, Tool } from './suite';
import { CATALOGUE } from '../src/controls';
import { Judge } from '../src/engine/judge';
import { Manifest } from '../src/objects/manifest';
import { SecurityProfile } from '../src/profile/security-profile';

const NEWEST = KUBERNETES_VERSIONS.at(-1)!;
const COMPONENTS: Tool = { tool: 'cluster components', version: NEWEST };
const SPOILED_FILES = 2000;

const profile = SecurityProfile.restricted({ kubernetesVersion: `1.${NEWEST.split('.')[1]}` });
const judge = new Judge(CATALOGUE);

/** Whether we refuse a file: as an error, or since we cannot tell. */
const isRefused = (manifest: Manifest): boolean => judge.findings([{ manifest, profile, origin: {}, waivers: [] }])
  .some(({ severity, outcome }) => severity === 'error' || outcome === 'inconclusive');

/** Plugins read what is in the file of all plugins as files of their own. */
const filesFor = (documents: readonly Manifest[]): readonly Manifest[] => documents.flatMap((document) => (
  [document, ...((document.plugins ?? []) as { readonly configuration: Manifest }[]).map(({ configuration }) => configuration)]))
  .filter(({ kind }) => kind !== 'ValidatingAdmissionPolicyConfiguration'); // the suite `apiserver` loads it

async function renderedRow(components: Components, part: string, documents: readonly Manifest[]): Promise<Row> {
  const files = filesFor(documents);
  const said = await components.ask(files);
  const disagreements = files.flatMap((file, i): Disagreement[] => (said[i] === '' ? [] : [{ ...COMPONENTS, check: 'refused', object: String(file.kind), detail: said[i] }]));
  return { part, cases: files.length, disagreements };
}

/** What only they refuse. What only we refuse is what controls are for. */
async function spoiledRow(components: Components, documents: readonly Manifest[], seed: number): Promise<Row> {
  const spoiled = spoiledFiles(filesFor(documents), SPOILED_FILES, new Chance(seed));
  const said = await components.ask(spoiled.map(({ file }) => file));
  const disagreements = spoiled.flatMap(({ file, at, change }, i): Disagreement[] => (said[i] === '' || isRefused(file) ? []
    : [{ ...COMPONENTS, check: 'only they refuse', object: at, detail: `${change}: ${said[i]}` }]));
  return { part: 'spoiled files', cases: spoiled.length, disagreements };
}

async function run({ seed }: SuiteOptions): Promise<SuiteResult> {
  const components = new Components(build(join(__dirname, 'fields', 'components')));
  const [smallest, largest] = [SMALLEST, LARGEST].map(renderedDocuments);
  const firewall = firewallRow();
  const rows = [
    await renderedRow(components, 'a baseline with the least props', smallest),
    await renderedRow(components, 'a baseline with the most props', largest),
    await filledInRow(components, COMPONENTS),
    await spoiledRow(components, [...smallest, ...largest], seed),
    firewall.row,
    await closedPortsRow(firewall.tool),
    ...await startedServerRows(build(join(__dirname, 'apiserver'))),
  ];
  return { tools: [COMPONENTS, firewall.tool, STARTED], rows, notes: [`components: seed ${seed}`], shortfalls: [] };
}

export const suite: Suite = { name: 'components', run };

if (require.main === module) void main(suite);
