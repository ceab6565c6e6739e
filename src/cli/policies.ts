import { writeFileFor, yamlText } from './data-file';
import { UsageError } from './exit-code';
import { readSettings, SettingsOptions } from './settings';
import { Terminal } from './terminal';
import { mutatingPolicies } from '../admission/mutating';
import { admissionPolicies, PolicySet } from '../admission/policies';
import { Action } from '../admission/stages';
import { asStaticManifests, NamedPolicy } from '../admission/static-manifests';
import { CATALOGUE } from '../controls';
import { AdmissionRollout } from '../profile/admission-rollout';
import { SecurityProfile } from '../profile/security-profile';
import { counted } from '../reports/layout';

/** The options of `policies`, as the argument parser names them. */
export interface PoliciesOptions extends SettingsOptions {
  readonly action: Action;
  readonly static?: boolean;
  readonly mutating?: boolean;
  readonly output?: string;
}

/** Policies as objects of the cluster, with what to say of them. */
interface Written { readonly objects: readonly NamedPolicy[]; readonly summary: string }

/** Writes the admission policies of a profile and a rollout as YAML. */
export async function policies(options: PoliciesOptions, terminal: Terminal): Promise<void> {
  const { profile, rollout } = await readSettings(options, terminal);
  const { objects, summary } = writtenFor(profile, rollout, options);
  const text = (options.static ? asStaticManifests(objects) : objects)
    .map((object) => `---\n${yamlText(object)}`).join('');
  if (options.output === undefined) terminal.write(text);
  else writeFileFor('--output', options.output, text);
  terminal.say(summary);
}

function writtenFor(profile: SecurityProfile, rollout: AdmissionRollout, { action, mutating }: PoliciesOptions): Written {
  try {
    return mutating ? writtenDefaults(profile, rollout) : writtenControls(admissionPolicies(CATALOGUE, profile, action, rollout));
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

const policiesText = (count: number): string => `${count} ${count === 1 ? 'policy' : 'policies'}`;

function writtenControls({ policies: written, bindings, leftOut }: PolicySet): Written {
  const validations = written.reduce((sum, { spec }) => sum + spec.validations.length, 0);
  const reasons = new Set(leftOut.map(({ because }) => because));
  return {
    objects: [...written, ...bindings],
    summary: `${policiesText(written.length)}, ${counted(bindings.length, 'binding')}, ${counted(validations, 'validation')}; `
      + `${counted(leftOut.length, 'control')} left to \`check\`, for ${counted(reasons.size, 'reason')}`,
  };
}

function writtenDefaults(profile: SecurityProfile, rollout: AdmissionRollout): Written {
  const { policies: written, bindings } = mutatingPolicies(CATALOGUE, profile, rollout);
  return { objects: [...written, ...bindings], summary: `${policiesText(written.length)}, ${counted(bindings.length, 'binding')}` };
}
