import { isUnset } from './example-object';
import { describesPods, MINIMAL_CONTAINER, podExcerpt, podFrame, podKinds, podObject, podVariables } from './pod';
import { Scope, Subject, SubjectFrame } from './subject';
import { CONTAINER_LISTS, containersOf } from '../../objects/container';
import { Manifest } from '../../objects/manifest';
import { PodView } from '../../objects/pod-template';
import { elementsOf, Fields, isObject } from '../../objects/pointer';
import { Located } from '../evaluate';

const listsOf = ({ containers }: Scope) => CONTAINER_LISTS.filter(({ role }) => !containers || containers.includes(role));

function framesOf(view: PodView, whole: Located): SubjectFrame<Manifest>[] {
  const { pod, metadata, object } = podFrame(view, whole);
  const frames = containersOf(view)
    .filter(({ value }) => isObject(value)) // anything else is a finding of valid-manifest
    .map(({ value, pointer, name, role }) => ({ subject: { value: value as Manifest, pointer }, pod, metadata, object, container: name, role }));
  return view.embedded ? embeddedFrames(frames, view, whole) : frames;
}

/** The frames in embedded pods, with that of the container that an operator adds; a container without a name has none in findings. */
function embeddedFrames(frames: readonly SubjectFrame<Manifest>[], view: PodView, whole: Located): SubjectFrame<Manifest>[] {
  const { embedded, implied, pointer } = view;
  const own = frames.map((frame) => ({ ...frame, embedded, container: frame.container === '' ? undefined : frame.container }));
  const { pod, metadata, object } = podFrame(view, whole);
  return implied ? [...own, { subject: { value: {}, pointer }, pod, metadata, object, role: 'main', embedded, isImplied: true }] : own;
}

/** The list that an example is shown in: that of the main containers, unless the control is not about them. */
function shownList(scope: Scope): string {
  const lists = listsOf(scope);
  return (lists.find(({ role }) => role === 'main') ?? lists[0]).field;
}

/** A container, be it init, main or ephemeral. */
export const container: Subject<Manifest> = {
  name: 'container',
  isIn: describesPods,
  framesIn: (view) => view.pods().flatMap((found) => framesOf(found, view.object)),
  cel: {
    variables: (location) => podVariables(location!),
    name: 'c',
    lists: { variables: (scope) => listsOf(scope).map(({ field }) => field), noun: 'container', label: 'c.name', separator: ', ' },
  },
  text: {
    variable: 'container',
    meaning: ({ containers }) => (containers ? `each container of these roles: ${containers.join(', ')}` : 'each container, be it init, main or ephemeral'),
    each: 'each container',
  },
  examples: {
    showsUnset: true,
    excerpt: (example, scope) => {
      const { subject, pod } = example;
      return [podExcerpt({ ...pod, [shownList(scope)]: [isUnset(subject) ? { name: 'main' } : subject] }, example)];
    },
    placements: (example, scope) => podKinds(scope).flatMap((kind) => listsOf(scope).map(({ field }) => {
      const shown = { ...MINIMAL_CONTAINER, ...example.subject as object };
      const pod: Fields = example.pod ?? {};
      return { where: `${kind} ${field}`, manifests: [podObject(kind, { containers: [], ...pod, [field]: [shown, ...elementsOf(pod[field])] }, example)] };
    })),
  },
};
