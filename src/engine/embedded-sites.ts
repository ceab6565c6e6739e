import { fieldPath } from './description';
import { OF_PARAMETERS, undecidedAt } from './texts-to-come';
import { faultsOfPart } from '../controls/evaluate-part';
import { Expression } from '../controls/require';
import { Site } from '../controls/site';
import { SubjectFrame } from '../controls/subjects/subject';
import { DerivedSettings } from '../objects/cluster-components/component';
import { groupKind, Manifest } from '../objects/manifest';
import { valueAt } from '../objects/pointer';
import { isBuiltInKind } from '../objects/scope';

/** What is wrong in a part of a pod, of what was found in it as if it were whole. */
export function sitesOfPart(frame: SubjectFrame, sites: readonly Site[], expression: Expression | undefined): readonly Site[] {
  const open = sites.filter(({ undecided }) => undecided);
  if (expression) return [...open, ...faultsOfPart(expression, frame)];
  const { value, pointer } = frame.subject;
  const isSaid = (site: Site): boolean => site.pointer.startsWith(`${pointer}/`) && (valueAt(value, site.pointer.slice(pointer.length)) ?? undefined) !== undefined;
  return [...open, ...sites.filter((site) => !site.undecided && isSaid(site))];
}

/** The sites in an embedded pod by where they are in the object; open where the kind around the pod fills a parameter in. */
export function inObject(sites: readonly Site[], frame: SubjectFrame): readonly Site[] {
  const object = frame.object?.value as Manifest;
  const found = sites.map((site) => ({ ...site, pointer: realPointer(site.pointer, frame) }));
  return isBuiltInKind(groupKind(object)) ? found : undecidedAt(found, object, OF_PARAMETERS);
}

/** A site in a subject that is made from something else, by where that is. */
export function inDerived(site: Site, { placeOf }: DerivedSettings): Site {
  const pointer = placeOf(site.pointer);
  return site.message === undefined && !site.isKey ? { ...site, pointer, field: fieldPath(site.pointer, '') } : { ...site, pointer };
}

function realPointer(pointer: string, { subject, pod, embedded }: SubjectFrame): string {
  const { wrapped, renamed = {} } = embedded!;
  const field = pointer.slice(subject.pointer.length);
  const canonical = pointer.startsWith(subject.pointer) ? Object.keys(renamed).find((name) => field === name || field.startsWith(`${name}/`)) : undefined;
  const named = canonical === undefined ? pointer : subject.pointer + renamed[canonical] + field.slice(canonical.length);
  const around = (pod ?? subject).pointer;
  return wrapped !== '' && named.startsWith(around + wrapped) ? around + named.slice(around.length + wrapped.length) : named;
}
