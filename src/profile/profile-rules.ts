import { CustomControl } from './custom-control';
import { PodSecurityLevel } from './pod-security-level';
import { Severity } from './severity';
import { isDefinition } from '../objects/fields/custom-types';
import { registryPrefixProblem } from '../objects/image-reference';
import { labelKeyProblem, labelValueProblem } from '../objects/names';
import { isObject } from '../objects/pointer';

/** The sets of controls that exist. */
const CONTROL_SETS = ['1'];

/** The minor number of '1.<minor>'. */
export function minorOf(kubernetesVersion: string): number {
  const minor = /^1\.(0|[1-9]\d{0,3})$/.exec(kubernetesVersion)?.[1];
  if (minor !== undefined) return Number(minor);
  throw new Error(`cannot judge for Kubernetes "${kubernetesVersion}": it is not a version of the form 1.<minor>; pass kubernetesVersion such as "1.36"`);
}

export function rejectUnknownControlSet(controlSet: string): void {
  if (CONTROL_SETS.includes(controlSet)) return;
  throw new Error(`cannot judge by control set "${controlSet}": this version knows ${quoted(CONTROL_SETS)}; pass one of these as controlSet, or upgrade cdk8s-hardened`);
}

/** jsii languages and plain JavaScript can pass texts that TypeScript would refuse. */
export function rejectUnknownLevel(level: PodSecurityLevel): void {
  const levels = Object.values(PodSecurityLevel);
  if (levels.includes(level)) return;
  throw new Error(`cannot enforce Pod Security level "${level}": there is no such level; pass ${quoted(levels)} as podSecurityLevel`);
}

export function rejectBadRegistries(registries: readonly string[]): void {
  for (const registry of registries) {
    const problem = registryPrefixProblem(registry);
    if (problem) throw new Error(`cannot trust registry "${registry}": it ${problem}; correct it in registries`);
  }
}

interface NamedRegistries { readonly registries?: readonly string[] }

/** Which of two lists holds could only be guessed. */
export function rejectTwoLists({ registries = [], imagePolicy }: NamedRegistries & { readonly imagePolicy?: Required<NamedRegistries> }): void {
  if (registries.length === 0 || !imagePolicy?.registries.length) return;
  throw new Error('cannot tell which registries to trust: both registries and imagePolicy name some; keep those of the ImagePolicy');
}

export function rejectBadRequiredLabels(labels: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(labels)) {
    const keyProblem = labelKeyProblem(key);
    if (keyProblem) throw new Error(`cannot require label "${key}": its key ${keyProblem}; correct it in requiredLabels`);
    const valueProblem = labelValueProblem(value);
    if (valueProblem) throw new Error(`cannot require label "${key}: ${value}": its value ${valueProblem}; correct it in requiredLabels`);
  }
}

/** Whether the keys name controls is judged where the controls are known. */
export function rejectUnknownSeverities(severities: Readonly<Record<string, Severity>>): void {
  const known = Object.values(Severity);
  for (const [control, severity] of Object.entries(severities)) {
    if (known.includes(severity)) continue;
    throw new Error(`cannot give "${control}" the severity "${severity}": there is no such severity; pass ${quoted(known)} in severities`);
  }
}

/** Findings and waivers name a control by its id alone. */
export function rejectRepeatedCustomControls(controls: readonly CustomControl[]): void {
  const repeated = controls.find(({ id }, i) => controls.findIndex((other) => other.id === id) < i);
  if (repeated) throw new Error(`cannot judge by two controls "${repeated.id}": findings and waivers could not tell them apart; rename one in customControls`);
}

/** Built-in kinds are known and stay as they are. */
export function rejectBadCustomPodSpecs(kinds: Readonly<Record<string, readonly string[]>>): void {
  for (const [kind, pointers] of Object.entries(kinds)) {
    const at = `cannot look for the pods of "${kind}"`;
    if (!/^[a-z0-9][a-z0-9.-]*\.[a-z0-9-]+\/[A-Z][A-Za-z0-9]*$/.test(kind)) {
      throw new Error(`${at}: it is not a custom kind with its group, such as "example.com/Widget"; correct it in customPodSpecs`);
    }
    const wrong = pointers.find((pointer) => !/^(\/[^/\s]+)+$/.test(pointer));
    if (wrong !== undefined) throw new Error(`${at} at "${wrong}": it is no JSON pointer such as "/spec/template/spec"; correct it in customPodSpecs`);
  }
}

/** What is no definition is left out, but a list without any must have been meant otherwise. */
export function rejectNoDefinition(objects: readonly unknown[] | undefined): void {
  if (!objects || objects.length === 0 || objects.some((one) => isObject(one) && isDefinition(one))) return;
  throw new Error('cannot read customResourceDefinitions: none of its objects is a CustomResourceDefinition; pass what `Yaml.load` reads from a file of them');
}

function quoted(texts: readonly string[]): string {
  return texts.map((text) => `"${text}"`).join(' or ');
}
