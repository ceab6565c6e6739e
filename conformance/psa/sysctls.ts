/** The kernel settings that pods may change, each since its minor. */
const SINCE: readonly (readonly [number, string])[] = [
  [0, 'kernel.shm_rmid_forced'], [0, 'net.ipv4.ip_local_port_range'], [0, 'net.ipv4.tcp_syncookies'], [0, 'net.ipv4.ping_group_range'],
  [0, 'net.ipv4.ip_unprivileged_port_start'], [27, 'net.ipv4.ip_local_reserved_ports'], [29, 'net.ipv4.tcp_keepalive_time'],
  [29, 'net.ipv4.tcp_fin_timeout'], [29, 'net.ipv4.tcp_keepalive_intvl'], [29, 'net.ipv4.tcp_keepalive_probes'], [32, 'net.ipv4.tcp_rmem'],
  [32, 'net.ipv4.tcp_wmem'], [37, 'net.ipv4.tcp_slow_start_after_idle'], [37, 'net.ipv4.tcp_notsent_lowat'],
];

export const ALL_SYSCTLS = SINCE.map(([, name]) => name);

/** Those that pods may change in this minor. */
export const sysctlsOf = (minor: number): string[] => SINCE.filter(([since]) => since <= minor).map(([, name]) => name);
