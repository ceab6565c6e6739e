/* eslint-disable no-bitwise -- a set of powers is the bits of one number: it is joined for every rule of every role */
import { forProfile } from './control';
import { compile } from './evaluate';
import { POWERS } from './powers';
import { isObject } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';

/** Powers as one number: a bit for each control that names one, and the last for everything. */
export type Powers = number;
const EVERYTHING: Powers = 2 ** 30;
const bit = (i: number): Powers => 2 ** i;

const grantsEverything = (rule: Readonly<Record<string, unknown>>): boolean =>
  [rule.apiGroups, rule.resources, rule.verbs].every((list) => Array.isArray(list) && list.includes('*'));

/** What rules give, as the controls about single rules find it. */
export function powersOfRules(profile: SecurityProfile): (rules: readonly unknown[]) => Powers {
  const predicates = POWERS.map((control) => ('require' in control ? compile(forProfile(control.require, profile)) : undefined));
  const ofRule = (value: unknown): Powers => {
    if (!isObject(value)) return 0;
    if (grantsEverything(value)) return EVERYTHING;
    return predicates.reduce((sum, predicate, i) => (predicate?.({ subject: { value, pointer: '' } }) === 'violation' ? sum | bit(i) : sum), 0);
  };
  return (rules) => rules.reduce<Powers>((sum, rule) => sum | ofRule(rule), 0);
}

/** The powers of two roles together. */
export const joined = (one: Powers, other: Powers): Powers => one | other;

/** Powers in words. Those over objects that belong to no namespace need a ClusterRoleBinding. */
export function inWords(powers: Powers, clusterWide: boolean): string[] {
  if ((powers & EVERYTHING) !== 0) return ['do everything'];
  const held = POWERS.flatMap(({ power }, i) => (power && (powers & bit(i)) !== 0 && (clusterWide || !power.clusterOnly) ? [power.may] : []));
  return [...new Set(held)];
}
