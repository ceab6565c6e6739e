import { CATALOGUE } from '../../src/controls';
import { ControlId } from '../../src/controls/vocabulary';
import { Judge } from '../../src/engine/judge';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';

/** What one control says of some manifests. */
export function inspected(id: ControlId, ...manifests: object[]): string[] {
  const profile = SecurityProfile.restricted();
  const judged = manifests.map((manifest) => ({ manifest: manifest as Manifest, profile, origin: {}, waivers: [] }));
  return new Judge(CATALOGUE.filter((control) => control.id === id)).findings(judged).map(({ message }) => message);
}
