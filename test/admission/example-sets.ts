import { AdmissionRequest } from './requests';
import { admissionPolicies } from '../../src/admission/policies';
import { ValidatingPolicy } from '../../src/admission/policy';
import { CATALOGUE } from '../../src/controls';
import { Control, Example } from '../../src/controls/control';
import { Judge } from '../../src/engine/judge';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Severity } from '../../src/profile/severity';
import { ABSENT, Placement, placements } from '../laws/placements';

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

/** No namespace is exempt here, since examples live in any. */
function profileOf(control: Control, example: Example): SecurityProfile {
  const profile = (example.profile?.() ?? SecurityProfile.restricted()).extend({ exemptNamespaces: [] });
  return control.optIn ? profile.extend({ severities: { [control.id]: Severity.WARNING } }) : profile;
}

function caseOf(control: Control, { shows }: Example, { where, manifests }: Placement, profile: SecurityProfile): ExampleCase {
  const judged = manifests.map((manifest) => ({ manifest, profile, origin: {}, waivers: [] }));
  const request = { object: manifests[0], user: 'alice', created: '2026-01-01T00:00:00Z' };
  return { name: `${shows} in ${where}`, request, violated: new Judge([control]).findings(judged).length > 0 };
}

function setsOf(control: Control): ExampleSet[] {
  const sets = new Map<string, ExampleSet & { cases: ExampleCase[] }>();
  for (const example of [...control.examples.good, ...control.examples.bad, ...(control.absent === 'not-applicable' ? [] : [ABSENT])]) {
    const profile = profileOf(control, example);
    const { policies } = admissionPolicies([control], profile, 'deny');
    const key = JSON.stringify(policies);
    const set = sets.get(key) ?? { control, policies, cases: [] };
    sets.set(key, set);
    set.cases.push(...placements(control, example).map((placement) => caseOf(control, example, placement, profile)));
  }
  return [...sets.values()];
}

/** Every example of every control that policies state, in every place. */
export const exampleSets = (): ExampleSet[] => CATALOGUE.filter((control) => 'require' in control && !control.admission).flatMap(setsOf);
