import { Control } from '../controls/control';

/** Where the project lives. */
export const PROJECT = 'https://github.com/cdk8s-hardened/cdk8s-hardened';

/** The page of a control; of a custom one the first that it names, where it names any. */
export const documentationUrl = ({ id, custom, references }: Control): string | undefined =>
  (custom ? references[0] : `${PROJECT}/blob/main/docs/controls/${id}.md`);
