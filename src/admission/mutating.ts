import { FilledField, Fills } from './fills';
import { podRoots } from './lifting';
import { changesOf, notByControlPlane, Operation, resourceRule } from './matching';
import { metadataFor, MutatingPolicy, MutatingPolicyBinding } from './policy';
import { RESOURCES } from './resources';
import { outsideStages } from './stages';
import { literal, NamedExpression } from '../controls/cel';
import { Control } from '../controls/control';
import { podVariables } from '../controls/subjects/pod';
import { POD_KINDS } from '../objects/pod-template';
import { descend } from '../objects/pointer';
import { AdmissionRollout } from '../profile/admission-rollout';
import { SecurityProfile } from '../profile/security-profile';

const FIRST_MINOR = 34;
const GENERAL_MINOR = 36;

/** Policies that fill in what is absent. */
export interface MutatingSet {
  readonly policies: readonly MutatingPolicy[];
  readonly bindings: readonly MutatingPolicyBinding[];
}

/** The kinds whose pods are filled in, by where they keep them, with the operations after which their pods can still change. */
const POD_GROUPS: Readonly<Record<string, Readonly<Record<string, readonly Operation[]>>>> = {
  pods: { Pod: ['CREATE'] },
  // Not the ReplicaSets that a Deployment makes: it compares their templates with its own, and would make new ones for ever.
  workloads: { 'apps/Deployment': ['CREATE', 'UPDATE'], 'apps/StatefulSet': ['CREATE', 'UPDATE'], 'apps/DaemonSet': ['CREATE', 'UPDATE'], 'batch/Job': ['CREATE'] },
  cronjobs: { 'batch/CronJob': ['CREATE', 'UPDATE'] },
};

/**
 * The `harden` values of the controls as policies that the API server applies itself. They fill in what is absent, add to the lists that `harden` extends and overwrite nothing; what the API
 * server fills in before them (`imagePullPolicy`, `enableServiceLinks`) counts as given.
 *
 * @throws where the Kubernetes of the profile is older than 1.34, or a waiver of the rollout is malformed
 */
export function mutatingPolicies(controls: readonly Control[], profile: SecurityProfile, rollout = AdmissionRollout.of()): MutatingSet {
  const { kubernetesMinor: minor, kubernetesVersion } = profile;
  if (minor < FIRST_MINOR) {
    throw new Error(`cannot write mutating policies for Kubernetes ${kubernetesVersion}: they need 1.${FIRST_MINOR}; raise kubernetesVersion, or leave them out`);
  }
  const apiVersion = `admissionregistration.k8s.io/${minor < GENERAL_MINOR ? 'v1beta1' : 'v1'}`;
  const fills = new Fills(controls, profile, rollout);
  const specs = [...podSpecs(fills), ...objectSpecs(fills)];
  const matchResources = outsideStages(rollout);
  return {
    policies: specs.map(({ name, spec }) => ({ apiVersion, kind: 'MutatingAdmissionPolicy', metadata: metadataFor(name), spec })),
    bindings: specs.map(({ name }) => ({
      apiVersion,
      kind: 'MutatingAdmissionPolicyBinding',
      metadata: metadataFor(name),
      spec: { policyName: metadataFor(name).name, ...(matchResources ? { matchResources } : {}) },
    })),
  };
}

interface NamedSpec { readonly name: string; readonly spec: MutatingPolicy['spec'] }

function podSpecs(fills: Fills): NamedSpec[] {
  return Object.entries(POD_GROUPS).flatMap(([name, operations]) => {
    const kinds = Object.keys(operations);
    const location = POD_KINDS[kinds[0]];
    const roots = podRoots(location);
    const patches = [
      ...([['initContainers', 'init'], ['containers', 'main']] as const).flatMap(([list, role]) => (
        fills.ofContainers(role, { ...roots, subject: 'c' }, 'request.namespace').map((field) => containerPatch(list, `${location.spec}/${list}`, field)))),
      ...fills.ofPod({ ...roots, subject: roots.pod! }, 'request.namespace').map((field) => patch(roots.pod!, location.spec, field)),
    ];
    const rules = kinds.map((kind) => resourceRule(kind, operations[kind]));
    return specOf(`${name}-defaults`, rules, [changesOf(['spec'])], patches, podVariables(location));
  });
}

function objectSpecs(fills: Fills): NamedSpec[] {
  const kinds = fills.kinds.filter((kind) => Object.hasOwn(RESOURCES, kind)); // the configuration of a component passes no API server
  return kinds.filter((kind) => !(kind in POD_KINDS)).flatMap((kind) => { // the strategies of workloads have defaults of the API server
    const { resource, clusterScoped } = RESOURCES[kind];
    const namespace = clusterScoped ? 'object.metadata.name' : 'request.namespace';
    const patches = fills.ofObjects(kind, namespace).map((field) => patch('object', '', field));
    return specOf(`${resource}-defaults`, [resourceRule(kind, ['CREATE'])], [notByControlPlane([kind])], patches, []);
  });
}

function specOf(
  name: string, resourceRules: ReturnType<typeof resourceRule>[], matchConditions: NamedExpression[], patches: string[], variables: NamedExpression[],
): NamedSpec[] {
  if (patches.length === 0) return [];
  return [{
    name,
    spec: {
      failurePolicy: 'Fail',
      reinvocationPolicy: 'IfNeeded',
      matchConstraints: { matchPolicy: 'Equivalent', resourceRules },
      matchConditions,
      ...(variables.length === 0 ? {} : { variables }),
      mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression: patches.join(' + ') } }],
    },
  }];
}

/** True where the field has no value and may get one, or the list has no such item. */
function isOpen(root: string, { keys, value, condition }: FilledField): string {
  const chain = (path: readonly string[]): string => path.reduce((text, key) => `${text}[?${literal(key)}]`, root);
  const absent = keys.at(-1) === '-' ? `!(${literal(value)} in ${chain(keys.slice(0, -1))}.orValue([${literal(value)}]))` : `!${chain(keys)}.hasValue()`;
  return condition === undefined ? absent : `${absent} && ${condition}`;
}

const containerPatch = (list: string, at: string, field: FilledField): string => `variables.${list}.transformList(i, c, ${isOpen('c', field)}, `
  + `JSONPatch{op: "add", path: ${literal(`${at}/`)} + string(i) + ${literal(descend('', field.keys))}, value: ${literal(field.value)}})`;

const patch = (root: string, at: string, field: FilledField): string =>
  `(${isOpen(root, field)} ? [JSONPatch{op: "add", path: ${literal(descend(at, field.keys))}, value: ${literal(field.value)}}] : [])`;
