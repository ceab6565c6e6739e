import { RiskRule, RISKS } from './run-time-risk-rules';
import { containersOf } from '../objects/container';
import { groupKind, keyOf, Manifest } from '../objects/manifest';
import { podsOf, PodView } from '../objects/pod-template';
import { childPointer, isObject, valueAt } from '../objects/pointer';
import { PodSecurityLevel } from '../profile/pod-security-level';
import { SecurityProfile } from '../profile/security-profile';

/** An object, or a container of it, that hardening may keep from its work. */
export interface Risk extends Pick<RiskRule, 'id' | 'message' | 'fix'> {
  readonly pointer: string;
  readonly container?: string;
}

/** A pod that names its account may call the API server. */
const TOKEN: Pick<Risk, 'id' | 'message' | 'fix'> = {
  id: 'removed-token',
  message: 'gets no token any more, and no binding in this input names the account, so calls to the API server fail if another place binds it',
  fix: 'set `automountServiceAccountToken: true` where it calls the API server, or harden its bindings in the same call',
};

/** https://kubernetes.io/docs/concepts/workloads/controllers/job/ and https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement */
const UNCHANGEABLE: Pick<Risk, 'id' | 'message' | 'fix'> = {
  id: 'cannot-be-changed',
  message: 'is refused where it is in the cluster already, since the API server changes neither the pod template of a Job nor these fields of a Pod',
  fix: 'delete it there before you apply it',
};

const ENFORCE = 'pod-security.kubernetes.io/enforce';

const LEVEL: Pick<Risk, 'id' | 'message' | 'fix'> = {
  id: 'namespace-refuses-pods',
  message: 'refuses new pods below the level that it enforces from now on, and pods of other files, of charts and of patches were not looked at',
  fix: `ask the cluster which of its pods are below, with \`kubectl label --dry-run=server --overwrite namespace NAME ${ENFORCE}=LEVEL\``,
};

/** What may not run any more, in the order of the containers. Only what hardening changed is told. */
export function riskyChanges(before: Manifest, after: Manifest, { customPodSpecs }: SecurityProfile): Risk[] {
  const pods = podsOf(before, customPodSpecs).map((pod, i) => [pod, podsOf(after, customPodSpecs)[i]] as const);
  const ofPods = pods.flatMap(([pod, hardened]) => (hardened ? [...podRisks(pod, hardened), ...containerRisks(pod, hardened)] : []));
  return [...accountRisks(before, after), ...namespaceRisks(before, after), ...unchangeable(before, after), ...ofPods];
}

const tokenOff = (before: unknown, after: unknown): boolean => isObject(before) && isObject(after)
  && before.automountServiceAccountToken !== false && after.automountServiceAccountToken === false;

function accountRisks(before: Manifest, after: Manifest): Risk[] {
  return before.kind === 'ServiceAccount' && tokenOff(before, after) ? [{ ...TOKEN, pointer: '/automountServiceAccountToken' }] : [];
}

function namespaceRisks(before: Manifest, after: Manifest): Risk[] {
  const label = childPointer('/metadata/labels', ENFORCE);
  const level = valueAt(after, label);
  const isNew = groupKind(before) === 'Namespace' && level !== undefined && valueAt(before, label) !== level;
  return isNew && level !== PodSecurityLevel.PRIVILEGED ? [{ ...LEVEL, pointer: label }] : [];
}

/** Where a Job or a Pod is that cannot get its new fields. One with a generated name is made anew each time. */
function unchangeable(before: Manifest, after: Manifest): Risk[] {
  const pointer = { 'batch/Job': '/spec/template', 'Pod': '/spec' }[groupKind(before)];
  if (pointer === undefined || !keyOf(before).name) return [];
  return JSON.stringify(valueAt(before, pointer)) === JSON.stringify(valueAt(after, pointer)) ? [] : [{ ...UNCHANGEABLE, pointer }];
}

function podRisks({ spec, pointer }: PodView, after: PodView): Risk[] {
  const account = spec.serviceAccountName ?? spec.serviceAccount;
  const isNamed = typeof account === 'string' && account !== '' && account !== 'default';
  return isNamed && tokenOff(spec, after.spec) ? [{ ...TOKEN, pointer: childPointer(pointer, 'automountServiceAccountToken') }] : [];
}

function containerRisks(pod: PodView, hardened: PodView): Risk[] {
  return containersOf(pod).flatMap(({ name, role, pointer, value: before }) => {
    const after = valueAt(hardened.spec, pointer.slice(pod.pointer.length));
    if (!isObject(before) || !isObject(after)) return [];
    const change = { name, role, pointer, before, after, podBefore: pod.spec, podAfter: hardened.spec };
    return RISKS.flatMap(({ id, message, fix, find }): Risk[] => {
      const found = find(change);
      return found === undefined ? [] : [{ id, message, fix, container: name, pointer: pointer + found }];
    });
  });
}
