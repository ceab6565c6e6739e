import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse } from 'yaml';
import { AuditLog } from './audit-log';
import { Client, saying, succeeded } from './client';
import { ENFORCEABLE } from './policy-objects';
import { comparedVerdicts } from './policy-verdicts';
import { withServer } from './server';
import { restrictedPod } from './sized-pod';
import { Accepted, founded } from './submission';
import { problems, Tally } from './tally';
import { DEPLOYER } from './users';
import { PodSecurityDefaults } from '../../src';
import { admissionPolicies } from '../../src/admission/policies';
import { asStaticManifests } from '../../src/admission/static-manifests';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Row } from '../suite';

/** The configuration of admission: our Pod Security defaults, and the policies from a folder. */
function configuration(folder: string): string {
  const { policies, bindings } = admissionPolicies(ENFORCEABLE, SecurityProfile.restricted(), 'deny');
  const manifests = join(folder, 'policies');
  mkdirSync(manifests);
  writeFileSync(join(manifests, 'policies.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [...asStaticManifests(policies), ...asStaticManifests(bindings)] }));
  const defaults = parse(PodSecurityDefaults.of().toYaml()) as { plugins: object[] };
  const plugin = {
    name: 'ValidatingAdmissionPolicy',
    configuration: { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'ValidatingAdmissionPolicyConfiguration', staticManifestsDir: manifests },
  };
  const file = join(folder, 'admission.json');
  writeFileSync(file, JSON.stringify({ ...defaults, plugins: [...defaults.plugins, plugin] }));
  return file;
}

/** A good and a bad example of each control, none of them a pod: that the Pod Security defaults would refuse. */
function oneOfEach(examples: readonly Accepted[]): Accepted[] {
  const first = new Map<string, Accepted>();
  for (const one of examples.filter(({ stored }) => stored.kind !== 'Pod')) {
    const key = `${one.example.control.id} ${one.example.verdict}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

/** The policies as files that the API server reads at its start: they decide as those of the cluster do, and nobody can delete them. */
export async function staticPolicies(program: string, examples: readonly Accepted[]): Promise<Row> {
  const tally = new Tally('policies and Pod Security defaults from files');
  const folder = mkdtempSync(join(tmpdir(), 'static-'));
  const log = new AuditLog();
  try {
    await withServer(program, [...log.flags, `--admission-control-config-file=${configuration(folder)}`], async (administrator) => {
      const client = administrator.as(DEPLOYER);
      const chosen = oneOfEach(examples);
      await founded(client, chosen.map(({ example }) => example));
      await triedDefaults(client, tally);
      await comparedVerdicts({ client, log }, chosen, ENFORCEABLE, tally);
      const { body } = await client.get('/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies');
      tally.case('the list of policies', problems('nobody can delete them', body.items.length === 0 ? [] : ['the API shows them']));
    });
  } finally {
    log.remove();
    rmSync(folder, { recursive: true });
  }
  return tally.row();
}

/** A namespace without labels is at the level of the profile. */
async function triedDefaults(client: Client, tally: Tally): Promise<void> {
  await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'unlabelled' } });
  const answer = await client.create(restrictedPod('unlabelled', 'privileged', [{ securityContext: { privileged: true } }]), { dryRun: true });
  const said = succeeded(answer) ? 'accepted' : saying(answer);
  tally.case('a privileged pod in a namespace without labels', problems('defaults', said.includes('violates PodSecurity "restricted:v') ? [] : [said]));
}
