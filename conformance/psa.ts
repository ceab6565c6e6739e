/**
 * Compares verdict, checks and message text with the evaluator of Kubernetes itself: on its own fixtures, through the command line, on random pods of
 * every kind and version, on pods that break one check, and on wrongly typed ones.
 */
import { join } from 'path';
import { Chance } from './chance';
import { build } from './go-module';
import { LineProgram } from './line-program';
import { commandLine } from './psa/command-line';
import { Coverage, Demanded } from './psa/coverage';
import { DirectedPods, VERSIONS } from './psa/directed-pods';
import { Answer, Answered, disagreementOn, Request, UPSTREAM } from './psa/evaluators';
import { fixtureNames } from './psa/fixture-names';
import { RandomPods } from './psa/random-pods';
import { Samples, spoiltEvaluators } from './psa/spoilt-evaluators';
import { Fixture, upstreamFixtures } from './psa/upstream-fixtures';
import { VIOLATIONS } from './psa/violations';
import { Disagreement, main, Row, Suite, SuiteOptions, SuiteResult } from './suite';
import { POD_KINDS } from '../src/objects/pod-template';
import { PodSecurityLevel } from '../src/profile/pod-security-level';
import { wellTyped, wrongTypes } from '../test/engine/ill-typed-pods';
import { podObject } from '../test/engine/pod-kinds';

const CHECKS = Object.keys(VIOLATIONS);
const KINDS = Object.keys(POD_KINDS);

/** How many pods to make for each check, so that enough of them break it alone. */
const DIRECTED = 1500;
const ALONE = 1000;
const SHARE_OF_GOOD = 0.2;

/** How many disagreements of a row are kept; the last one stands for the rest. */
const LISTED = 100;

/** The smaller runs of CI cannot reach what the full one must. */
const demandedOf = (pods: number): Demanded => ({
  checks: CHECKS, versions: VERSIONS.map(({ version }) => version), kinds: KINDS,
  alone: ALONE, each: pods >= 100_000 ? 500 : Math.floor(pods / 100), passing: 0.1,
});

interface Named extends Request { readonly name: string }

class Comparison {
  public readonly coverage = new Coverage();
  public readonly samples = new Samples();

  constructor(private readonly upstream: LineProgram) {}

  /** Asks both evaluators about each request. */
  public async row(part: string, requests: Iterable<Named>, onAnswer: (answered: Answered & { readonly request: Named }) => void): Promise<Row> {
    const disagreements: Disagreement[] = [];
    let [cases, wrong] = [0, 0];
    await this.upstream.ask(requests, (request: Named, answer: Answer) => {
      const answered = { request, answer };
      const disagreement = disagreementOn(answered, request.name);
      if (disagreement) wrong += 1;
      if (disagreement && wrong <= LISTED) disagreements.push(disagreement);
      this.samples.add(answered, cases);
      onAnswer(answered);
      cases += 1;
    });
    const last = disagreements.at(-1);
    return { part, cases, disagreements: last ? [...disagreements.slice(0, -1), { ...last, count: 1 + wrong - disagreements.length }] : [] };
  }
}

/** The policies under which a fixture is judged: both levels of its version, and of the newest one all there is. */
const policiesOf = ({ version, minor }: Fixture): string[] => [
  `baseline:${version}`, `restricted:${version}`, ...(minor === 37 ? ['privileged:latest', 'baseline:latest', 'restricted:latest'] : []),
];

function* fixtureRequests(fixtures: readonly Fixture[]): Generator<Named> {
  for (const fixture of fixtures) {
    for (const policy of policiesOf(fixture)) {
      const [level, version] = policy.split(':');
      yield { name: `${policy} ${fixture.file}`, level, version, object: fixture.manifest };
    }
    const { file, level, minor, manifest: { spec, metadata } } = fixture;
    if (minor === 37) for (const kind of KINDS) yield { name: `${kind} ${file}`, level, version: 'latest', object: podObject(kind, spec, metadata) };
  }
}

function* randomRequests({ pods, seed }: SuiteOptions): Generator<Named> {
  const chance = new Chance(seed);
  const [random, directed] = [new RandomPods(chance), new DirectedPods(chance)];
  for (let i = 0; i < pods; i++) {
    yield { name: `--seed ${seed}, random pod ${i}`, ...(chance.often(SHARE_OF_GOOD) ? directed.passing(chance.one(VERSIONS)) : random.request()) };
  }
}

function* directedRequests({ seed }: SuiteOptions): Generator<Named> {
  const directed = new DirectedPods(new Chance(seed));
  for (const check of CHECKS) {
    for (let i = 0; i < DIRECTED; i++) yield { name: `--seed ${seed}, ${check} ${i}`, ...directed.breaking(check) };
  }
}

function* typedRequests(): Generator<Named> {
  for (const [i, object] of [...wellTyped(), ...wrongTypes()].entries()) {
    yield { name: `every field and wrong types, ${i}`, level: PodSecurityLevel.RESTRICTED, version: 'latest', object };
  }
}

async function compare(options: SuiteOptions, upstream: LineProgram): Promise<SuiteResult> {
  const fixtures = upstreamFixtures();
  const comparison = new Comparison(upstream);
  const { coverage, samples } = comparison;
  const answers = new Map<string, Answer>();
  const rows = [
    fixtureNames(fixtures),
    await comparison.row('fixtures, every level and kind', fixtureRequests(fixtures), ({ request, answer }) => answers.set(request.name, answer)),
    await commandLine(fixtures, policiesOf, ({ file }, policy) => answers.get(`${policy} ${file}`)!),
    await comparison.row('every field and wrong types', typedRequests(), () => undefined),
    await comparison.row('pods that break one check', directedRequests(options), (answered) => coverage.addAny(answered)),
    await comparison.row('random pods', randomRequests(options), (answered) => coverage.addRandom(answered)),
    spoiltEvaluators(samples),
  ];
  const demanded = demandedOf(options.pods);
  return {
    tools: [UPSTREAM], rows, notes: [`psa: --seed ${options.seed}`, ...coverage.notes(demanded)],
    shortfalls: [...(fixtures.length > 4000 ? [] : [`only ${fixtures.length} fixtures were found`]), ...coverage.shortfalls(demanded)],
  };
}

export const suite: Suite = { name: 'psa', run: (options) => compare(options, new LineProgram(build(join(__dirname, 'psa')))) };

if (require.main === module) void main(suite);
