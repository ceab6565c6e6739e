import { exampleObject } from './example-object';
import { Subject } from './subject';
import { Manifest } from '../../objects/manifest';
import { plainText } from '../../objects/plain-text';
import { UNSET } from '../example';

/** A whole object, of any kind. */
export const object: Subject<Manifest> = {
  name: 'object',
  isIn: () => true,
  framesIn: ({ manifest, object: whole }) => [{ subject: { value: manifest, pointer: whole.pointer }, object: whole }],
  cel: { holder: '', variables: () => [] },
  text: { variable: 'object', meaning: () => 'the whole object', each: 'the object' },
  examples: {
    showsUnset: false,
    excerpt: ({ subject }) => [subject],
    placements: (example, { kinds = [] }) => {
      const manifests = example === UNSET ? kinds.map((kind) => exampleObject(kind, {})) : [example.subject as Manifest];
      return manifests.map((manifest) => ({ where: plainText(manifest.kind), manifests: [manifest] }));
    },
  },
};
