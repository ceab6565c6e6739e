import { CATALOGUE } from '../../src/controls';
import { Control } from '../../src/controls/control';
import { Example } from '../../src/controls/example';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Severity } from '../../src/profile/severity';

/** The profile of an example; an opt-in control is judged since the profile gives it a severity. */
export function profileOf(control: Control, example: Example): SecurityProfile {
  const profile = example.profile?.() ?? SecurityProfile.restricted();
  return control.optIn ? profile.extend({ severities: { [control.id]: Severity.WARNING } }) : profile;
}

/** The severities of a profile that asks for every opt-in control. */
export const OPT_INS: Readonly<Record<string, Severity>> = Object.fromEntries(
  CATALOGUE.filter(({ optIn }) => optIn).map(({ id }) => [id, Severity.WARNING]),
);
