import { interleaved, median, Run } from './interleaved';
import { Programs } from './program';
import { Benchmark, Row, Target } from './row';

/** Runs each way of a program interleaved, and gives one row that compares the first with the second; the others are context. */
interface Comparison {
  readonly row: string;
  readonly program: string;
  readonly ways: readonly string[];
  readonly size: readonly number[];
  /** The figure that the program says of itself. */
  readonly figure: 'total' | 'synth';
  readonly target?: Target;
  /** How often as fast, instead of how often as long. */
  readonly speedUp?: boolean;
}

type Runs = ReadonlyMap<string, readonly Run[]>;

const middle = (runs: readonly Run[], figure: string): number => median(runs.map(({ said }) => said[figure]));

function compared(programs: Programs, { row, program, ways, size, figure, target, speedUp }: Comparison): Row {
  const runs = runsOf(programs, program, ways, size);
  const [ours, theirs] = ways.map((way) => middle(runs.get(way)!, figure));
  const context = ways.map((way) => `${way} ${Math.round(middle(runs.get(way)!, figure))} ms, ${Math.round(middle(runs.get(way)!, 'rss'))} MiB`).join('; ');
  return { row, measured: 'cdk8s', ratio: speedUp ? theirs / ours : ours / theirs, target, context };
}

function runsOf(programs: Programs, program: string, ways: readonly string[], size: readonly number[], rounds?: number): Runs {
  const contenders = ways.map((way) => programs.contender(program, way, ...size));
  const runs = interleaved(contenders, rounds);
  return new Map(ways.map((way, i) => [way, runs.get(contenders[i].name)!]));
}

const oneChart = (programs: Programs, deployments: number): Row => compared(programs, {
  row: `synth, one chart: ${deployments.toLocaleString('en')} workloads`, program: 'one-chart', ways: ['ours', 'cdk8s', 'plain App'], size: [deployments],
  figure: 'total', target: { atMost: 1.15 },
});

const manyCharts = (programs: Programs, charts: number, atLeast?: number): Row => compared(programs, {
  row: `synth, many charts: ${charts.toLocaleString('en')}, times as fast`, program: 'many-charts', ways: ['ours', 'cdk8s'], size: [charts],
  figure: 'synth', speedUp: true, ...(atLeast === undefined ? {} : { target: { atLeast } }),
});

/** How the time grows: 1 is linear. The smallest and the largest size are ten times apart. */
function growth(programs: Programs): Row[] {
  const [small, large] = [1_000, 10_000].map((charts) => runsOf(programs, 'many-charts', ['constructs'], [charts]).get('constructs')!);
  const ratio = Math.log10(middle(large, 'synth') / middle(small, 'synth'));
  const context = `synth of 5,000 objects ${Math.round(middle(small, 'synth'))} ms, of 50,000 objects ${Math.round(middle(large, 'synth'))} ms`;
  return [
    { row: 'synth, many charts: growth exponent, 1,000 to 10,000', measured: '-', ratio, target: { atMost: 1.1 }, context },
    { row: 'synth, memory: 50,000 objects', measured: '-', ratio: middle(large, 'rss'), unit: 'MiB', target: { atMost: 1024 }, context: 'largest resident memory of the process' },
  ];
}

function dense(programs: Programs): Row[] {
  const deep = [100, 1_000].map((layers) => runsOf(programs, 'dense', ['ours'], [layers, 10]).get('ours')!);
  const ratio = Math.log10(middle(deep[1], 'synth') / middle(deep[0], 'synth'));
  const eight = { row: 'synth, dense dependencies: 8 layers of 10, times as fast', program: 'dense', ways: ['ours', 'cdk8s'], size: [8, 10] };
  return [
    compared(programs, { ...eight, figure: 'synth', speedUp: true }),
    {
      row: 'synth, dense dependencies: growth exponent in edges, 100 to 1,000 layers', measured: '-', ratio, target: { atMost: 1.1 },
      context: `9,900 edges ${Math.round(middle(deep[0], 'synth'))} ms, 99,900 edges ${Math.round(middle(deep[1], 'synth'))} ms`,
    },
  ];
}

function load(programs: Programs): Row[] {
  const runs = runsOf(programs, 'load', ['require'], [], 21).get('require')!;
  const [ours, theirs, synth] = [middle(runs, 'ours'), middle(runs, 'theirs'), middle(runs, 'synth')];
  const measured = 'require of cdk8s-plus-27';
  return [
    {
      row: 'load: require on top of cdk8s-plus-27', measured, ratio: ours / theirs, target: { atMost: 0.6 },
      context: `ours ${Math.round(ours)} ms, cdk8s-plus-27 with cdk8s before it ${Math.round(theirs)} ms`,
    },
    { row: 'load: require and synth of one workload', measured, ratio: (ours + synth) / theirs, context: `synth ${Math.round(synth)} ms` },
  ];
}

/** A benchmark whose programs are compiled for it. */
const benchmark = (name: string, rowsOf: (programs: Programs) => Row[]): Benchmark => ({
  name,
  rows: () => {
    const programs = new Programs();
    try {
      return rowsOf(programs);
    } finally {
      programs.remove();
    }
  },
});

export const SYNTH: readonly Benchmark[] = [
  benchmark('synth-one-chart', (programs) => [1_000, 10_000].map((deployments) => oneChart(programs, deployments))),
  benchmark('synth-many-charts', (programs) => [
    manyCharts(programs, 100), manyCharts(programs, 800), manyCharts(programs, 1_600, 5), manyCharts(programs, 3_200, 25), ...growth(programs),
  ]),
  benchmark('synth-dense', dense),
  benchmark('load', load),
];
