import { counted } from './layout';
import { visible } from './visible';
import { Unjudged } from '../engine/unjudged';

/** `Widget of example.com/v1, 3 objects`. */
export const unjudgedLabel = ({ apiVersion, kind, objects }: Unjudged): string => `${visible(kind)} of ${visible(apiVersion)}, ${counted(objects, 'object')}`;

/** What was not judged of a kind, in one sentence. */
export const unjudgedText = (one: Unjudged): string => `not judged in full: ${unjudgedLabel(one)}: ${visible(one.reason)}`;
