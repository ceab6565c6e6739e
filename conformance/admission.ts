/**
 * Hands our admission policies to the code of the API server that validates, compiles, type-checks and runs them: every policy under several profiles,
 * and every example of every control.
 */
import { defaultsCases, defaultsJob, difference } from './admission/defaults';
import { expressionJobs, EXPRESSIONS, ownVerdict, theirVerdict } from './admission/expressions';
import { misnamed, spelledOut } from './admission/field-names';
import { Answer, API_SERVER, Job, judge, Judged } from './admission/judge';
import { largePod, largeRole, usualDeployment } from './admission/sizes';
import { Disagreement, main, Row, Suite, SuiteResult } from './suite';
import { admissionPolicies, PolicySet } from '../src/admission/policies';
import { asStaticManifests } from '../src/admission/static-manifests';
import { CATALOGUE } from '../src/controls';
import { Manifest } from '../src/objects/manifest';
import { AdmissionRollout } from '../src/profile/admission-rollout';
import { SecurityProfile } from '../src/profile/security-profile';
import { exampleSets, ExampleSet } from '../test/admission/example-sets';
import { creation, requestPolicies, REQUESTS } from '../test/admission/requests';
import { OPT_INS } from '../test/laws/profiles';

/** Everything that a profile can ask of policies. */
const demanding = SecurityProfile.strict({
  registries: ['registry.example.com', 'docker.io/library'],
  requiredLabels: { 'owner': 'team-x', 'example.com/cost-center': '42' },
  severities: OPT_INS,
});

/** Everything that a rollout can ask of policies. */
const staged = AdmissionRollout.of({
  warnNamespaces: ['legacy'],
  auditNamespaces: ['sandbox'],
  waivers: [
    { namespace: 'legacy', control: 'no-privileged', reason: 'the vendor has not answered yet', expires: '2027-03-31' },
    { namespace: 'shop', control: 'read-only-root-filesystem', reason: 'the vendor image writes to /opt' },
    { namespace: 'shop', control: 'namespace-pod-security-labels', reason: 'the platform team labels it' },
  ],
});

const PROFILES: Readonly<Record<string, readonly [SecurityProfile, AdmissionRollout?]>> = {
  'the default profile': [SecurityProfile.restricted()],
  'a demanding profile': [demanding, staged],
  'the oldest release': [SecurityProfile.restricted({ kubernetesVersion: '1.30' })],
};

/** What the cost of policies is told for. */
const SIZES: Readonly<Record<string, Manifest>> = {
  'a Deployment of two containers': usualDeployment(), 'a Pod of 10 containers': largePod(10), 'a Pod of 100 containers': largePod(100), 'a ClusterRole of 200 rules': largeRole(200),
};

function reviewOf({ policies, bindings }: Pick<PolicySet, 'policies' | 'bindings'>): Job {
  return { policies, bindings, review: true, cases: Object.values(SIZES).map(creation) };
}

function reviewed(part: string, { policies, bindings }: Pick<PolicySet, 'policies' | 'bindings'>, { problems, warnings, verdicts }: Answer): Row {
  const disagreement = (check: string) => (detail: string): Disagreement => ({ ...API_SERVER, check, object: part, detail });
  const failed = verdicts.flatMap((verdict) => failureOf(verdict) ?? []);
  return {
    part: `policies of ${part}`,
    cases: policies.length + bindings.length,
    disagreements: [...problems.map(disagreement('refused')), ...warnings.map(disagreement('type check')), ...failed.map(disagreement('evaluation failed'))],
  };
}

/** Why a request could not be judged; undefined where it was. */
const failureOf = ({ error, refusals }: Judged): string | undefined => error ?? refusals.find(({ failed }) => failed)?.message;

/** What a rule without verbs is, the API server refuses before any policy sees it. */
const isStored = (object: unknown): boolean => !JSON.stringify(object).includes('"rules":[{}]');

function examplesRow(sets: readonly ExampleSet[], answers: readonly Answer[]): Row {
  const disagreements: Disagreement[] = [];
  let cases = 0;
  sets.forEach(({ control, cases: shown }, i) => shown.forEach(({ name, violated, request }, k) => {
    if (!isStored(request.object)) return;
    cases += 1;
    const judged = answers[i].verdicts[k];
    const refused = judged.refusals.length > 0;
    const failure = failureOf(judged);
    if (failure === undefined && refused === violated) return;
    const detail = failure ?? `check says ${violated ? 'violation' : 'pass'}, the policy ${refused ? 'refuses' : 'lets it through'}`;
    disagreements.push({ ...API_SERVER, check: control.id, object: name, detail });
  }));
  return { part: 'examples of controls', cases, disagreements };
}

/** The policies that refused a request, each with how its message begins. */
function refusedBy(judged: Judged): string {
  const failure = failureOf(judged);
  return failure ?? judged.refusals.map(({ policy, message }) => `${policy.split('.')[0]} ${message.split(':')[0]}`).join('; ');
}

function requestsRow({ verdicts }: Answer): Row {
  const disagreements = REQUESTS.flatMap(({ name, refusedBy: expected }, i): Disagreement[] => {
    const [refused, wanted] = [refusedBy(verdicts[i]), expected.join('; ')];
    return refused === wanted ? [] : [{ ...API_SERVER, check: 'request', object: name, detail: `refused by ${refused || 'none'}, not by ${wanted || 'none'}` }];
  });
  return { part: 'waivers, updates, users', cases: REQUESTS.length, disagreements };
}

function defaultsRow(names: readonly string[], { problems, mutated }: Answer): Row {
  const refused = problems.map((detail): Disagreement => ({ ...API_SERVER, check: 'refused', object: 'mutating policies', detail }));
  const different = names.flatMap((object, i): Disagreement[] => {
    const detail = difference(mutated[i]);
    return detail === undefined ? [] : [{ ...API_SERVER, check: 'defaults', object, detail }];
  });
  return { part: 'mutating policies', cases: names.length, disagreements: [...refused, ...different] };
}

/** Quantities and regular expressions, which no JavaScript engine can prove. */
function expressionsRow(answers: readonly Answer[]): Row {
  const cases = EXPRESSIONS.flatMap((values, i) => values.map((one, k) => (
    { one, theirs: theirVerdict(answers[i].verdicts[k]), own: ownVerdict(one) })));
  const wrong = cases.filter(({ theirs, own }) => theirs !== own);
  return {
    part: 'quantities, regular expressions',
    cases: cases.length,
    disagreements: wrong.map(({ one, theirs, own }) => ({ ...API_SERVER, check: 'expression', object: one.name, detail: `check says ${own}, the policy ${theirs}` })),
  };
}

function fieldNamesRow({ policies }: PolicySet, { problems, warnings }: Answer): Row {
  const wrong = [...problems, ...misnamed(warnings)];
  return {
    part: 'names of fields',
    cases: policies.length,
    disagreements: wrong.map((detail) => ({ ...API_SERVER, check: 'field', object: detail.split(':')[0], detail })),
  };
}

function notesOn({ policies, bindings, leftOut }: PolicySet, { verdicts }: Answer): string[] {
  const validations = policies.reduce((sum, { spec }) => sum + spec.validations.length, 0);
  const costs = Object.keys(SIZES).map((what, i) => (
    `${what} costs ${verdicts[i].cost.toLocaleString('en-US')} in ${verdicts[i].policies} policies, at most ${verdicts[i].dearest.toLocaleString('en-US')} in one`));
  return [
    `admission: ${policies.length} policies, ${bindings.length} bindings, ${validations} validations, ${leftOut.length} controls left out`,
    `admission: ${costs.join('; ')} (limit 10,000,000)`,
  ];
}

function run(): SuiteResult {
  const sets = Object.entries(PROFILES).map(([name, [profile, rollout]]) => ({ name, set: admissionPolicies(CATALOGUE, profile, 'deny', rollout) }));
  const files = sets.map(({ name, set }) => ({ name: `${name}, from files`, set: fromFiles(set) }));
  const examples = exampleSets();
  const jobs = [...sets.map(({ set }) => reviewOf(set)), ...files.map(({ set }) => ({ ...reviewOf(set), fromFiles: true }))];
  const defaults = defaultsCases();
  const [requests, mutated, spelled, ...others] = judge([
    { policies: requestPolicies(), cases: REQUESTS.map(({ request }) => request) },
    defaultsJob(defaults),
    spelledOut(sets[1].set.policies),
    ...expressionJobs(),
    ...jobs,
    ...examples.map(({ policies, cases }) => ({ policies, cases: cases.map(({ request }) => request) })),
  ]);
  const answers = others.slice(EXPRESSIONS.length);
  return {
    tools: [API_SERVER],
    rows: [
      expressionsRow(others),
      fieldNamesRow(sets[1].set, spelled),
      ...[...sets, ...files].map(({ name, set }, i) => reviewed(name, set, answers[i])),
      examplesRow(examples, answers.slice(jobs.length)),
      requestsRow(requests),
      defaultsRow(defaults.map(({ name }) => name), mutated),
    ],
    notes: notesOn(sets[0].set, answers[0]),
    shortfalls: [],
  };
}

const fromFiles = ({ policies, bindings, leftOut }: PolicySet): PolicySet =>
  ({ policies: asStaticManifests(policies), bindings: asStaticManifests(bindings), leftOut });

export const suite: Suite = { name: 'admission', run };

if (require.main === module) void main(suite);
