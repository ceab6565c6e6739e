import { exampleObject, isUnset, within } from './example-object';
import { ObjectView, Scope, Subject, SubjectFrame } from './subject';
import { CONTAINER_LISTS } from '../../objects/container';
import { takesPartOfPod } from '../../objects/custom-pod-specs';
import { placeTree } from '../../objects/custom-pods/place';
import { Manifest } from '../../objects/manifest';
import { POD_KINDS, PodLocation, PodView } from '../../objects/pod-template';
import { pointerKeys } from '../../objects/pointer';
import { isBuiltInKind } from '../../objects/scope';
import { listOrNull, NamedExpression } from '../cel';
import { Located } from '../evaluate';
import { Example } from '../example';

/** What policies call the spec of the pods that an object describes. */
export const POD = 'variables.pod';

/** A container that the API server takes, to complete examples with. */
export const MINIMAL_CONTAINER = { name: 'main', image: 'registry.example.com/app:1.0.0' };

/** Whether objects of a kind may describe pods, or parts of some: those of any kind that Kubernetes does not bring. */
export const describesPods = (groupKind: string): boolean => placeTree(groupKind) !== undefined || !isBuiltInKind(groupKind);

/** The built-in kinds of a scope that describe pods. */
export const podKinds = ({ kinds }: Scope): readonly string[] => within(Object.keys(POD_KINDS), kinds);

/** The frame of a pod. */
export function podFrame(view: PodView, object: Located): SubjectFrame<Manifest> & { readonly pod: Located } {
  const { spec, pointer, metadata, metadataPointer, embedded } = view;
  const found = { value: spec, pointer };
  return { subject: found, pod: found, metadata: { value: metadata, pointer: metadataPointer }, object, ...(embedded && { embedded }) };
}

/** The variables of a policy about objects that describe pods. */
export function podVariables({ spec }: PodLocation): NamedExpression[] {
  return [
    { name: 'pod', expression: ['object', ...pointerKeys(spec)].join('.') },
    ...CONTAINER_LISTS.map(({ field, role }) => ({ name: field, expression: role === 'main' ? listOrNull(POD, field) : `${POD}.?${field}.orValue([])` })),
  ];
}

/** The fragment that shows a pod spec with as much around it as the example sets. */
export function podExcerpt(spec: object, { podMetadata: metadata, spec: outer }: Example): object {
  if (outer !== undefined) return { spec: { ...outer, template: { metadata, spec } } };
  return metadata === undefined ? spec : { metadata, spec };
}

/** An object of a kind with a pod spec where that kind has it. */
export function podObject(groupKind: string, spec: Record<string, unknown>, { podMetadata: metadata = {}, spec: outer = {} }: Example): Manifest {
  const keys = pointerKeys(POD_KINDS[groupKind].spec).slice(0, -1);
  if (keys.length === 0) return exampleObject(groupKind, { metadata: { name: 'example', namespace: 'shop', ...metadata }, spec });
  const nested = [...keys].reverse()
    .reduce<Record<string, unknown>>((inner, key, i) => ({ [key]: { ...(i === keys.length - 1 && key === 'spec' ? outer : {}), ...inner } }), { metadata, spec });
  return exampleObject(groupKind, nested);
}

/** The spec of a pod, or of the pods of a template. */
export const pod: Subject<Manifest> = {
  name: 'pod',
  isIn: describesPods,
  framesIn: (view: ObjectView) => view.pods().map((found) => podFrame(found, view.object)),
  isFilledIn: (groupKind) => !takesPartOfPod(groupKind), // a kind that takes only some fields of a pod would be refused for the others
  cel: { variables: (location) => podVariables(location!), name: POD },
  text: { variable: 'pod', meaning: () => 'the spec of the pod', each: 'the pod' },
  examples: {
    showsUnset: true,
    excerpt: (example) => [podExcerpt(isUnset(example.subject) ? { containers: [{ name: 'main' }] } : example.subject as object, example)],
    placements: (example, scope) => podKinds(scope)
      .map((kind) => ({ where: kind, manifests: [podObject(kind, { containers: [MINIMAL_CONTAINER], ...example.subject as object }, example)] })),
  },
};
