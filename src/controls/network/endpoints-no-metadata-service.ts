import { DocumentPart } from '../../objects/document-part';
import { formatIpAddress, parseIpAddress, withoutMapping } from '../../objects/ip-address';
import { Manifest } from '../../objects/manifest';
import { METADATA_SERVICES } from '../../objects/network/internet';
import { defineControl, notEnforceable } from '../control';
import { Site } from '../site';

const ADDRESSES = METADATA_SERVICES.map(({ address }) => address);
const NAME = /^metadata\.google\.internal\.?$/i;

/** Whether a text is the address or the name of a metadata service, in any spelling. */
function isMetadataService(text: string): boolean {
  const address = parseIpAddress(text);
  return address === undefined ? NAME.test(text) : ADDRESSES.includes(formatIpAddress(withoutMapping(address)));
}

/** Where an object sends the traffic of a service. */
function addressesIn(manifest: Manifest): readonly DocumentPart[] {
  const object = new DocumentPart(manifest);
  return [
    ...object.at('endpoints').items.flatMap((endpoint) => endpoint.at('addresses').items),
    ...object.at('subsets').items.flatMap((subset) => ['addresses', 'notReadyAddresses'].flatMap((list) => subset.at(list).items)).map((address) => address.at('ip')),
  ];
}

const inspect = (manifest: Manifest): Site[] => addressesIn(manifest).filter(({ text }) => isMetadataService(text))
  .map(({ pointer, value }) => ({ pointer, actual: value, expected: 'must be no address of a metadata service', isForbidden: true }));

const endpoints = (ip: string, list = 'addresses') => ({
  apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'db', namespace: 'shop' }, subsets: [{ [list]: [{ ip }], ports: [{ port: 80 }] }],
});
const slice = (address: string, addressType: string) => ({
  apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'db-1', namespace: 'shop' },
  addressType, endpoints: [{ addresses: [address] }], ports: [{ port: 80 }],
});

export const endpointsNoMetadataService = defineControl({
  id: 'endpoints-no-metadata-service',
  title: 'Endpoints do not lead to the metadata service of the cloud',
  subject: 'object',
  kinds: ['Endpoints', 'discovery.k8s.io/EndpointSlice'],
  why: 'the service then gives everybody who reaches it, through an Ingress even from outside, the credentials of a node: proxies connect past the network policies of the pods',
  fix: {
    code: 'leave the address out of the endpoints; a pod that needs a role of the cloud gets it by the identity of its ServiceAccount',
    yaml: 'remove the address from `endpoints[].addresses` or `subsets[].addresses`',
  },
  references: ['https://github.com/kubernetes/kubernetes/issues/103675', 'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/'],
  frameworks: ['nsa-cisa:metadata-service', 'mitre:T1552.005'],
  // The API server refuses link-local addresses itself, in endpoints but not in names.
  inspect,
  admission: notEnforceable('the cluster writes endpoints itself, so that a policy which fails would stop every service'),
  absent: 'good',
  examples: () => ({
    good: [
      { shows: 'a machine outside of the cluster', subject: endpoints('10.20.0.2') },
      { shows: 'a machine outside of the cluster in a slice', subject: slice('10.20.0.2', 'IPv4') },
      { shows: 'a name outside of the cluster', subject: slice('db.example.com', 'FQDN') },
      { shows: 'another address of the same network', subject: slice('fd00:ec2::253', 'IPv6') },
    ],
    bad: [
      ...ADDRESSES.map((address) => ({ shows: `${address} in a slice`, subject: slice(address, address.includes(':') ? 'IPv6' : 'IPv4') })),
      { shows: 'the service of Google Cloud by its name', subject: slice('metadata.google.internal', 'FQDN') },
      { shows: 'an address in Endpoints', subject: endpoints('168.63.129.16') },
      { shows: 'an address that is not ready yet', subject: endpoints('100.100.100.200', 'notReadyAddresses') },
      { shows: 'the address of AWS in another spelling', subject: endpoints('FD00:0EC2:0:0:0:0:0:254') },
      { shows: 'the address of Google Cloud in another spelling', subject: endpoints('fd20:00ce:0000::0254') },
    ],
  }),
});
