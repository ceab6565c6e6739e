import { mutatingBindingRule, mutatingPolicyRule, validatingBindingRule, validatingPolicyRule } from './admission-policies';
import { claimRule } from './claims';
import { createdPodProblems } from './created-pods';
import { definitionRule } from './custom-definitions';
import { ingressRule } from './ingress';
import { cronJobRule, jobRule } from './jobs';
import { configMapRule, secretRule } from './keys';
import { limitRangeRule } from './limit-ranges';
import { finalizerProblem, metadataProblems } from './metadata';
import { networkPolicyRule } from './network-policies';
import { persistentVolumeRule } from './persistent-volumes';
import { podRuleProblems } from './pods';
import { quotaRule } from './quotas';
import { entriesAt, KindRule, NONE, refusal, refusedElement, refusedNumber } from './refusal';
import { RBAC_RULES } from './roles';
import { autoscalerRule, budgetRule } from './scaling';
import { serviceRule } from './service';
import { storageClassRule } from './storage-classes';
import { webhookRule } from './webhooks';
import { daemonSetRule, deploymentRule, replicaSetRule, replicationControllerRule, statefulSetRule } from './workloads';
import { groupKind, keyOf, Manifest } from '../manifest';
import { POD_KINDS, podsOf } from '../pod-template';
import { elementsOf, valueAt } from '../pointer';
import { Problem } from '../problem';

/** Greater ones are for the components of the cluster. https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass */
const HIGHEST_PRIORITY = 1_000_000_000;
const LOWEST_PRIORITY = -(2 ** 31);
const SYSTEM_PRIORITY = 'system-';
/** Those of Kubernetes itself, which are made at its start. */
const SYSTEM_PRIORITIES: Readonly<Record<string, number>> = { 'system-cluster-critical': 2_000_000_000, 'system-node-critical': 2_000_001_000 };

const priorityRule: KindRule = (manifest) => {
  const { name } = keyOf(manifest);
  if (!name.startsWith(SYSTEM_PRIORITY)) return refusedNumber(manifest.value, '/value', LOWEST_PRIORITY, HIGHEST_PRIORITY);
  const isKnown = Object.hasOwn(SYSTEM_PRIORITIES, name) && manifest.value === SYSTEM_PRIORITIES[name] && manifest.globalDefault !== true;
  return refusal('/metadata/name', !isKnown && `the name "${name}" begins with "${SYSTEM_PRIORITY}", which is for the classes that Kubernetes makes; choose another name`);
};

const namespaceRule: KindRule = ({ spec }) => elementsOf(valueAt(spec, '/finalizers')).flatMap((name, i) => (
  refusedElement(name, `/spec/finalizers/${i}`, 'the finalizer', (one) => finalizerProblem(one, true))));

const ADMISSION = 'admissionregistration.k8s.io';

/** By kind, with its group. */
const RULES: Readonly<Record<string, KindRule>> = {
  ...RBAC_RULES,
  [`${ADMISSION}/MutatingAdmissionPolicy`]: mutatingPolicyRule,
  [`${ADMISSION}/MutatingAdmissionPolicyBinding`]: mutatingBindingRule,
  [`${ADMISSION}/MutatingWebhookConfiguration`]: webhookRule,
  [`${ADMISSION}/ValidatingAdmissionPolicy`]: validatingPolicyRule,
  [`${ADMISSION}/ValidatingAdmissionPolicyBinding`]: validatingBindingRule,
  [`${ADMISSION}/ValidatingWebhookConfiguration`]: webhookRule,
  'ConfigMap': configMapRule,
  'LimitRange': limitRangeRule,
  'Namespace': namespaceRule,
  'PersistentVolume': persistentVolumeRule,
  'PersistentVolumeClaim': claimRule,
  'ReplicationController': replicationControllerRule,
  'ResourceQuota': quotaRule,
  'Secret': secretRule,
  'Service': serviceRule,
  'apiextensions.k8s.io/CustomResourceDefinition': definitionRule,
  'apps/DaemonSet': daemonSetRule,
  'apps/Deployment': deploymentRule,
  'apps/ReplicaSet': replicaSetRule,
  'apps/StatefulSet': statefulSetRule,
  'autoscaling/HorizontalPodAutoscaler': autoscalerRule,
  'batch/CronJob': cronJobRule,
  'batch/Job': jobRule,
  'networking.k8s.io/Ingress': ingressRule,
  'networking.k8s.io/NetworkPolicy': networkPolicyRule,
  'policy/PodDisruptionBudget': budgetRule,
  'scheduling.k8s.io/PriorityClass': priorityRule,
  'storage.k8s.io/StorageClass': storageClassRule,
};

/**
 * What the validation of the API server refuses about an object of a built-in kind: values out of range, and fields that exclude or need each other.
 *
 * Not there: how much expressions in CEL cost, and the types within expressions in CEL.
 */
export function ruleProblems(manifest: Manifest, minor: number): readonly Problem[] {
  const kind = groupKind(manifest);
  const ofMetadata = metadataProblems(manifest);
  const rule = Object.hasOwn(RULES, kind) ? RULES[kind](manifest, minor) : NONE;
  const ofKind = ofMetadata.length === 0 ? rule : [...ofMetadata, ...rule];
  if (!Object.hasOwn(POD_KINDS, kind)) return ofKind;
  const claims = entriesAt(manifest, '/spec/volumeClaimTemplates').map(({ value }) => valueAt(value, '/metadata/name'));
  const ofPods = podsOf(manifest).flatMap((pod) => [...podRuleProblems(pod, kind, minor, claims), ...createdPodProblems(pod, manifest)]);
  return ofKind.length === 0 ? ofPods : [...ofKind, ...ofPods];
}
