import { Trial } from './trial';
import { CATALOGUE } from '../../../src/controls';
import { Judge } from '../../../src/engine/judge';
import { Manifest } from '../../../src/objects/manifest';
import { elementsOf } from '../../../src/objects/pointer';
import { isClusterScoped } from '../../../src/objects/scope';
import { SecurityProfile } from '../../../src/profile/security-profile';
import { Severity } from '../../../src/profile/severity';

const judge = new Judge(CATALOGUE);
/** With controls that are judged only where a profile names them. */
const optional = Object.fromEntries(CATALOGUE.filter(({ optIn }) => optIn).map(({ id }) => [id, Severity.WARNING]));
const profile = SecurityProfile.restricted({ severities: optional });

/** The objects in a namespace, but those that belong to none; accounts that are bound are of it as well. */
export const placed = (objects: readonly Manifest[], namespace: string): Manifest[] => objects.map((object) => {
  if (isClusterScoped(object)) return object;
  const subjects = elementsOf(object.subjects).map((subject) => ({ ...subject as object, namespace }));
  return { ...object, metadata: { ...object.metadata as object, namespace }, ...(subjects.length > 0 && { subjects }) };
});

/** Whether the control of a trial finds something in objects. */
export function isFound({ control }: Trial, objects: readonly Manifest[]): boolean {
  const findings = judge.findings(placed(objects, 'trial').map((manifest) => ({ manifest, profile, origin: {}, waivers: [] })));
  return findings.some((finding) => finding.control === control);
}
