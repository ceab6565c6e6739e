import { KindRule, NONE, entriesAt, refusal, refusedNumber, refusedText } from './refusal';
import { Entry, repeated, text } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { dnsLabelProblem, dnsSubdomainProblem, labelKeyProblem } from '../names';
import { plainText } from '../plain-text';
import { childPointer, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';

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
      ...refusedText(port.value.appProtocol, at(port, 'appProtocol'), 'appProtocol', labelKeyProblem),
      ...refusal(at(port, 'nodePort'), type === 'ClusterIP' && typeof port.value.nodePort === 'number' && port.value.nodePort !== 0
        && 'a Service of type ClusterIP has no node ports; remove `nodePort`'),
    ]),
    ...repeated(ports, ({ value }) => text(value.name)).flatMap((port) => (
      refusal(at(port, 'name'), `the Service has two ports named "${plainText(port.value.name)}"; rename one`))),
    ...repeated(ports, ({ value: { nodePort, protocol } }) => (typeof nodePort === 'number' && nodePort !== 0 ? `${plainText(protocol ?? 'TCP')} ${nodePort}` : undefined))
      .flatMap((port) => refusal(at(port, 'nodePort'), `the Service has two ports with nodePort ${plainText(port.value.nodePort)}; change one`)),
  ];
}

function typeProblems(spec: Readonly<Record<string, unknown>>, type: unknown): Problem[] {
  const isHeadless = spec.clusterIP === 'None';
  const isReachableFromOutside = IS_PUBLISHED.includes(plainText(type)) || (type === 'ClusterIP' && elementsOf(spec.externalIPs).length > 0);
  const isSet = (field: string): boolean => !isMissing(spec[field]) && !(Array.isArray(spec[field]) && elementsOf(spec[field]).length === 0);
  return [
    ...refusal('/spec/ports', isMissing(spec.ports) && !isHeadless && type !== 'ExternalName' && 'the Service has no ports; set `ports`, or `clusterIP: None` for one without'),
    ...refusal('/spec/clusterIP', isHeadless && IS_PUBLISHED.includes(plainText(type)) && `clusterIP is None, which a Service of type ${plainText(type)} cannot have; remove it or change \`type\``),
    ...refusal('/spec/externalName', type === 'ExternalName' && isMissing(spec.externalName) && 'a Service of type ExternalName needs `externalName`; set the name that it stands for'),
    ...(type === 'ExternalName' ? refusedText(spec.externalName, '/spec/externalName', 'externalName', (name) => dnsSubdomainProblem(name.replace(/\.$/, ''))) : NONE),
    ...(type === 'LoadBalancer' ? [] : OF_LOAD_BALANCERS.filter(isSet)).flatMap((field) => (
      refusal(`/spec/${field}`, `${field} is only for Services of type LoadBalancer, and this one is of type ${plainText(type)}; remove it or change \`type\``))),
    ...refusal('/spec/externalTrafficPolicy', isSet('externalTrafficPolicy') && !isReachableFromOutside
      && 'externalTrafficPolicy is only for Services that are reachable from outside (LoadBalancer, NodePort, or with `externalIPs`); remove it'),
  ];
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (validateService) */
export const serviceRule: KindRule = (manifest) => {
  const { spec } = manifest;
  if (!isObject(spec)) return NONE;
  const type = isMissing(spec.type) ? 'ClusterIP' : spec.type;
  return [
    ...typeProblems(spec, type),
    ...portProblems(entriesAt(manifest, '/spec/ports'), type),
    ...(spec.sessionAffinity === 'ClientIP' && isObject(spec.sessionAffinityConfig) && isObject(spec.sessionAffinityConfig.clientIP)
      ? refusedNumber(spec.sessionAffinityConfig.clientIP.timeoutSeconds, '/spec/sessionAffinityConfig/clientIP/timeoutSeconds', 1, LONGEST_AFFINITY_SECONDS) : NONE),
  ];
};
