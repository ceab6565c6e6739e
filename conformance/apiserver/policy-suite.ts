import { admissionCost } from './admission-cost';
import { AuditLog } from './audit-log';
import { clusterWaivers } from './cluster-waivers';
import { filledDefaults } from './filled-defaults';
import { imagePolicies } from './image-policies';
import { placedExamples } from './placed-examples';
import { podSecurityWarnings } from './pod-security-warnings';
import { Policies } from './policies';
import { ENFORCEABLE, isUsual, policyObjects } from './policy-objects';
import { comparedFiles, comparedVerdicts, PolicyServer, refusals } from './policy-verdicts';
import { withServer } from './server';
import { staticPolicies } from './static-policies';
import { Accepted, submitted } from './submission';
import { KUBERNETES, problems, Tally } from './tally';
import { DEPLOYER } from './users';
import { CATALOGUE } from '../../src/controls';
import { Control } from '../../src/controls/control';
import { grouped } from '../../src/objects/grouped';
import { Row, Tool } from '../suite';

/** What came of the policies. */
export interface PolicyResult { readonly rows: readonly Row[]; readonly notes: readonly string[]; readonly shortfalls: readonly string[] }

/** A profile that is not the usual one is there for the controls that have an example of it. */
const controlsOf = (examples: readonly Accepted[]): readonly Control[] =>
  (isUsual(examples[0].example.profile) ? ENFORCEABLE : [...new Set(examples.map(({ example }) => example.control))]);

/** What the API server makes of a file, with its defaults. */
export const DEFAULTS: Tool = { tool: 'kube-apiserver defaults', version: KUBERNETES.version };

/** Our policies on a server that holds nothing else, and from files on one more. */
export async function policySuite(program: string): Promise<PolicyResult> {
  const log = new AuditLog();
  try {
    return await withServer(program, log.flags, (administrator) => onServer({ client: administrator.as(DEPLOYER), log }, program));
  } finally {
    log.remove();
  }
}

async function onServer(server: PolicyServer, program: string): Promise<PolicyResult> {
  const { client } = server;
  const verdicts = new Tally('examples of controls: policies and check');
  const files = new Tally('examples of controls: as written and as stored', DEFAULTS);
  const types = new Tally('types in policies');
  const policies = new Policies(client);
  const resources = await client.resources();
  const examples = placedExamples();
  const served = examples.filter(({ manifest }) => resources.find(manifest));
  const { accepted, refused } = await submitted(client, served);
  const groups = [...grouped(accepted, ({ example }) => JSON.stringify(example.profile)).values()];
  for (const group of groups) {
    const controls = controlsOf(group);
    comparedFiles(group, controls, files);
    await policies.replace(policyObjects(controls, group[0].example.profile));
    (await policies.typeWarnings()).forEach((warnings, name) => types.case(name, problems('type check', warnings)));
    await comparedVerdicts(server, group, controls, verdicts);
  }
  const stated = `apiserver: ${ENFORCEABLE.length} of ${CATALOGUE.length} controls are stated by policies, under ${groups.length} profiles`;
  const notes = [
    stated, `apiserver: ${examples.length - served.length} examples of configuration files and custom kinds are left out, which no API server serves by itself`,
    ...refusals(refused, files),
  ];
  const usual = groups.find(([{ example }]) => isUsual(example.profile))!;
  const compared = [podSecurityWarnings(accepted), verdicts.row(), files.row(), types.row()];
  const tried = [await clusterWaivers(client, policies), await imagePolicies(client, policies), await staticPolicies(program, usual)];
  const cost = await admissionCost(client, policies);
  const shortfalls = await unnoticedFault(server, accepted, policies);
  // last, since nothing tells when mutating policies that were deleted are out of force
  const defaults = await filledDefaults(client, policies, usual);
  return { rows: [...compared, ...tried, defaults], notes: [...notes, cost], shortfalls };
}

const SPOILT = 'no-privileged';

/** Says of a control that it always holds, and sees whether the comparison notices. */
async function unnoticedFault(server: PolicyServer, examples: readonly Accepted[], policies: Policies): Promise<string[]> {
  const cases = examples.filter(({ example }) => example.control.id === SPOILT);
  const [{ control, profile }] = cases.map(({ example }) => example);
  const spoilt = JSON.parse(JSON.stringify(policyObjects([control], profile))) as any[];
  for (const { spec: { validations = [] } } of spoilt) for (const validation of validations) validation.expression = 'true';
  const tally = new Tally('spoilt');
  await policies.replace(spoilt);
  await comparedVerdicts(server, cases, [control], tally);
  return tally.row().disagreements.length > 0 ? [] : [`policies that let ${SPOILT} pass were not noticed`];
}
