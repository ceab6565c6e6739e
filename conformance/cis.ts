/** The recommendations of the CIS benchmark as kube-bench has them: each has a row of ours, and what kube-bench decides of flags and fields, our controls do. */
import { BenchCheck, passes, readBenchmark, TestItem } from './cis/bench-checks';
import { renderedDocuments, SMALLEST } from './components/rendered';
import { Disagreement, main, Missing, Row, Suite } from './suite';
import { CATALOGUE } from '../src/controls';
import { Control } from '../src/controls/control';
import { Example, UNSET } from '../src/controls/example';
import { Judge } from '../src/engine/judge';
import { ComponentName, ComponentView } from '../src/objects/cluster-components/component';
import { flagText } from '../src/objects/cluster-components/flag-values';
import { componentsIn } from '../src/objects/cluster-components/sources';
import { Manifest } from '../src/objects/manifest';
import { descend, valueAt } from '../src/objects/pointer';
import { SecurityProfile } from '../src/profile/security-profile';
import { Severity } from '../src/profile/severity';
import { CIS_BENCHMARK, CisRecommendation } from '../src/reports/cis-benchmark';
import { answersTo } from '../src/reports/cis-docs';

const TOOL = { tool: 'kube-bench', version: 'cis-1.12' };
const OPT_INS = Object.fromEntries(CATALOGUE.filter(({ optIn }) => optIn).map(({ id }) => [id, Severity.WARNING]));
const PROFILE = SecurityProfile.restricted().extend({ severities: OPT_INS });

/** What kube-bench finds in the process or in the configuration file of a component. */
function finder({ settings }: ComponentView): (item: TestItem) => string | undefined {
  return ({ flag, path }) => {
    const field = /^\{(?:range )?\.([\w.]+)/.exec(path ?? '')?.[1];
    const value = settings[flag] ?? (field === undefined ? undefined : valueAt(settings, descend('', field.split('.'))));
    const text = value === undefined ? '' : flagText(value);
    return text === '' ? undefined : text; // an empty flag is as good as none
  };
}

/** An example of a control in its first place. */
interface Case { readonly control: Control; readonly example: Example; readonly manifest: Manifest }

function casesOf(control: Control): Case[] {
  const unset = control.absent === 'not-applicable' ? [] : [UNSET];
  return [...unset, ...control.examples.good, ...control.examples.bad].flatMap((example) => (
    control.subject.examples.placements(example, control).filter(({ where }) => where !== 'ClusterConfiguration')
      .map(({ manifests: [manifest] }) => ({ control, example, manifest }))));
}

const isRejected = ({ control, manifest }: Case): boolean =>
  new Judge([control]).findings([{ manifest, profile: PROFILE, origin: {}, waivers: [] }]).length > 0;

const SECTIONS: Readonly<Record<ComponentName, string>> = {
  'kube-apiserver': '1.2.', 'kube-controller-manager': '1.3.', 'kube-scheduler': '1.4.', 'etcd': '2.', 'kubelet': '4.2.', 'kube-proxy': '4.3.',
};

/** The checks of kube-bench about flags and fields of a component. */
const checksOf = ({ component }: ComponentView, checks: readonly BenchCheck[]): BenchCheck[] => checks
  .filter(({ id, items }) => id.startsWith(SECTIONS[component]) && items.every(({ flag, path }) => flag.startsWith('--') || path !== undefined));

/** The checks of kube-bench that a control answers and that are about this component. */
const checksFor = ({ control, manifest }: Case, checks: readonly BenchCheck[]): BenchCheck[] =>
  checksOf(componentsIn(manifest)[0], checks).filter(({ id }) => control.frameworks?.includes(`cis:${id}`));

/** Where kube-bench decides otherwise though no row says so. */
function disagreementsOn(one: Case, checks: readonly BenchCheck[]): Disagreement[] {
  const failed = checks.filter((check) => !passes(check, finder(componentsIn(one.manifest)[0])));
  const rejected = isRejected(one);
  if (rejected === failed.length > 0) return [];
  const concerned = rejected ? checks : failed;
  const deviates = ({ id }: BenchCheck): boolean => CIS_BENCHMARK.find((row) => row.id === id)?.deviation !== undefined;
  // a control that answers several recommendations may reject for any of them
  if (rejected ? concerned.some(deviates) : concerned.every(deviates)) return [];
  const object = `${one.control.id}: ${one.example.shows}`;
  return [{ ...TOOL, check: concerned.map(({ id }) => id).join(' '), object, detail: rejected ? 'kube-bench accepts what we reject' : 'kube-bench rejects what we accept' }];
}

function agreement(checks: readonly BenchCheck[]): { readonly row: Row; readonly compared: ReadonlySet<string> } {
  const compared = new Set<string>();
  const cases = CATALOGUE.filter(({ subject }) => subject.name === 'component').flatMap(casesOf)
    .map((one) => ({ one, own: checksFor(one, checks) })).filter(({ own }) => own.length > 0);
  const disagreements = cases.flatMap(({ one, own }) => {
    own.forEach(({ id }) => compared.add(id));
    return disagreementsOn(one, own);
  });
  return { row: { part: 'examples of the controls: verdicts of kube-bench', cases: cases.length, disagreements }, compared };
}

/** What a baseline of ours sets: kube-bench passes it, or a row says why not. */
function baseline(checks: readonly BenchCheck[]): { readonly row: Row; readonly rejected: readonly string[] } {
  const views = renderedDocuments(SMALLEST).flatMap(componentsIn).filter(({ derived }) => !derived?.isPartial);
  const decided = views.flatMap((view) => checksOf(view, checks).map((check) => ({ view, check })));
  const rejected = decided.filter(({ view, check }) => !passes(check, finder(view)));
  const disagreements = rejected.flatMap(({ view: { component }, check: { id } }): Disagreement[] => {
    const row = CIS_BENCHMARK.find((one) => one.id === id);
    return row?.deviation !== undefined || row?.notOurs !== undefined ? [] : [{ ...TOOL, check: id, object: component, detail: 'kube-bench rejects the baseline' }];
  });
  const row = { part: 'settings of a ClusterBaseline with the least props', cases: decided.length, disagreements };
  return { row, rejected: rejected.map(({ check: { id } }) => id) };
}

function rows(ids: readonly string[]): { readonly row: Row; readonly shortfalls: readonly string[] } {
  const known = new Set(CIS_BENCHMARK.map(({ id }) => id));
  const shortfalls = [
    ...ids.filter((id) => !known.has(id)).map((id) => `${id} has no row in src/reports/cis-benchmark.ts`),
    ...[...known].filter((id) => !ids.includes(id)).map((id) => `${id} is no number of the benchmark`),
  ];
  return { row: { part: 'recommendations with a row in docs/cis.md', cases: ids.length, disagreements: [] }, shortfalls };
}

const isPlanned = ({ id, notOurs }: CisRecommendation): boolean => notOurs === undefined && answersTo(id, CATALOGUE).length === 0;

const suite: Suite = {
  name: 'cis',
  run: ({ benchmark }) => {
    if (benchmark === undefined) throw new Missing('pass --benchmark FOLDER, such as cfg/cis-1.12 of kube-bench');
    const { ids, checks } = readBenchmark(benchmark);
    const { row, compared } = agreement(checks);
    const known = rows(ids);
    const rendered = baseline(checks);
    return {
      tools: [TOOL], rows: [known.row, row, rendered.row], shortfalls: known.shortfalls,
      notes: [
        `cis: kube-bench decides ${checks.length} recommendations by itself, and ${compared.size} about flags and fields were compared`,
        `cis: of a baseline kube-bench rejects ${rendered.rejected.join(', ') || 'nothing'}; docs/cis.md says why`,
        `cis: no control answers ${CIS_BENCHMARK.filter(isPlanned).map(({ id }) => id).join(', ') || 'none'} yet`,
      ],
    };
  },
};

void main(suite);
