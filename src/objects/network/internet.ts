/**
 * Addresses of the internet, and what is left out of them: networks that organizations use among themselves (RFC 1918, RFC 6598), the own machine, the
 * own link with the metadata services of clouds (RFC 3927), Azure's WireServer, multicast and what is reserved. Of IPv6 only 2000::/3 is assigned to the
 * internet, so that nothing has to be left out.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 * @see https://www.iana.org/assignments/ipv6-address-space/ipv6-address-space.xhtml
 */
export const INTERNET: readonly { readonly cidr: string; readonly except?: readonly string[] }[] = [
  {
    cidr: '0.0.0.0/0',
    except: [
      '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '168.63.129.16/32', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16', '224.0.0.0/3',
    ],
  },
  { cidr: '2000::/3' },
];

/** An address where a cloud hands out credentials to whoever connects, and the TCP ports that it listens on. */
export interface MetadataService {
  readonly address: string;
  readonly ports: readonly number[];
  readonly of: string;
}

/**
 * The metadata services that pods can reach past every login.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 * @see https://cloud.google.com/compute/docs/metadata/querying-metadata
 * @see https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 * @see https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
 */
export const METADATA_SERVICES: readonly MetadataService[] = [
  { address: '169.254.169.254', ports: [80], of: 'AWS, Google Cloud, Azure, OpenStack and others' },
  { address: 'fd00:ec2::254', ports: [80], of: 'AWS' },
  { address: 'fd20:ce::254', ports: [80], of: 'Google Cloud' },
  { address: '168.63.129.16', ports: [80, 32526], of: 'Azure' },
  { address: '100.100.100.200', ports: [80], of: 'Alibaba Cloud' },
];
