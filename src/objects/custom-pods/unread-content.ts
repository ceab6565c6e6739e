import { EmbeddedContent, embeddedContent, EmbeddedReading, PART_OF_POD } from './embedded-content';
import { mayHoldObjects, ResourceContent, searchResource } from './resource-search';
import { CustomPodSpecs } from '../custom-pod-specs';
import { groupKind, Manifest } from '../manifest';
import { Problem } from '../problem';

/** A place as JavaScript and YAML both write it. */
const quoted = (place: string): string => (place.includes("'") ? JSON.stringify(place) : `'${place}'`);

/** What no control can be sure to see makes the whole object undecided. */
export function unreadProblems(manifest: Manifest, reading: EmbeddedReading): Problem[] {
  if (!mayHoldObjects(groupKind(manifest))) return [];
  const content = searchResource(manifest, reading.custom);
  const patches = unreadPatches(content);
  const inTexts = problemsInTexts(embeddedContent(content, reading), reading)
    .filter(({ pointer }) => patches.every((patch) => patch.pointer !== pointer));
  const unread = [...patches, ...inTexts];
  if (content.undeclared.length > 0) {
    const [{ pointer }] = content.undeclared;
    return [...unread, { pointer, message: undeclaredText(groupKind(manifest), content, reading.custom), undecided: true }];
  }
  return content.isComplete ? unread : [...unread, { pointer: '', message: 'holds more pods and objects than are looked for in one object; split it', undecided: true }];
}

function unreadPatches({ found }: ResourceContent): Problem[] {
  const message = 'is a text that changes pods, and it is not read; write its fields into the pods or containers themselves';
  return found.filter(({ what, value }) => what === 'patch' && value !== '').map(({ pointer }) => ({ pointer, message, undecided: true }));
}

function problemsInTexts({ unread, undeclared }: EmbeddedContent, { custom, read }: EmbeddedReading): Problem[] {
  const why = read ? 'it cannot be read' : 'it is not read here';
  return [
    ...unread.map(({ pointer, kind }) => ({ pointer, message: kind === PART_OF_POD
      ? 'is a text that looks like a part of a pod, and it is not read; write its fields as a map, or check the pods that are made of it'
      : `is a text that holds an object of kind ${kind}, and ${why}; check that object in a file of its own`, undecided: true as const })),
    ...undeclared.map(({ pointer, object, pattern }) => {
      const kind = groupKind(object);
      const places = { undeclared: [{ pattern }], isComplete: true };
      return { pointer, message: `is a text with an object of kind ${kind}, which ${undeclaredText(kind, places, custom)}`, undecided: true as const };
    }),
  ];
}

/** What is said of places that look like pods and are not declared. */
function undeclaredText(kind: string, { undeclared, isComplete }: UndeclaredPlaces, custom: CustomPodSpecs = {}): string {
  const declared = Object.hasOwn(custom, kind) ? custom[kind] : [];
  const places = [...declared, ...undeclared.map(({ pattern }) => pattern)].map(quoted).join(', ');
  return `looks like pods, and nobody declared that ${kind || 'this kind'} describes some here, so they were not judged; `
    + `declare ${isComplete ? 'every place' : 'the first places'} in the profile: \`customPodSpecs: { '${kind}': [${places}] }\`, or \`[]\` if these are no pods`;
}

interface UndeclaredPlaces { readonly undeclared: readonly { readonly pattern: string }[]; readonly isComplete: boolean }
