import { completed } from './completion';
import { ENFORCEABLE } from './policy-objects';
import { Control } from '../../src/controls/control';
import { UNSET } from '../../src/controls/example';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';
import { placements } from '../../test/laws/placements';
import { profileOf } from '../../test/laws/profiles';

/** An example of a control in one place, ready to be sent. */
export interface PlacedExample {
  readonly control: Control;
  readonly shows: string;
  readonly where: string;
  readonly verdict: 'good' | 'bad';
  readonly profile: SecurityProfile;
  /** As the catalogue has it. */
  readonly written: Manifest;
  /** With what the API server demands. */
  readonly manifest: Manifest;
}

/** Every example of every control that an admission policy can state, in every place. */
export function placedExamples(): PlacedExample[] {
  return ENFORCEABLE.flatMap((control) => (['good', 'bad'] as const).flatMap((verdict) => {
    const examples = control.absent === verdict ? [UNSET, ...control.examples[verdict]] : control.examples[verdict];
    return examples.flatMap((example) => placements(control, example).map(({ where, manifests: [written] }) => (
      { control, shows: example.shows, where, verdict, profile: profileOf(control, example), written, manifest: completed(written) })));
  }));
}
