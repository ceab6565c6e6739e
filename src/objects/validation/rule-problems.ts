import { claimRule } from './claims';
import { ingressRule } from './ingress';
import { cronJobRule, jobRule } from './jobs';
import { configMapRule, secretRule } from './keys';
import { podRuleProblems } from './pods';
import { KindRule, NONE, refusedNumber } from './refusal';
import { limitRangeRule, quotaRule } from './resources';
import { RBAC_RULES } from './roles';
import { autoscalerRule, budgetRule, strategyProblems } from './scaling';
import { serviceRule } from './service';
import { groupKind, keyOf, Manifest } from '../manifest';
import { podLocation, podsOf } from '../pod-template';
import { isObject } from '../pointer';
import { Problem } from '../problem';

const WORKLOAD_COUNTS = ['replicas', 'minReadySeconds', 'revisionHistoryLimit', 'progressDeadlineSeconds'];
/** Greater ones are for the components of the cluster. https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass */
const HIGHEST_PRIORITY = 1_000_000_000;
const LOWEST_PRIORITY = -(2 ** 31);
const SYSTEM_PRIORITY = 'system-';

const workloadRule: KindRule = ({ spec }) => (isObject(spec) ? WORKLOAD_COUNTS.flatMap((field) => refusedNumber(spec[field], `/spec/${field}`, 0)) : NONE);
const deploymentRule: KindRule = (manifest, minor) => [
  ...workloadRule(manifest, minor), ...(isObject(manifest.spec) ? strategyProblems(manifest.spec.strategy) : NONE),
];
const priorityRule: KindRule = (manifest) => (
  keyOf(manifest).name.startsWith(SYSTEM_PRIORITY) ? NONE : refusedNumber(manifest.value, '/value', LOWEST_PRIORITY, HIGHEST_PRIORITY));

/** By kind, with its group. */
const RULES: Readonly<Record<string, KindRule>> = {
  ...RBAC_RULES,
  'ConfigMap': configMapRule,
  'LimitRange': limitRangeRule,
  'PersistentVolumeClaim': claimRule,
  'ReplicationController': workloadRule,
  'ResourceQuota': quotaRule,
  'Secret': secretRule,
  'Service': serviceRule,
  'apps/DaemonSet': workloadRule,
  'apps/Deployment': deploymentRule,
  'apps/ReplicaSet': workloadRule,
  'apps/StatefulSet': workloadRule,
  'autoscaling/HorizontalPodAutoscaler': autoscalerRule,
  'batch/CronJob': cronJobRule,
  'batch/Job': jobRule,
  'networking.k8s.io/Ingress': ingressRule,
  'policy/PodDisruptionBudget': budgetRule,
  'scheduling.k8s.io/PriorityClass': priorityRule,
};

/**
 * What the validation of the API server refuses about an object of a built-in kind: values out of range, and fields that exclude or need each other.
 *
 * Not there: the rules for PersistentVolumes, StorageClasses, CustomResourceDefinitions, the admission kinds, label selectors and affinity.
 */
export function ruleProblems(manifest: Manifest, minor: number): readonly Problem[] {
  const kind = groupKind(manifest);
  const ofKind = Object.hasOwn(RULES, kind) ? RULES[kind](manifest, minor) : NONE;
  if (!podLocation(manifest)) return ofKind;
  const ofPods = podsOf(manifest).flatMap((pod) => podRuleProblems(pod, minor));
  return ofKind.length === 0 ? ofPods : [...ofKind, ...ofPods];
}
