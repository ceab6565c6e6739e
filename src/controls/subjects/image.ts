import { container } from './container';
import { POD, podFrame, podKinds, podObject, podVariables, MINIMAL_CONTAINER } from './pod';
import { Placement, Scope, Subject, SubjectFrame } from './subject';
import { Manifest } from '../../objects/manifest';
import { PodView } from '../../objects/pod-template';
import { descend, elementsOf, isObject } from '../../objects/pointer';
import { Located } from '../evaluate';
import { Example } from '../example';

/** What the source of a volume calls the field of a container. https://kubernetes.io/docs/concepts/storage/volumes/#image */
const RENAMED = { '/image': '/reference' };

/** The images that volumes are made of, as if they were those of containers. */
function framesOfVolumes(view: PodView, whole: Located): SubjectFrame<Manifest>[] {
  return elementsOf(view.spec.volumes).flatMap((volume, i) => {
    if (!isObject(volume) || !isObject(volume.image)) return [];
    const subject = { value: { image: volume.image.reference }, pointer: descend(view.pointer, ['volumes', i, 'image']) };
    return [{ ...podFrame(view, whole), subject, embedded: { isPartial: false, wrapped: '', ...view.embedded, renamed: RENAMED } }];
  });
}

const IN_CEL = `${POD}.?volumes.orValue([]).filter(v, has(v.image)).map(v, {"name": v.name, "image": v.image.?reference.orValue("")})`;

function placementsInVolumes(example: Example, scope: Scope): Placement[] {
  const { image: reference } = { ...MINIMAL_CONTAINER, ...example.subject as Manifest };
  const volumes = [{ name: 'example', image: { reference } }];
  return podKinds(scope).map((kind) => ({ where: `${kind} volumes`, manifests: [podObject(kind, { containers: [], volumes, ...example.pod }, example)] }));
}

const { cel, examples } = container;

/** The image of a container; also that of a volume, which is called otherwise. */
export const image: Subject<Manifest> = {
  ...container,
  name: 'image',
  framesIn: (view) => [...view.all(container), ...view.pods().flatMap((found) => framesOfVolumes(found, view.object))],
  cel: {
    ...cel,
    variables: (location) => [...podVariables(location!), { name: 'imageVolumes', expression: IN_CEL }],
    lists: { ...cel!.lists!, variables: (scope) => [...cel!.lists!.variables(scope), 'imageVolumes'], noun: 'image of' },
  },
  text: {
    ...container.text,
    meaning: (scope) => `${container.text.meaning(scope)}, and each volume of an image, whose field is \`reference\``,
  },
  examples: { ...examples, placements: (example, scope) => [...examples.placements(example, scope), ...placementsInVolumes(example, scope)] },
};
