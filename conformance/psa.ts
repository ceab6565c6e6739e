/**
 * Compares verdict, checks and message text with the evaluator of Kubernetes itself, on its own fixtures and on random pods of every kind:
 * `npx tsx conformance/psa.ts [--pods 10000] [--seed NUMBER]`.
 */
import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseArgs } from 'util';
import { build, main } from './go-module';
import { Chance, RandomPods } from './random-pods';
import { RELEASE, upstreamFixtures } from './upstream-fixtures';
import { evaluatePodSecurity } from '../src/engine/pod-security';
import { Manifest } from '../src/objects/manifest';
import { POD_KINDS } from '../src/objects/pod-template';
import { PodSecurityLevel } from '../src/profile/pod-security-level';
import { podObject } from '../test/engine/pod-kinds';
import { wellTyped, wrongTypes } from '../test/engine/wrong-types';

interface Request { readonly level: string; readonly version: string; readonly object: Manifest }
interface Answer { readonly error?: string; readonly allowed: boolean; readonly checks: readonly string[]; readonly aggregate: string }

/** What Kubernetes says, in the order of the requests. */
function upstream(requests: readonly Request[]): Answer[] {
  const folder = mkdtempSync(join(tmpdir(), 'psa-'));
  try {
    const program = join(folder, 'psa');
    build(join(__dirname, 'psa'), program);
    const input = requests.map((request) => JSON.stringify(request)).join('\n');
    const { stdout, stderr, status } = spawnSync(program, { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (status !== 0) throw new Error(stderr);
    return stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Answer);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ours({ level, version, object }: Request): Answer {
  const { allowed, checks, undecided, aggregate } = evaluatePodSecurity(object, { level: level as PodSecurityLevel, version });
  return { ...(undecided.length > 0 ? { error: undecided[0].message } : {}), allowed, checks: checks.map(({ id }) => id), aggregate };
}

/** What cannot be decoded has no verdict that could be compared, but must not be allowed. */
function agrees(theirs: Answer, own: Answer): boolean {
  if (theirs.error !== undefined) return !own.allowed;
  const said = ({ allowed, aggregate, checks }: Answer): string => JSON.stringify([allowed, aggregate, checks]);
  return own.error === undefined && said(own) === said(theirs);
}

function report(name: string, requests: readonly Request[], answers: readonly Answer[]): number {
  const wrong = requests.flatMap((request, i) => {
    const own = ours(request);
    return agrees(answers[i], own) ? [] : [{ request, theirs: answers[i], own }];
  });
  const seen = new Set(answers.flatMap(({ checks }) => checks));
  const refused = answers.filter(({ error }) => error !== undefined).length;
  const forbidden = answers.filter(({ allowed, error }) => !allowed && error === undefined).length;
  process.stdout.write(`${name}: ${requests.length} judged, ${forbidden} forbidden by ${seen.size} checks, ${refused} not decoded, `
    + `${wrong.length} disagreements\n`);
  wrong.slice(0, 5).forEach((one) => process.stdout.write(`${JSON.stringify(one, null, 1)}\n`));
  return wrong.length;
}

/** Every fixture at its own version, and in the template of every kind at the latest one. */
function fixtureRequests(): Request[] {
  return upstreamFixtures().flatMap(({ level, version, minor, manifest }) => [
    { level, version, object: manifest },
    ...(minor === 37 ? Object.keys(POD_KINDS).map((kind) => ({ level, version: 'latest', object: podObject(kind, manifest.spec, manifest.metadata) })) : []),
  ]);
}

main(() => {
  const { values } = parseArgs({ options: { pods: { type: 'string', default: '10000' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } } });
  const [pods, seed] = [Number(values.pods), Number(values.seed)];
  if (![pods, seed].every(Number.isSafeInteger)) throw new Error('--pods and --seed take whole numbers');
  const random = new RandomPods(new Chance(seed));
  const sets: readonly [string, readonly Request[]][] = [
    ['fixtures', fixtureRequests()],
    [`random pods (--seed ${seed})`, Array.from({ length: pods }, () => random.request())],
    ['every field and wrong types', [...wellTyped(), ...wrongTypes()].map((object) => ({ level: 'restricted', version: 'latest', object }))],
  ];
  process.stdout.write(`k8s.io/pod-security-admission ${RELEASE}\n`);
  const answers = upstream(sets.flatMap(([, requests]) => requests));
  let done = 0;
  const disagreements = sets.map(([name, requests]) => report(name, requests, answers.slice(done, done += requests.length)));
  return disagreements.every((count) => count === 0);
});
