import { spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { Missing } from '../suite';
import { ENVIRONMENT } from './machine/namespaces';

/** Programs that a node is made of, and the Debian packages that have them. */
const PROGRAMS: Readonly<Record<string, string>> = {
  containerd: 'containerd', ctr: 'containerd', runc: 'runc', iptables: 'iptables', ipset: 'ipset', ip: 'iproute2',
  nsenter: 'util-linux', unshare: 'util-linux', flock: 'util-linux', sysctl: 'procps', openssl: 'openssl', tar: 'tar',
};
const NETWORK_PLUGINS: Readonly<Record<string, string>> = { '/usr/lib/cni/bridge': 'containernetworking-plugins', '/usr/lib/cni/portmap': 'containernetworking-plugins' };

/** Throws what is missing to build runc, which is partly C, with seccomp profiles. */
export function requireRuncSources(): void {
  const hasThem = spawnSync('sh', ['-c', 'command -v gcc && pkg-config --exists libseccomp'], { env: ENVIRONMENT }).status === 0;
  if (!hasThem) throw new Missing('runc is built with gcc, pkg-config and libseccomp; on Debian: apt-get install --no-install-recommends gcc libc6-dev libseccomp-dev pkg-config');
}

/** Throws what of a node's needs is not there, all at once, and how to get it. */
export function requireNodePrograms(): void {
  if (process.platform !== 'linux') throw new Missing(`a node needs Linux, and this is ${process.platform}; run it in a virtual machine`);
  if (process.getuid!() !== 0) throw new Missing('a node needs root, for its namespaces and cgroups; run the suite with sudo, or in a virtual machine');
  const absent = [
    ...Object.entries(PROGRAMS).filter(([program]) => spawnSync('sh', ['-c', `command -v ${program}`], { env: ENVIRONMENT }).status !== 0),
    ...Object.entries(NETWORK_PLUGINS).filter(([file]) => !existsSync(file)),
  ];
  if (absent.length > 0) {
    const packages = [...new Set(absent.map(([, debianPackage]) => debianPackage))].sort().join(' ');
    throw new Missing(`a node needs ${absent.map(([program]) => program).join(', ')}; on Debian: apt-get install --no-install-recommends ${packages}`);
  }
}
