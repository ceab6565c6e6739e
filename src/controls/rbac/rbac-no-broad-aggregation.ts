import { defineControl } from '../control';
import { allOf, anyOf, field, item, not } from '../require';

const BOOTSTRAPPING = 'kubernetes.io/bootstrapping';
const aggregateTo = (role: string): string => `rbac.authorization.k8s.io/aggregate-to-${role}`;

/** The labels of the built-in roles that hold more than a reader needs: of cluster-admin and those of the control plane, and of what admin and edit are made of. */
const LABELS = [BOOTSTRAPPING, aggregateTo('admin'), aggregateTo('edit')];

/** The selector that is looked at requires a label that no powerful built-in role has, or none that they have. */
const leavesBuiltInRolesOut = anyOf(
  not(item('matchLabels').everyKey(item().isOneOf(LABELS))),
  item('matchExpressions').some(anyOf(
    allOf(item('operator').isOneOf(['In', 'Exists']), item('key').isNoneOf(LABELS)),
    allOf(item('operator').equals('DoesNotExist'), item('key').equals(BOOTSTRAPPING)),
    allOf(item('operator').equals('NotIn'), item('key').equals(BOOTSTRAPPING), item('values').includes('rbac-defaults')),
  )),
);

const role = (...clusterRoleSelectors: object[]) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'monitoring' }, aggregationRule: { clusterRoleSelectors }, rules: [],
});
const own = { matchLabels: { 'rbac.example.com/aggregate-to-monitoring': 'true' } };
const by = (...matchExpressions: object[]) => role({ matchExpressions });

export const rbacNoBroadAggregation = defineControl({
  id: 'rbac-no-broad-aggregation',
  title: 'ClusterRoles do not aggregate the powerful built-in roles',
  subject: 'object',
  kinds: ['rbac.authorization.k8s.io/ClusterRole'],
  why: 'a selector that picks built-in roles adds all that they hold: an empty one picks cluster-admin, so that a role named viewer may do everything',
  fix: {
    code: 'select a label of your own that only your roles have',
    yaml: 'set `aggregationRule.clusterRoleSelectors[].matchLabels` to a label that only your own roles have',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles'],
  frameworks: ['cis:5.1.1', 'nsa-cisa:rbac', 'mitre:T1098.006'],
  require: field('aggregationRule.clusterRoleSelectors').every(leavesBuiltInRolesOut),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a label of its own', subject: role(own) },
      { shows: 'what is added to view', subject: role({ matchLabels: { [aggregateTo('view')]: 'true' } }) },
      { shows: 'a list of values', subject: by({ key: 'team', operator: 'In', values: ['shop'] }) },
      { shows: 'what has a key of its own', subject: by({ key: 'team', operator: 'Exists' }) },
      { shows: 'everything but the built-in roles, by value', subject: by({ key: BOOTSTRAPPING, operator: 'NotIn', values: ['rbac-defaults'] }) },
      { shows: 'everything but the built-in roles, by key', subject: by({ key: BOOTSTRAPPING, operator: 'DoesNotExist' }) },
    ],
    bad: [
      { shows: 'everything', subject: role({}) },
      { shows: 'everything, beside a label of its own', subject: role(own, {}) },
      ...LABELS.map((label) => ({ shows: `the label ${label}`, subject: role({ matchLabels: { [label]: 'true' } }) })),
      ...LABELS.flatMap((key) => [
        { shows: `the key ${key}`, subject: by({ key, operator: 'Exists' }) },
        { shows: `values of ${key}`, subject: by({ key, operator: 'In', values: ['true'] }) },
      ]),
      { shows: 'the built-in roles, by their value', subject: by({ key: BOOTSTRAPPING, operator: 'In', values: ['rbac-defaults'] }) },
      { shows: 'all that lack a key', subject: by({ key: 'team', operator: 'DoesNotExist' }) },
      { shows: 'all that have another value', subject: by({ key: 'team', operator: 'NotIn', values: ['rbac-defaults'] }) },
      { shows: 'the built-in roles, by another value', subject: by({ key: BOOTSTRAPPING, operator: 'NotIn', values: ['none'] }) },
    ],
  }),
});
