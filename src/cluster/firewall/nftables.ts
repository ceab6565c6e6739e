import { GuardedPort } from './guarded-ports';

const FAMILIES = [{ suffix: '4', type: 'ipv4_addr', match: 'ip' }, { suffix: '6', type: 'ipv6_addr', match: 'ip6' }] as const;
const TABLE = 'inet kubernetes_host';

/**
 * The rule set. It comes before that of kube-proxy, accepts what it does not name, and drops what nobody may reach: a packet that it accepts is still seen by
 * the tables behind it.
 *
 * @see https://wiki.nftables.org/wiki-nftables/index.php/Configuring_chains
 */
export function nftables(guarded: readonly GuardedPort[]): string {
  const sets = guarded.flatMap(({ name, from }) => FAMILIES.flatMap(({ suffix, type }) => {
    const elements = from.filter((block) => block.includes(':') === (suffix === '6'));
    return elements.length === 0 ? [] : [`  set ${name}${suffix} { type ${type}; flags interval; elements = { ${elements.join(', ')} } }`];
  }));
  const rules = guarded.flatMap(({ name, ports, purpose, from }) => {
    const to = `tcp dport ${ports.length === 1 ? ports[0] : `{ ${ports.join(', ')} }`}`;
    const allowed = FAMILIES.filter(({ suffix }) => from.some((block) => block.includes(':') === (suffix === '6')))
      .map(({ suffix, match }) => `    ${to} ${match} saddr @${name}${suffix} accept`);
    return [`    # ${purpose}`, ...allowed, `    ${to} drop`];
  });
  return [
    '# Made by cdk8s-hardened. Load it by: nft -f host-firewall.nft', `table ${TABLE}`, `delete table ${TABLE}`, `table ${TABLE} {`, ...sets,
    '  chain input {', '    type filter hook input priority -10; policy accept;', '    iif "lo" accept', '    ct state established,related accept', ...rules, '  }', '}', '',
  ].join('\n');
}
