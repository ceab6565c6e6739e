import { endpointAddressProblem, endpointSliceProblems, endpointsProblems } from './endpoint-addresses';
import { cidrContains, refusedBlock } from '../cidr';
import { addressProblem } from '../ip-address';
import { groupKind, Manifest } from '../manifest';
import { plainText } from '../plain-text';
import { childPointer, descend, elementsOf, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';

type AddressRule = (text: string, minor: number) => string | undefined;

function problemsOfTexts(list: unknown, pointer: string, what: string, refusal: AddressRule, minor: number): Problem[] {
  return elementsOf(list).flatMap((text, i) => {
    const problem = typeof text === 'string' ? refusal(text, minor) : undefined;
    return problem ? [{ pointer: childPointer(pointer, i), message: `${what} "${plainText(text)}" ${problem}` }] : [];
  });
}

/** An exception has to be a part of its block, and not all of it. */
function exceptionProblem(cidr: string): AddressRule {
  return (except, minor) => {
    const problem = refusedBlock(except, minor);
    if (problem) return problem;
    return cidrContains(cidr, except) && !cidrContains(except, cidr) ? undefined : `is no part of cidr "${cidr}"; write blocks that lie in it and are smaller`;
  };
}

function blockProblems(block: Record<string, unknown>, pointer: string, minor: number): Problem[] {
  const { cidr, except } = block;
  if (typeof cidr !== 'string' || cidr === '') return []; // its type, or that it is missing, is told already
  const problem = refusedBlock(cidr, minor);
  if (problem) return [{ pointer: `${pointer}/cidr`, message: `cidr "${cidr}" ${problem}` }];
  return problemsOfTexts(except, `${pointer}/except`, 'except', exceptionProblem(cidr), minor);
}

function peerProblems(peer: Record<string, unknown>, pointer: string, minor: number): Problem[] {
  const { ipBlock, podSelector, namespaceSelector } = peer;
  const hasSelector = isObject(podSelector) || isObject(namespaceSelector);
  if (!isObject(ipBlock)) return hasSelector ? [] : [{ pointer, message: 'the peer is empty; give it `podSelector`, `namespaceSelector` or `ipBlock`' }];
  const both = hasSelector ? [{ pointer, message: 'the peer has both `ipBlock` and a selector; write two peers' }] : [];
  return [...both, ...blockProblems(ipBlock, `${pointer}/ipBlock`, minor)];
}

const PEERS = { ingress: 'from', egress: 'to' };

function policyProblems(policy: Manifest, minor: number): Problem[] {
  return Object.entries(PEERS).flatMap(([direction, field]) => elementsOf(valueAt(policy, `/spec/${direction}`)).flatMap((rule, i) => (
    elementsOf(isObject(rule) ? rule[field] : undefined).flatMap((peer, j) => (
      isObject(peer) ? peerProblems(peer, descend('/spec', [direction, i, field, j]), minor) : [])))));
}

function serviceProblems({ spec }: Manifest, minor: number): Problem[] {
  if (!isObject(spec)) return [];
  const isGiven = (address: unknown): boolean => address !== '' && address !== 'None';
  const clusterIp = typeof spec.clusterIP === 'string' && isGiven(spec.clusterIP) ? addressProblem(spec.clusterIP, minor) : undefined;
  return [
    ...(clusterIp ? [{ pointer: '/spec/clusterIP', message: `clusterIP "${plainText(spec.clusterIP)}" ${clusterIp}` }] : []),
    ...problemsOfTexts(spec.externalIPs, '/spec/externalIPs', 'the external IP', endpointAddressProblem, minor),
    // blanks around these have been allowed since they were an annotation
    ...problemsOfTexts(spec.loadBalancerSourceRanges, '/spec/loadBalancerSourceRanges', 'the source range', (text, one) => refusedBlock(text.trim(), one), minor),
  ];
}

/** What the API server would refuse about the addresses of a Service and its endpoints, and about the peers of a NetworkPolicy. */
export function addressProblems(manifest: Manifest, minor: number): Problem[] {
  switch (groupKind(manifest)) {
    case 'Service': return serviceProblems(manifest, minor);
    case 'Endpoints': return endpointsProblems(manifest, minor);
    case 'discovery.k8s.io/EndpointSlice': return endpointSliceProblems(manifest, minor);
    case 'networking.k8s.io/NetworkPolicy': return policyProblems(manifest, minor);
    default: return [];
  }
}
