import { Forms, KindRule, NONE, entriesAt, oneOf, refusal, refusedEmpty, refusedForms, refusedNumber, refusedText } from './refusal';
import { selectedLabelsProblems } from './selectors';
import { refusedBlock } from '../cidr';
import { Entry, repeated } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { addressProblem } from '../ip-address';
import { Manifest } from '../manifest';
import { dnsLabelProblem, dnsSubdomainProblem, labelKeyProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, childPointer, descend, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';
import { filledText, isEmptyList } from '../value-types';

const FORMS: Forms = { trafficDistribution: oneOf('PreferClose', 'PreferSameZone', 'PreferSameNode'), loadBalancerClass: labelKeyProblem };
const LONGEST_AFFINITY_SECONDS = 86400;
const IS_PUBLISHED = ['LoadBalancer', 'NodePort'];
/** Fields that say nothing about other Services. */
const OF_LOAD_BALANCERS = ['allocateLoadBalancerNodePorts', 'loadBalancerClass', 'loadBalancerSourceRanges'];

function portProblems(ports: readonly Entry[], type: unknown): Problem[] {
  const at = ({ pointer }: Entry, field: string): string => childPointer(pointer, field);
  return [
    ...ports.flatMap((port) => [
      ...refusal(at(port, 'name'), ports.length > 1 && isMissing(port.value.name) && 'the Service has several ports, so each needs a name; set `name` of this one'),
      ...refusedText(port.value.name, at(port, 'name'), 'the port name', dnsLabelProblem),
      ...refusedText(port.value.appProtocol, at(port, 'appProtocol'), 'appProtocol', labelKeyProblem), ...refusedEmpty(port.value, port.pointer, ['appProtocol']),
      ...refusal(at(port, 'nodePort'), type === 'ClusterIP' && typeof port.value.nodePort === 'number' && port.value.nodePort !== 0
        && 'a Service of type ClusterIP has no node ports; remove `nodePort`'),
    ]),
    ...repeated(ports, ({ value }) => filledText(value.name)).flatMap((port) => (
      refusal(at(port, 'name'), `the Service has two ports named "${plainText(port.value.name)}"; rename one`))),
    ...repeated(ports, ({ value: { port, protocol } }) => (typeof port === 'number' ? `${plainText(protocol ?? 'TCP')} ${port}` : undefined))
      .flatMap((port) => refusal(port.pointer, `the Service has port ${plainText(port.value.port)} of ${plainText(port.value.protocol ?? 'TCP')} twice; remove one`)),
    ...repeated(ports, ({ value: { nodePort, protocol } }) => (typeof nodePort === 'number' && nodePort !== 0 ? `${plainText(protocol ?? 'TCP')} ${nodePort}` : undefined))
      .flatMap((port) => refusal(at(port, 'nodePort'), `the Service has two ports with nodePort ${plainText(port.value.nodePort)}; change one`)),
  ];
}

function typeProblems(spec: Readonly<Record<string, unknown>>, type: unknown): Problem[] {
  const isHeadless = spec.clusterIP === 'None';
  const isReachableFromOutside = IS_PUBLISHED.includes(plainText(type)) || (type === 'ClusterIP' && elementsOf(spec.externalIPs).length > 0);
  const isSet = (field: string): boolean => !isMissing(spec[field]) && !isEmptyList(spec[field]);
  return [
    ...refusal('/spec/ports', (isMissing(spec.ports) || isEmptyList(spec.ports)) && !isHeadless && type !== 'ExternalName' && 'the Service has no ports; set `ports`, or `clusterIP: None` for one without'),
    ...refusal('/spec/clusterIP', isHeadless && IS_PUBLISHED.includes(plainText(type)) && `clusterIP is None, which a Service of type ${plainText(type)} cannot have; remove it or change \`type\``),
    ...refusal('/spec/externalName', type === 'ExternalName' && isMissing(spec.externalName) && 'a Service of type ExternalName needs `externalName`; set the name that it stands for'),
    ...(type === 'ExternalName' ? refusedText(spec.externalName, '/spec/externalName', 'externalName', (name) => dnsSubdomainProblem(name.replace(/\.$/, ''))) : NONE),
    ...(type === 'LoadBalancer' ? [] : OF_LOAD_BALANCERS.filter(isSet)).flatMap((field) => (
      refusal(`/spec/${field}`, `${field} is only for Services of type LoadBalancer, and this one is of type ${plainText(type)}; remove it or change \`type\``))),
    ...refusal('/spec/externalTrafficPolicy', isSet('externalTrafficPolicy') && !isReachableFromOutside
      && 'externalTrafficPolicy is only for Services that are reachable from outside (LoadBalancer, NodePort, or with `externalIPs`); remove it'),
  ];
}

const familyOf = (address: unknown): string => (plainText(address).includes(':') ? 'IPv6' : 'IPv4');

function addressesProblem(addresses: readonly unknown[], clusterIP: unknown): string | undefined {
  if (isMissing(clusterIP)) return 'clusterIPs needs `clusterIP` with its first address; set it, or remove `clusterIPs`';
  if (addresses[0] !== clusterIP) return 'the first of clusterIPs is not `clusterIP`; write the same';
  if (addresses.includes('None')) return addresses.length > 1 ? 'clusterIPs has "None" beside addresses; write it alone' : undefined;
  return new Set(addresses.map(familyOf)).size < addresses.length ? 'clusterIPs has two addresses of one family; write one of each' : undefined;
}

/** What is wrong with the addresses of a Service, which are two at most: one of each family. */
function addressFieldProblems({ clusterIP, clusterIPs, ipFamilies, ipFamilyPolicy }: Fields, type: unknown, minor: number): readonly Problem[] {
  const [addresses, families] = [elementsOf(clusterIPs), elementsOf(ipFamilies)];
  const at = '/spec/clusterIPs';
  if (type === 'ExternalName') return ofExternalNames({ clusterIPs, ipFamilies });
  const given = addresses.length > 0 || isMissing(clusterIP) ? addresses : [clusterIP];
  const stray = given.findIndex((address, i) => address !== 'None' && families[i] !== undefined && families[i] !== familyOf(address));
  return [
    ...refusal(at, addresses.length > 0 && addressesProblem(addresses, clusterIP)),
    ...refusal(addresses.length > 0 ? `${at}/${stray}` : '/spec/clusterIP', stray >= 0 && `the address "${plainText(given[stray])}" is not of the family ${plainText(families[stray])} that \`ipFamilies\` says; change one`),
    ...addresses.flatMap((address, i) => refusedText(address, `${at}/${i}`, 'the address', (one) => (one === 'None' && i === 0 ? undefined : addressProblem(one, minor)))),
    ...refusal('/spec/ipFamilyPolicy', ipFamilyPolicy === 'SingleStack' && (addresses.length > 1 || new Set(families).size > 1) && 'ipFamilyPolicy is SingleStack, and the Service has two addresses or families; write PreferDualStack, or keep one'),
    ...refusal('/spec/ipFamilies', new Set(families).size < families.length && 'ipFamilies has a family twice; remove one'),
  ];
}

/** An address that never leaves the node or the link. */
function specialProblem(address: string): string | undefined {
  const isSpecial = /^(?:127\.|169\.254\.|224\.0\.0\.|0\.0\.0\.0$|::1?$)/.test(address) || /^(?:fe[89ab]|ff.2)/i.test(address);
  return isSpecial ? 'is one of a node or a link; write an address that others reach' : undefined;
}

/** Nothing is allocated for a Service that only stands for a name. */
function ofExternalNames(fields: Fields): readonly Problem[] {
  return Object.keys(fields).flatMap((field) => refusal(`/spec/${field}`, elementsOf(fields[field]).length > 0 && `${field} is not for Services of type ExternalName; remove it`));
}

function trafficProblems(spec: Fields, type: unknown): readonly Problem[] {
  const { externalTrafficPolicy, healthCheckNodePort } = spec;
  const isChecked = type === 'LoadBalancer' && externalTrafficPolicy === 'Local';
  const isGiven = typeof healthCheckNodePort === 'number' && healthCheckNodePort !== 0;
  return [
    ...refusal('/spec/healthCheckNodePort', isGiven && !isChecked && 'healthCheckNodePort is only for Services of type LoadBalancer with `externalTrafficPolicy: Local`; remove it'),
    ...(isGiven && isChecked ? refusedNumber(healthCheckNodePort, '/spec/healthCheckNodePort', 1, 65535) : NONE),
  ];
}

const TOPOLOGY_MODE = 'service.kubernetes.io/topology-mode';
const TOPOLOGY_HINTS = 'service.kubernetes.io/topology-aware-hints';
const SOURCE_RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';

function annotationProblems({ metadata }: Manifest, spec: Fields, type: unknown, minor: number): readonly Problem[] {
  const annotations = isObject(metadata) ? metadata.annotations : undefined;
  if (!isObject(annotations)) return NONE;
  const at = (key: string): string => descend('', ['metadata', 'annotations', key]);
  const { [TOPOLOGY_MODE]: mode, [TOPOLOGY_HINTS]: hints, [SOURCE_RANGES]: ranges } = annotations;
  const isRead = typeof ranges === 'string' && elementsOf(spec.loadBalancerSourceRanges).length === 0;
  return [
    ...refusal(at(TOPOLOGY_MODE), typeof mode === 'string' && typeof hints === 'string' && mode !== hints && `the annotation is not what ${TOPOLOGY_HINTS} says; remove that one`),
    ...refusal(at(SOURCE_RANGES), isRead && type !== 'LoadBalancer' && 'the annotation is for Services of type LoadBalancer; remove it'),
    ...(isRead && ranges.trim() !== '' ? ranges.split(',') : []).flatMap((block) => {
      const problem = refusedBlock(block.trim(), minor);
      return refusal(at(SOURCE_RANGES), problem && `the block "${block.trim()}" ${problem}`);
    }),
  ];
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (validateService) */
export const serviceRule: KindRule = (manifest, minor) => {
  const spec = manifest.spec ?? {};
  if (!isObject(spec)) return NONE;
  const type = isMissing(spec.type) ? 'ClusterIP' : spec.type;
  return [
    ...typeProblems(spec, type), ...annotationProblems(manifest, spec, type, minor),
    ...portProblems(entriesAt(manifest, '/spec/ports'), type), ...elementsOf(spec.externalIPs).flatMap((address, i) => refusedText(address, `/spec/externalIPs/${i}`, 'the external IP', specialProblem)), ...addressFieldProblems(spec, type, minor), ...trafficProblems(spec, type),
    ...selectedLabelsProblems(spec.selector, '/spec/selector'), ...refusedForms(spec, '/spec', FORMS), ...refusedEmpty(spec, '/spec', ['loadBalancerClass', 'trafficDistribution']),
    ...(spec.sessionAffinity === 'ClientIP' && isObject(spec.sessionAffinityConfig) && isObject(spec.sessionAffinityConfig.clientIP)
      ? refusedNumber(spec.sessionAffinityConfig.clientIP.timeoutSeconds, '/spec/sessionAffinityConfig/clientIP/timeoutSeconds', 1, LONGEST_AFFINITY_SECONDS) : NONE),
  ];
};
