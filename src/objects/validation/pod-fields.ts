import { NONE, FieldsRule, Forms, oneOf, refusal, refusedElement, refusedEmpty, refusedForms, ruledProblems } from './refusal';
import { containerResourceProblem, isDivisible, isExtended, isHugePages, isWhole } from './resource-names';
import { securityContextProblems } from './security-contexts';
import { systemProblems } from './systems';
import { entries, repeated } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { dnsLabelProblem, dnsSubdomainProblem, labelKeyProblem } from '../names';
import { plainText } from '../plain-text';
import { PodView } from '../pod-template';
import { childPointer, descend, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';
import { filledText } from '../value-types';

const LONGEST_HOST = 64;
const MOST_SERVERS = 3;
const MOST_SEARCHES = 32;
const LONGEST_SEARCHES = 2048;
const LONGEST_SEARCH = 253;
/** A name that DNS is asked for may have parts that begin with an underscore. */
const SEARCH = /^_?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?(?:\._?[a-z0-9](?:[-_a-z0-9]*[a-z0-9])?)*$/;

const FORMS: Forms = {
  activeDeadlineSeconds: [1, 2 ** 31 - 1],
  hostname: dnsLabelProblem,
  hostnameOverride: (name) => (name.length > LONGEST_HOST ? `is longer than ${LONGEST_HOST} characters` : dnsSubdomainProblem(name)),
  nodeName: dnsSubdomainProblem,
  priorityClassName: dnsSubdomainProblem,
  runtimeClassName: dnsSubdomainProblem,
  serviceAccountName: dnsSubdomainProblem,
  subdomain: dnsLabelProblem,
};
/** The old name of `serviceAccountName`, which is read where that is not set. */
const ALIASES: Forms = { serviceAccount: dnsSubdomainProblem };
const NOT_EMPTY = ['hostnameOverride', 'runtimeClassName'];
const OF_CLAIMS: Forms = { name: dnsLabelProblem, resourceClaimName: dnsSubdomainProblem, resourceClaimTemplateName: dnsSubdomainProblem };
const SYSTEMS: Forms = { name: oneOf('linux', 'windows') };

/** The controller of a StatefulSet sets these itself, so nobody looks at those of its template. */
const OF_STATEFUL_SETS: Forms = Object.fromEntries(Object.entries(FORMS).filter(([field]) => field !== 'hostname' && field !== 'subdomain'));

function searchProblem(name: string): string | undefined {
  if (name === '.') return undefined;
  if (name.length > LONGEST_SEARCH) return `is longer than ${LONGEST_SEARCH} characters`;
  return SEARCH.test(name.replace(/\.$/, '')) ? undefined : 'must be lower-case letters, digits, hyphens, underscores and dots';
}

function resolverProblems({ spec, pointer }: PodView): readonly Problem[] {
  const { dnsConfig, dnsPolicy } = spec;
  const at = (...path: string[]): string => descend(pointer, ['dnsConfig', ...path]);
  const { nameservers, searches } = isObject(dnsConfig) ? dnsConfig : {};
  const [servers, names] = [elementsOf(nameservers), elementsOf(searches)];
  if (dnsPolicy === 'None' && servers.length === 0) return refusal(at('nameservers'), 'dnsPolicy None asks the servers of `dnsConfig.nameservers`; set one, or change `dnsPolicy`');
  if (!isObject(dnsConfig)) return NONE;
  return [
    ...refusal(at('nameservers'), servers.length > MOST_SERVERS && `there are ${servers.length} name servers, must be ${MOST_SERVERS} or fewer`),
    ...refusal(at('searches'), names.length > MOST_SEARCHES ? `there are ${names.length} search domains, must be ${MOST_SEARCHES} or fewer`
      : names.map(plainText).join(' ').length > LONGEST_SEARCHES && `the search domains are longer than ${LONGEST_SEARCHES} characters together; remove some`),
    ...names.flatMap((name, i) => refusedElement(name, `${at('searches')}/${i}`, 'the search domain', searchProblem)),
    ...entries(dnsConfig.options, at('options')).flatMap((option) => refusal(option.pointer, isMissing(option.value.name) && 'the option has no name; set `name`')),
  ];
}

function hostProblems({ spec, pointer }: PodView): readonly Problem[] {
  const at = (field: string): string => childPointer(pointer, field);
  const other = ['setHostnameAsFQDN', 'hostNetwork'].find((field) => spec[field] === true);
  return [
    ...refusal(at('hostnameOverride'), !isMissing(spec.hostnameOverride) && other !== undefined && `hostnameOverride cannot be beside \`${other}\`; remove one`),
    ...refusal(at('shareProcessNamespace'), spec.shareProcessNamespace === true && spec.hostPID === true && 'shareProcessNamespace cannot be beside `hostPID`; remove one'),
    ...entries(spec.hostAliases, at('hostAliases')).flatMap(({ value, pointer: alias }) => elementsOf(value.hostnames).flatMap((name, i) => (
      refusedElement(name, `${alias}/hostnames/${i}`, 'the host', dnsSubdomainProblem)))),
  ];
}

function gateProblems({ spec, pointer }: PodView): readonly Problem[] {
  const gates = entries(spec.schedulingGates, childPointer(pointer, 'schedulingGates'));
  return [
    ...entries(spec.readinessGates, childPointer(pointer, 'readinessGates')).flatMap((gate) => refusedForms(gate.value, gate.pointer, { conditionType: labelKeyProblem })),
    ...gates.flatMap((gate) => refusedForms(gate.value, gate.pointer, { name: labelKeyProblem })),
    ...repeated(gates, ({ value }) => filledText(value.name)).flatMap((gate) => refusal(gate.pointer, `two scheduling gates are named "${plainText(gate.value.name)}"; remove one`)),
  ];
}

function deviceClaimProblems({ spec, pointer }: PodView): readonly Problem[] {
  const claims = entries(spec.resourceClaims, childPointer(pointer, 'resourceClaims'));
  return [
    ...claims.flatMap(({ value, pointer: at }) => {
      const [isNamed, isMade] = [value.resourceClaimName, value.resourceClaimTemplateName].map((name) => name !== undefined && name !== null);
      return [
        ...refusal(at, isNamed === isMade && `the claim needs \`resourceClaimName\` or \`resourceClaimTemplateName\`, and not both; ${isNamed ? 'remove' : 'set'} one of them`),
        ...refusedForms(value, at, OF_CLAIMS), ...refusedEmpty(value, at, ['resourceClaimName', 'resourceClaimTemplateName']),
      ];
    }),
    ...repeated(claims, ({ value }) => filledText(value.name)).flatMap((claim) => refusal(childPointer(claim.pointer, 'name'), `the pod has two claims named "${plainText(claim.value.name)}"; rename one`)),
  ];
}

/** What the runtime itself needs is counted like what a container needs. */
function overheadProblems({ spec: { overhead }, pointer: ofPod }: PodView): readonly Problem[] {
  if (!isObject(overhead)) return NONE;
  const pointer = childPointer(ofPod, 'overhead');
  const names = Object.keys(overhead);
  const isAlone = names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory');
  return [...refusal(pointer, isAlone && 'the overhead has huge pages alone; add `cpu` or `memory`'), ...names.flatMap((name) => refusal(childPointer(pointer, name), overheadProblem(name, overhead[name])))];
}

function overheadProblem(name: string, value: unknown): string | undefined {
  const problem = containerResourceProblem(name);
  if (problem) return `the overhead "${name}" ${problem}`;
  if (isHugePages(name) && !isDivisible(name, value)) return `the overhead ${name} is ${plainText(value)}, must be a multiple of the size of a page`;
  return isExtended(name) && !isWhole(value) ? `the overhead ${name} is ${plainText(value)}, must be a whole number` : undefined;
}

const RULES: readonly FieldsRule<PodView>[] = [
  { fields: ['overhead'], problems: overheadProblems },
  { fields: ['hostnameOverride', 'shareProcessNamespace', 'hostAliases'], problems: hostProblems },
  { fields: ['dnsConfig', 'dnsPolicy'], problems: resolverProblems },
  { fields: ['readinessGates', 'schedulingGates'], problems: gateProblems },
  { fields: ['resourceClaims'], problems: deviceClaimProblems },
  { fields: ['securityContext'], problems: ({ spec, pointer }) => securityContextProblems(spec.securityContext, childPointer(pointer, 'securityContext'), 'the pod') },
];

/** What is wrong with the fields of pods that are about no container. */
export function podFieldProblems(pod: PodView, isOfStatefulSet: boolean): readonly Problem[] {
  const { spec, pointer } = pod;
  const forms = isOfStatefulSet ? OF_STATEFUL_SETS : FORMS;
  const { os } = spec;
  const isAlias = isMissing(spec.serviceAccountName);
  return [
    ...(isAlias ? refusedForms(spec, pointer, ALIASES) : NONE), ...systemProblems(pod),
    ...refusedEmpty(spec, pointer, NOT_EMPTY), ...refusedForms(spec, pointer, forms), ...(isObject(os) ? refusedForms(os, childPointer(pointer, 'os'), SYSTEMS) : NONE),
    ...ruledProblems(spec, RULES, pod),
  ];
}
