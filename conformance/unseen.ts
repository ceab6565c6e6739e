/** Makes pods and parts of pods in custom resources dangerous, by the schemas of their definitions: `npm run conformance -- unseen`. */
import { Chance } from './chance';
import { moduleFolder } from './go-module';
import { Disagreement, main, Row, Suite, SuiteOptions, SuiteResult, Tool } from './suite';
import { dangerous, harmless } from './unseen/resources';
import { SchemaNode, schemaNodes } from './unseen/schema-nodes';
import { CATALOGUE } from '../src/controls';
import { Finding, withCovered } from '../src/engine/finding';
import { Judge } from '../src/engine/judge';
import { groupKind, Manifest } from '../src/objects/manifest';
import { SecurityProfile } from '../src/profile/security-profile';

/** Operators that people run, as the module proxy serves their definitions. */
const MODULES: readonly (readonly [string, string])[] = [
  ['github.com/ray-project/kuberay/ray-operator', 'v1.5.0'], ['github.com/prometheus-operator/prometheus-operator', 'v0.85.0'],
  ['github.com/cert-manager/cert-manager', 'v1.21.2'], ['knative.dev/serving', 'v0.51.0'], ['github.com/kedacore/keda/v2', 'v2.21.0'],
  ['github.com/kubeflow/training-operator', 'v1.8.1'], ['github.com/kubeflow/trainer/v2', 'v2.0.0'], ['github.com/envoyproxy/gateway', 'v1.9.1'],
];
const RESOURCES = 10_000;
const SCHEMAS: Tool = { tool: 'custom resource definitions', version: `${MODULES.length} modules` };

/** What says that the dangerous values were seen; valid-manifest refuses pods without containers. */
const SEEN = /^(no-privileged|no-added-capabilities|no-host-namespaces|no-host-path|run-as-non-root|valid-manifest)$/;

const profile = SecurityProfile.restricted();
const judge = new Judge(CATALOGUE.filter((control) => !('inspectSet' in control)));
const findingsOf = (manifest: Manifest): Finding[] => judge.findings([{ manifest, profile, origin: {}, waivers: [] }]).flatMap(withCovered);

function silentRow(nodes: readonly SchemaNode[], chance: Chance): Row {
  const disagreements: Disagreement[] = [];
  for (let i = 0; i < RESOURCES; i++) {
    const { node, manifest } = dangerous(nodes, chance);
    const isSeen = findingsOf(manifest).some(({ control, outcome }) => outcome === 'inconclusive' || SEEN.test(control));
    if (!isSeen) disagreements.push({ ...SCHEMAS, check: 'silent', object: groupKind(manifest), detail: `${node.shape} at /${node.path.join('/')}: ${JSON.stringify(manifest)}` });
  }
  return { part: 'dangerous values that are silent', cases: RESOURCES, disagreements };
}

function doubtfulRow(nodes: readonly SchemaNode[], chance: Chance): Row {
  const disagreements: Disagreement[] = [];
  for (let i = 0; i < RESOURCES; i++) {
    const { what, manifest } = harmless(nodes, chance);
    const doubts = findingsOf(manifest).filter(({ outcome, control }) => outcome === 'inconclusive' || SEEN.test(control));
    if (doubts.length > 0) disagreements.push({ ...SCHEMAS, check: what, object: groupKind(manifest), detail: `${doubts[0].control} ${doubts[0].message}` });
  }
  return { part: 'patterns, values and schemas in doubt', cases: RESOURCES, disagreements };
}

function run({ seed }: SuiteOptions): SuiteResult {
  const nodes = MODULES.map(([module, version]) => schemaNodes(moduleFolder(module, version)));
  const all = nodes.flat();
  const chance = new Chance(seed);
  const empty = MODULES.filter((_, i) => nodes[i].length === 0).map(([module]) => `${module} has no schema that looks like a pod`);
  return {
    tools: [SCHEMAS], rows: [silentRow(all, chance), doubtfulRow(all, chance)],
    notes: [`unseen: ${all.length} places in the schemas of ${MODULES.length} modules, seed ${seed}`], shortfalls: empty,
  };
}

export const suite: Suite = { name: 'unseen', run };

if (require.main === module) void main(suite);
