import { ControlId } from '../controls/vocabulary';

/** Where the project lives. */
export const PROJECT = 'https://github.com/cdk8s-hardened/cdk8s-hardened';

/** The page of a control. */
export const documentationUrl = (id: ControlId): string => `${PROJECT}/blob/main/docs/controls/${id}.md`;
