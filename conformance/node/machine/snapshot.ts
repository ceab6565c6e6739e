import { execFileSync } from 'child_process';
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

/** What of a machine a node could leave changed, each in lines. */
export type Snapshot = Readonly<Record<string, readonly string[]>>;

/** Settings that the kubelet and kube-proxy write, and those around them. Others change by themselves. */
const SYSCTLS = [
  'kernel/keys', 'kernel/panic', 'kernel/panic_on_oops', 'net/bridge', 'net/ipv4/conf', 'net/ipv4/ip_forward', 'net/netfilter',
  'vm/overcommit_memory', 'vm/panic_on_oom',
];
/** Cgroups that a node makes; those of other programs come and go. */
const CGROUPS = /cdk8s-hardened-node|kubepods|k8s\.io/;
/** Counters among them. */
const COUNTERS = /nf_conntrack_count$/;
/** Programs of a node, which must not outlive it. */
const PROGRAMS = /^(cluster|coredns|containerd|containerd-shim.*|etcd|kube-router|runc|standin|unshare|nsenter)$/;

function filesBelow(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
      const inside = join(path, entry.name);
      return entry.isDirectory() ? filesBelow(inside) : [inside];
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOTDIR' ? [path] : [];
  }
}

function settingOf(path: string): string[] {
  try {
    return COUNTERS.test(path) ? [] : [`${path} = ${readFileSync(path, 'utf8').trim()}`];
  } catch {
    return []; // some may only be written
  }
}

function foldersBelow(path: string): string[] {
  const folders = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name));
  return folders.flatMap((folder) => [folder, ...foldersBelow(folder)]);
}

const processName = (id: string): string => readFileSync(join('/proc', id, 'comm'), 'utf8').trim();

function processes(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((id) => {
    try {
      const name = processName(id);
      return PROGRAMS.test(name) ? [`${id} ${name}`] : [];
    } catch {
      return []; // it has ended meanwhile
    }
  });
}

/** Rules without their counts of packets. */
const rules = (): string[] => execFileSync('iptables-save', { encoding: 'utf8' }).split('\n')
  .filter((line) => !line.startsWith('#')).map((line) => line.replace(/\[\d+:\d+\]/, ''));
const links = (): string[] => readdirSync('/sys/class/net');

/** Looks at the machine. */
export function snapshot(): Snapshot {
  return {
    'mounts': readFileSync('/proc/self/mounts', 'utf8').trimEnd().split('\n'),
    'cgroups': foldersBelow('/sys/fs/cgroup').filter((folder) => CGROUPS.test(folder)),
    'settings of the kernel': SYSCTLS.flatMap((path) => filesBelow(join('/proc/sys', path))).flatMap(settingOf),
    'rules of iptables': rules(),
    'network devices': links(),
    'processes': processes(),
  };
}

/** What is in one and not in the other, for each kind of thing. */
export function changes(before: Snapshot, after: Snapshot): Map<string, string[]> {
  return new Map(Object.keys(before).map((what) => [what, [
    ...after[what].filter((line) => !before[what].includes(line)).map((line) => `${line} is new`),
    ...before[what].filter((line) => !after[what].includes(line)).map((line) => `${line} is gone`),
  ]]));
}
