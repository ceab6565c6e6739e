import { KUBERNETES } from '../apiserver/tally';
import { Tool } from '../suite';

/** The API server as our files start it; what is known of another one says nothing about it. */
export const STARTED: Tool = { ...KUBERNETES, tool: 'kube-apiserver of a baseline' };
