import { User } from './client';

/** Somebody who may do everything, and is no part of the control plane: what that does, policies leave alone. */
export const DEPLOYER: User = { name: 'deployer', groups: ['system:masters'] };
