import { faultsOfPart } from '../controls/evaluate-part';
import { Expression } from '../controls/require';
import { Site } from '../controls/site';
import { SubjectFrame } from '../controls/subjects/subject';
import { groupKind, Manifest } from '../objects/manifest';
import { valueAt } from '../objects/pointer';
import { isBuiltIn } from '../objects/scope';

/** A parameter of the kind around the pod, such as Tekton's `$(params.image)`, Argo's `{{inputs.parameters.image}}` and OpenShift's `${IMAGE}`. */
const PARAMETER = /\$[({]|\{\{/;

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
  const hasParameters = !isBuiltIn(groupKind(object));
  return sites.map((site) => {
    const pointer = realPointer(site.pointer, frame);
    const value = hasParameters ? valueAt(object, pointer) : undefined;
    if (typeof value !== 'string' || !PARAMETER.test(value)) return { ...site, pointer };
    return { pointer, message: 'holds a parameter, so its value is not known; check the object that is made of this one', undecided: true };
  });
}

function realPointer(pointer: string, { subject, pod, embedded }: SubjectFrame): string {
  const { wrapped, renamed = {} } = embedded!;
  const field = pointer.slice(subject.pointer.length);
  const named = pointer.startsWith(subject.pointer) && Object.hasOwn(renamed, field) ? subject.pointer + renamed[field] : pointer;
  const around = (pod ?? subject).pointer;
  return wrapped !== '' && named.startsWith(around + wrapped) ? around + named.slice(around.length + wrapped.length) : named;
}
