import { notEnforceable } from './control';

/** Why no policy can judge the configuration of a component. */
export const READ_FROM_FILE = notEnforceable('a component reads it from a file, and no API server stores such an object');
