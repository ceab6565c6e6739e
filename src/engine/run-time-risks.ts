import { RISKS } from './run-time-risk-rules';
import { ContainerRole, containersOf } from '../objects/container';
import { Manifest } from '../objects/manifest';
import { podsOf, PodView } from '../objects/pod-template';
import { Fields, childPointer, isObject, valueAt } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';

/** A container before and after it was hardened, with its pod. */
export interface ContainerChange {
  readonly name: string;
  readonly role: ContainerRole;
  readonly pointer: string;
  readonly before: Fields;
  readonly after: Fields;
  readonly podBefore: Fields;
  readonly podAfter: Fields;
}

/** What of hardened containers compiles and may not run. */
export interface RiskRule {
  readonly id: string;
  /** What may happen, as a sentence about a container. */
  readonly message: string;
  /** What to do, as a command. */
  readonly fix: string;
  /** The pointer in the container of what decides; undefined where it runs as before. */
  readonly find: (change: ContainerChange) => string | undefined;
}

/** A container, or a service account, that hardening may keep from its work. */
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

/** What may not run any more, in the order of the containers. Only what hardening changed is told. */
export function riskyChanges(before: Manifest, after: Manifest, { customPodSpecs }: SecurityProfile): Risk[] {
  const pods = podsOf(before, customPodSpecs).map((pod, i) => [pod, podsOf(after, customPodSpecs)[i]] as const);
  return [...accountRisks(before, after), ...pods.flatMap(([pod, hardened]) => (hardened ? [...podRisks(pod, hardened), ...containerRisks(pod,
    hardened)] : []))];
}

const tokenOff = (before: unknown, after: unknown): boolean => isObject(before) && isObject(after)
  && before.automountServiceAccountToken !== false && after.automountServiceAccountToken === false;

function accountRisks(before: Manifest, after: Manifest): Risk[] {
  return before.kind === 'ServiceAccount' && tokenOff(before, after) ? [{ ...TOKEN, pointer: '/automountServiceAccountToken' }] : [];
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
