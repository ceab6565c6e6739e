import { faultsOfPart } from '../controls/evaluate-part';
import { Expression } from '../controls/require';
import { Site } from '../controls/site';
import { SubjectFrame } from '../controls/subjects/subject';
import { Embedding } from '../objects/pod-template';
import { valueAt } from '../objects/pointer';

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
export function inObject(sites: readonly Site[], { subject, pod, object, embedded }: SubjectFrame): readonly Site[] {
  const around = (pod ?? subject).pointer;
  return sites.map((site) => {
    const pointer = realPointer(site.pointer, around, embedded!);
    const value = valueAt(object?.value, pointer);
    if (typeof value !== 'string' || !PARAMETER.test(value)) return { ...site, pointer };
    return { pointer, message: 'holds a parameter, so its value is not known; check the object that is made of this one', undecided: true };
  });
}

function realPointer(pointer: string, around: string, { wrapped }: Embedding): string {
  const start = around + wrapped;
  return wrapped !== '' && pointer.startsWith(start) ? around + pointer.slice(start.length) : pointer;
}
