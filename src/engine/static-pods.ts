import { Control } from '../controls/control';

const FAMILIES: readonly Control['family'][] = ['control-plane', 'nodes', 'cluster', 'secrets'];

/**
 * Whether a control is about the static pods of a control plane. They have the rights of their host: what holds for pods of users would break them, and
 * hide what is wrong with their settings.
 */
export const isAboutStaticPods = ({ family, standard }: Pick<Control, 'family' | 'standard'>): boolean => FAMILIES.includes(family) || standard === 'kubernetes-api';
