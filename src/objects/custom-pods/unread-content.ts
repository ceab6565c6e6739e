import { ResourceContent, searchResource } from './resource-search';
import { CustomPodSpecs } from '../custom-pod-specs';
import { groupKind, Manifest } from '../manifest';
import { Problem } from '../problem';

/** A place as JavaScript and YAML both write it. */
const quoted = (place: string): string => (place.includes("'") ? JSON.stringify(place) : `'${place}'`);

/** What no control can be sure to see makes the whole object undecided. */
export function unreadProblems(manifest: Manifest, customPodSpecs: CustomPodSpecs): Problem[] {
  const content = searchResource(manifest, customPodSpecs);
  const unread = [...unreadPatches(content), ...unreadObjects(content)];
  if (content.undeclared.length > 0) return [...unread, undeclaredPods(manifest, customPodSpecs, content)];
  return content.isComplete ? unread : [...unread, { pointer: '', message: 'holds more pods and objects than are looked for in one object; split it', undecided: true }];
}

function unreadPatches({ found }: ResourceContent): Problem[] {
  const message = 'is a text that changes pods, and it is not read; write its fields into the pods or containers themselves';
  return found.filter(({ what, value }) => what === 'patch' && value !== '').map(({ pointer }) => ({ pointer, message, undecided: true }));
}

function unreadObjects({ texts }: ResourceContent): Problem[] {
  return texts.map(({ pointer, kind }) => (
    { pointer, message: `is a text that holds an object of kind ${kind}, and it is not read; check that object in a file of its own`, undecided: true }));
}

function undeclaredPods(manifest: Manifest, customPodSpecs: CustomPodSpecs, { undeclared, isComplete }: ResourceContent): Problem {
  const kind = groupKind(manifest);
  const declared = Object.hasOwn(customPodSpecs, kind) ? customPodSpecs[kind] : [];
  const places = [...declared, ...undeclared.map(({ pattern }) => pattern)].map(quoted).join(', ');
  const message = `looks like pods, and nobody declared that ${kind || 'this kind'} describes some here, so they were not judged; `
    + `declare ${isComplete ? 'every place' : 'the first places'} in the profile: \`customPodSpecs: { '${kind}': [${places}] }\`, or \`[]\` if these are no pods`;
  return { pointer: undeclared[0].pointer, message, undecided: true };
}
