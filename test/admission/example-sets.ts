import { AdmissionRequest, creation } from './requests';
import { admissionPolicies } from '../../src/admission/policies';
import { ValidatingPolicy } from '../../src/admission/policy';
import { CATALOGUE } from '../../src/controls';
import { Control, notEnforcedBecause } from '../../src/controls/control';
import { Example, UNSET } from '../../src/controls/example';
import { Placement } from '../../src/controls/subjects/subject';
import { Judge } from '../../src/engine/judge';
import { AdmissionRollout } from '../../src/profile/admission-rollout';
import { SecurityProfile } from '../../src/profile/security-profile';
import { placements } from '../laws/placements';
import { profileOf } from '../laws/profiles';

/** One example in one place. */
export interface ExampleCase {
  readonly name: string;
  readonly request: AdmissionRequest;
  /** Whether our engine finds the control violated. */
  readonly violated: boolean;
}

/** The policies of one control under one profile, with the examples that they judge. */
export interface ExampleSet {
  readonly control: Control;
  readonly policies: readonly ValidatingPolicy[];
  readonly cases: readonly ExampleCase[];
}

function caseOf(judge: Judge, { shows }: Example, { where, manifests }: Placement, profile: SecurityProfile): ExampleCase {
  const judged = manifests.map((manifest) => ({ manifest, profile, origin: {}, waivers: [] }));
  return { name: `${shows} in ${where}`, request: creation(manifests[0]), violated: judge.findings(judged).length > 0 };
}

function setsOf(control: Control): ExampleSet[] {
  const sets = new Map<string, ExampleSet & { cases: ExampleCase[] }>();
  const judge = new Judge([control]);
  for (const example of [...control.examples.good, ...control.examples.bad, ...(control.absent === 'not-applicable' ? [] : [UNSET])]) {
    const profile = profileOf(control, example);
    const { policies } = admissionPolicies([control], profile, 'deny', AdmissionRollout.of({ exemptNamespaces: [] })); // examples live in any namespace
    const key = JSON.stringify(policies);
    const set = sets.get(key) ?? { control, policies, cases: [] };
    sets.set(key, set);
    set.cases.push(...placements(control, example).map((placement) => caseOf(judge, example, placement, profile)));
  }
  return [...sets.values()];
}

/** Every example of every control that policies state, in every place. */
export const exampleSets = (): ExampleSet[] => CATALOGUE.filter((control) => notEnforcedBecause(control) === undefined).flatMap(setsOf);
