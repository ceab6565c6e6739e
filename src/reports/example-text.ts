import { yamlDocuments, yamlText } from './yaml-text';
import { Control, Example } from '../controls/control';
import { CONTAINER_LISTS } from '../objects/container';
import { isObject } from '../objects/pointer';

const isEmpty = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0;

/** The list that an example container stands in: that of the main containers, unless the control is not about them. */
function listFor({ containers }: Control): string {
  const role = !containers || containers.includes('main') ? 'main' : containers[0];
  return CONTAINER_LISTS.find((list) => list.role === role)!.field;
}

function podSpec(control: Control, { subject, pod }: Example): object {
  if (control.subject === 'pod') return isEmpty(subject) ? { containers: [{ name: 'main' }] } : subject as object;
  return { ...pod, [listFor(control)]: [isEmpty(subject) ? { name: 'main' } : subject] };
}

/** An example of a container or a pod, with as much around it as it speaks of. */
function podText(control: Control, example: Example): string {
  const spec = podSpec(control, example);
  const { podMetadata: metadata, spec: outer } = example;
  if (outer !== undefined) return yamlText({ spec: { ...outer, template: { metadata, spec } } });
  return yamlText(metadata === undefined ? spec : { metadata, spec });
}

/** An example as a reader would meet it in YAML: a fragment of a pod or of a role, an object, or several. */
export function exampleText(control: Control, example: Example): string {
  switch (control.subject) {
    case 'container':
    case 'pod': return podText(control, example);
    case 'policy-rule': return yamlText({ rules: [example.subject] });
    case 'object': return yamlText(example.subject);
    case 'set': return yamlDocuments(example.subject as readonly unknown[]);
  }
}

/** The examples of one verdict, the subject with nothing set among them where it has that verdict. */
export function examplesOf(control: Control, verdict: 'good' | 'bad'): readonly Example[] {
  const unset = control.absent === verdict && control.subject !== 'object' && control.subject !== 'set';
  return [...unset ? [{ shows: 'nothing set', subject: {} }] : [], ...control.examples[verdict]];
}

/** What an example shows, and whether it takes a profile of its own to show it. */
export const caption = ({ shows, profile }: Example): string => (profile ? `${shows} (under a profile of its own)` : shows);
