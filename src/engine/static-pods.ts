import { Control } from '../controls/control';
import { Family } from '../controls/vocabulary';

const FAMILIES: readonly Family[] = ['control-plane', 'nodes', 'cluster', 'secrets'];

/**
 * Whether a control is about the static pods of a control plane. They have the rights of their host: what holds for pods of users would break them, and
 * hide what is wrong with their settings.
 */
export const isAboutStaticPods = ({ family, standard }: Pick<Control, 'family' | 'standard'>): boolean => FAMILIES.includes(family) || standard === 'kubernetes-api';
