/**
 * Plays series of Tetragon to the alerts that `RuntimeGuard` emits, with the rule tests of Prometheus: `npm run conformance -- alerts`. An alert fires where one
 * replica ran what its siblings did not, once it has lasted, and else not.
 */
import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { stringify } from 'yaml';
import { problems, Tally } from './apiserver/tally';
import { build } from './go-module';
import { main, Suite, SuiteResult } from './suite';
import { replicaDeviation } from '../src/runtime/replica-deviation';

const PROMTOOL = { tool: 'promtool', version: 'v0.316.0' };
const RULES = 'rules.yaml';

const WORKLOAD = { namespace: 'shop', name: 'api', title: 'Deployment "api" of shop/api/Resource' };
const SUMMARY = 'one replica of Deployment "api" of shop/api/Resource has run /bin/sh, and its siblings have not';

interface Series { readonly pod: string; readonly binary: string; readonly values?: string; readonly labels?: string }
interface Scenario { readonly what: string; readonly series: readonly Series[]; readonly at: string; readonly fires: boolean }

const FOR_AN_HOUR = '1x60';
const served = ['api-1', 'api-2', 'api-3'].map((pod): Series => ({ pod, binary: '/usr/bin/api' }));
const shell = (pod: string, rest: Partial<Series> = {}): Series => ({ pod, binary: '/bin/sh', ...rest });

const SCENARIOS: readonly Scenario[] = [
  { what: 'all replicas run the same', series: served, at: '30m', fires: false },
  { what: 'one of three runs a shell', series: [...served, shell('api-2')], at: '30m', fires: true },
  { what: 'two of three run a shell', series: [...served, shell('api-1'), shell('api-2')], at: '30m', fires: false },
  { what: 'all replicas run a shell', series: [...served, shell('api-1'), shell('api-2'), shell('api-3')], at: '30m', fires: false },
  { what: 'the only replica runs a shell', series: [served[0], shell('api-1')], at: '30m', fires: false },
  { what: 'a shell that has run for less than an update takes', series: [...served, shell('api-2')], at: '4m', fires: false },
  { what: 'a shell that has run for as long as an update takes', series: [...served, shell('api-2')], at: '5m', fires: true },
  { what: 'a shell whose pod is gone', series: [...served, shell('api-2', { values: '1x8 _x60' })], at: '30m', fires: false },
  { what: 'a shell in another workload', series: [...served, shell('web-1', { labels: 'workload="web"' })], at: '30m', fires: false },
  { what: 'a shell in a workload of this name elsewhere', series: [...served, shell('api-9', { labels: 'namespace="billing"' })], at: '30m', fires: false },
  { what: 'a process that ended', series: [...served, shell('api-2', { labels: 'type="PROCESS_EXIT"' })], at: '30m', fires: false },
];

function seriesText({ pod, binary, labels = '' }: Series): string {
  const given = new Map([['namespace', 'shop'], ['workload', 'api'], ['type', 'PROCESS_EXEC'], ['pod', pod], ['binary', binary]]);
  for (const [, name, value] of labels.matchAll(/(\w+)="([^"]*)"/g)) given.set(name, value);
  return `tetragon_events_total{${[...given].map(([name, value]) => `${name}="${value}"`).join(',')}}`;
}

/** A test as Prometheus documents it. https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/ */
const testOf = ({ series, at, fires }: Scenario): object => ({
  rule_files: [RULES],
  evaluation_interval: '1m',
  tests: [{
    interval: '1m',
    input_series: series.map((one) => ({ series: seriesText(one), values: one.values ?? FOR_AN_HOUR })),
    alert_rule_test: [{
      alertname: 'ReplicaDeviates', eval_time: at,
      exp_alerts: fires ? [{ exp_labels: { severity: 'warning', namespace: 'shop', workload: 'api', binary: '/bin/sh' }, exp_annotations: { summary: SUMMARY } }] : [],
    }],
  }],
});

function run(): SuiteResult {
  const program = build(join(__dirname, 'runtime', 'promtool'), { mainPackage: 'github.com/prometheus/prometheus/cmd/promtool', tags: ['remove_all_sd'] });
  const folder = mkdtempSync(join(tmpdir(), 'alerts-'));
  const said = (...args: string[]): string[] => {
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
    return status === 0 ? [] : [`${stdout}${stderr}`.trim()];
  };
  const tally = new Tally('the alert about replicas that deviate', PROMTOOL);
  try {
    writeFileSync(join(folder, RULES), stringify((replicaDeviation(WORKLOAD as never, { name: 'api' }) as { readonly spec: object }).spec));
    tally.case('the rule', problems('check', said('check', 'rules', RULES)));
    for (const scenario of SCENARIOS) {
      writeFileSync(join(folder, 'test.yaml'), stringify(testOf(scenario)));
      tally.case(scenario.what, problems(scenario.fires ? 'fires' : 'stays silent', said('test', 'rules', 'test.yaml')));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { tools: [PROMTOOL], rows: [tally.row()], notes: [], shortfalls: [] };
}

export const suite: Suite = { name: 'alerts', run: () => Promise.resolve(run()) };

if (require.main === module) void main(suite);
