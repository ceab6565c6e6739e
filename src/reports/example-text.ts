import { yamlDocuments } from './yaml-text';
import { Control } from '../controls/control';
import { Example, UNSET } from '../controls/example';

/** An example as a reader would meet it in YAML: a fragment of an object, an object, or several. */
export const exampleText = (control: Control, example: Example): string => yamlDocuments(control.subject.examples.excerpt(example, control));

/** The examples of one verdict, the subject with nothing set among them where it has that verdict. */
export function examplesOf(control: Control, verdict: 'good' | 'bad'): readonly Example[] {
  const showsUnset = control.absent === verdict && control.subject.examples.showsUnset;
  return [...showsUnset ? [UNSET] : [], ...control.examples[verdict]];
}

/** What an example shows, and whether it takes a profile of its own to show it. */
export const caption = ({ shows, profile }: Example): string => (profile ? `${shows} (under a profile of its own)` : shows);
