import { spawnSync } from 'child_process';
import { HostFirewall, HostFirewallProps } from '../../src';
import { Disagreement, Missing, Row, Tool } from '../suite';

const BOTH = { controlPlane: ['10.0.0.10/32', 'fd00::10/128'], nodes: ['10.0.0.0/24', 'fd00::/64'] };
export const FIREWALLS: Readonly<Record<string, HostFirewallProps>> = {
  'IPv4 alone': { controlPlane: ['10.0.0.10/32'], nodes: ['10.0.0.0/24'] },
  'IPv6 alone': { controlPlane: ['fd00::10/128'], nodes: ['fd00::/64'] },
  'both families': BOTH,
  'all clients': { ...BOTH, pods: ['10.244.0.0/16'], apiClients: ['192.0.2.0/24', '198.51.100.7/32'], kubeletClients: ['10.244.0.0/16'], sshClients: ['192.0.2.0/24'] },
  'blocks that overlap': { ...BOTH, apiClients: ['10.0.0.0/8', '10.0.0.0/24', '0.0.0.0/0', '::/0'] },
  'nobody by SSH': { ...BOTH, sshClients: [] },
};

const nft = (args: readonly string[], input?: string) => spawnSync('nft', args, { encoding: 'utf8', input });

/** nft reads each rule set, and changes nothing. It needs the rights to look at the tables of the kernel. */
export function firewallRow(): { readonly row: Row; readonly tool: Tool } {
  const { error, stdout } = nft(['--version']);
  if (error) throw new Missing('the command "nft" is missing; install it by `apt-get install nftables`');
  const tool: Tool = { tool: 'nft', version: /v[\d.]+/.exec(stdout)![0] };
  const disagreements = Object.entries(FIREWALLS).flatMap(([name, props]): Disagreement[] => {
    const { status, stderr } = nft(['-c', '-f', '-'], HostFirewall.of(props).toNftables());
    return status === 0 ? [] : [{ ...tool, check: 'refused', object: name, detail: stderr.trim() }];
  });
  return { tool, row: { part: 'firewalls', cases: Object.keys(FIREWALLS).length, disagreements } };
}
