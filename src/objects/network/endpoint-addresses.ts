import { DocumentPart } from '../document-part';
import { addressProblem, formatIpAddress, IpAddress, parseIpAddress, withoutMapping } from '../ip-address';
import { Manifest } from '../manifest';
import { plainText } from '../plain-text';
import { Problem } from '../problem';

interface Range { readonly bits: 32 | 128; readonly prefix: bigint; readonly length: number; readonly of: string }

const range = (cidr: string, of: string): Range => {
  const [address, length] = cidr.split('/');
  const { bits, value } = parseIpAddress(address)!;
  return { bits, prefix: value, length: Number(length), of };
};

/**
 * Where traffic of a service would reach the node itself or its link.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go#L8746
 */
const REFUSED: readonly Range[] = [
  range('0.0.0.0/32', 'no address of a machine'), range('::/128', 'no address of a machine'),
  range('127.0.0.0/8', 'a loopback address'), range('::1/128', 'a loopback address'),
  range('169.254.0.0/16', 'a link-local address, as that of metadata services is'), range('fe80::/10', 'a link-local address'),
  range('224.0.0.0/24', 'a multicast address of the link'), range('ff02::/16', 'a multicast address of the link'),
];

function isIn({ bits, prefix, length }: Range, address: IpAddress): boolean {
  const size = 2n ** BigInt(bits - length);
  return address.bits === bits && address.value / size === prefix / size;
}

/** Why the API server of Kubernetes 1.`minor` refuses an address that a service leads to or has, as a predicate; undefined where it takes it. */
export function endpointAddressProblem(text: string, minor: number): string | undefined {
  const address = parseIpAddress(text);
  const meant = address && withoutMapping(address);
  const refused = meant && REFUSED.find((one) => isIn(one, meant));
  return refused ? `is ${refused.of}, which the API server refuses; write an address that other machines reach` : addressProblem(text, minor);
}

function problemAt(place: DocumentPart, minor: number, family?: 32 | 128): Problem[] {
  if (typeof place.value !== 'string') return []; // its type is told already
  const found = familyProblem(place.value, family) ?? endpointAddressProblem(place.value, minor);
  return found === undefined ? [] : [{ pointer: place.pointer, message: `the address "${plainText(place.value)}" ${found}` }];
}

function familyProblem(text: string, family?: 32 | 128): string | undefined {
  const address = parseIpAddress(text);
  if (address === undefined || family === undefined) return undefined;
  if (withoutMapping(address).bits !== family) return `is not of addressType ${family === 32 ? 'IPv4' : 'IPv6'}; put it in a slice of its own`;
  const written = formatIpAddress(address);
  return family === 128 && written !== text ? `is not in canonical form; write "${written}"` : undefined;
}

/** What the API server refuses about the addresses of Endpoints. */
export const endpointsProblems = (endpoints: Manifest, minor: number): Problem[] => new DocumentPart(endpoints).at('subsets').items
  .flatMap((subset) => ['addresses', 'notReadyAddresses'].flatMap((list) => subset.at(list).items))
  .flatMap((address) => problemAt(address.at('ip'), minor));

const FAMILIES: ReadonlyMap<unknown, 32 | 128> = new Map([['IPv4', 32], ['IPv6', 128]] as const);

/** What the API server refuses about the addresses of an EndpointSlice. */
export function endpointSliceProblems(slice: Manifest, minor: number): Problem[] {
  const family = FAMILIES.get(slice.addressType);
  if (family === undefined) return []; // names, or a type that is told already
  return new DocumentPart(slice).at('endpoints').items.flatMap((endpoint) => endpoint.at('addresses').items).flatMap((address) => problemAt(address, minor, family));
}
