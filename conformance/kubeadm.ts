/**
 * Holds what is said of a file of kubeadm against what is said of the static pods that kubeadm makes of it: `npm run conformance -- kubeadm`. The flags that
 * kubeadm gives by itself, and how those of the file replace them, are known here as a table.
 */
import { join } from 'path';
import { Chance } from './chance';
import { build } from './go-module';
import { LineProgram } from './line-program';
import { KUBERNETES_VERSIONS } from './releases';
import { Disagreement, main, Suite, SuiteOptions, SuiteResult, Tool } from './suite';
import { CATALOGUE } from '../src/controls';
import { component } from '../src/controls/subjects/component';
import { Judge } from '../src/engine/judge';
import { ComponentName } from '../src/objects/cluster-components/component';
import { flagText } from '../src/objects/cluster-components/flag-values';
import { Manifest } from '../src/objects/manifest';
import { SecurityProfile } from '../src/profile/security-profile';
import { Severity } from '../src/profile/severity';

const NEWEST = KUBERNETES_VERSIONS.at(-1)!;
const KUBEADM: Tool = { tool: 'kubeadm', version: NEWEST };
const CONFIGURATIONS = 2000;

const CONTROLS = CATALOGUE.filter(({ subject }) => subject === component);
const PROFILE = SecurityProfile.restricted()
  .extend({ severities: Object.fromEntries(CONTROLS.filter(({ optIn }) => optIn).map(({ id }) => [id, Severity.WARNING])) });
const judge = new Judge(CONTROLS);

interface ExtraArgument { readonly name: string; readonly value: string }

/** The flags that examples of controls give to a component. */
function flagsFor(name: ComponentName): ExtraArgument[] {
  const examples = CONTROLS.filter(({ components = [] }) => components.includes(name)).flatMap(({ examples: { good, bad } }) => [...good, ...bad]);
  return examples.flatMap(({ subject }) => Object.entries(subject as object)
    .filter(([key]) => key.startsWith('--')).map(([key, value]) => ({ name: key.slice(2), value: flagText(value) })));
}

const FLAGS = Object.fromEntries((['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd'] as const).map((name) => [name, flagsFor(name)] as const));

function extraArgs(name: keyof typeof FLAGS, chance: Chance): { readonly extraArgs?: readonly ExtraArgument[] } {
  const given = chance.some(4, () => chance.one(FLAGS[name]));
  return given.length === 0 ? {} : { extraArgs: given };
}

const EXTERNAL = { endpoints: ['https://10.0.0.20:2379'], caFile: '/etc/etcd/ca.crt', certFile: '/etc/etcd/client.crt', keyFile: '/etc/etcd/client.key' };

/** A file that kubeadm takes. */
function configuration(chance: Chance): Manifest {
  const isExternal = chance.below(4) === 0;
  return {
    apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', kubernetesVersion: NEWEST,
    ...(chance.below(3) === 0 ? { certificatesDir: '/srv/pki' } : {}),
    apiServer: extraArgs('kube-apiserver', chance),
    controllerManager: extraArgs('kube-controller-manager', chance),
    scheduler: extraArgs('kube-scheduler', chance),
    etcd: isExternal ? { external: chance.often(0.5) ? EXTERNAL : { endpoints: ['http://10.0.0.20:2379'] } }
      : { local: { dataDir: '/var/lib/etcd', ...extraArgs('etcd', chance) } },
  };
}

/** What is wrong, wherever it stands. */
const findingsIn = (manifests: readonly Manifest[]): Set<string> => new Set(
  judge.findings(manifests.map((manifest) => ({ manifest, profile: PROFILE, origin: {}, waivers: [] })))
    .map(({ control, outcome, message }) => `${outcome} ${control}: ${message}`),
);

const difference = (one: ReadonlySet<string>, other: ReadonlySet<string>): string[] => [...one].filter((finding) => !other.has(finding));

interface Answer { readonly pods: readonly Manifest[] | null; readonly error: string }

function disagreementsOn(file: Manifest, { pods, error }: Answer): Disagreement[] {
  const object = JSON.stringify({ ...file, apiVersion: undefined, kind: undefined, kubernetesVersion: undefined });
  if (error !== '' || pods === null) return [{ ...KUBEADM, check: 'refused', object, detail: error }];
  const [ofFile, ofPods] = [findingsIn([file]), findingsIn(pods)];
  return [
    ...difference(ofFile, ofPods).map((detail) => ({ ...KUBEADM, check: 'only in the file', object, detail })),
    ...difference(ofPods, ofFile).map((detail) => ({ ...KUBEADM, check: 'only in the pods', object, detail })),
  ];
}

async function run({ seed }: SuiteOptions): Promise<SuiteResult> {
  const chance = new Chance(seed);
  const stock: Manifest = { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', kubernetesVersion: NEWEST };
  const files = [stock, ...Array.from({ length: CONFIGURATIONS }, () => configuration(chance))];
  const disagreements: Disagreement[] = [];
  let inStock = 0;
  await new LineProgram(build(join(__dirname, 'kubeadm'))).ask(files, (file, answer: Answer) => {
    if (file === stock) inStock = findingsIn(answer.pods ?? []).size;
    disagreements.push(...disagreementsOn(file, answer));
  });
  return {
    tools: [KUBEADM], shortfalls: inStock === 0 ? ['nothing is found in what kubeadm makes by itself'] : [],
    rows: [{ part: 'files, and the static pods that kubeadm makes of them: findings', cases: files.length, disagreements }],
    notes: [`kubeadm: seed ${seed}; ${inStock} different findings in the static pods that it makes by itself`],
  };
}

export const suite: Suite = { name: 'kubeadm', run };

if (require.main === module) void main(suite);
