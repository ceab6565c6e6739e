import { existsSync, lstatSync, readdirSync, readFileSync, Stats } from 'fs';
import { join, relative, resolve, sep } from 'path';
import { UsageError } from './exit-code';
import { HOST_FILE_RULES, hostFileRule, modeText } from '../controls/host-files';
import { nodeFile } from '../objects/cluster-components/node-files';
import { SourceObject } from '../sources/source';

/** Where files that configure a node are, by the tools that install Kubernetes. */
const PLACES = [
  '/etc/kubernetes', '/var/lib/kubelet/config.yaml', '/var/lib/kubelet/kubeadm-flags.env', '/etc/default/kubelet', '/etc/sysconfig/kubelet',
  '/usr/lib/systemd/system/kubelet.service', '/usr/lib/systemd/system/kubelet.service.d', '/etc/systemd/system/kubelet.service',
  '/etc/systemd/system/kubelet.service.d', '/etc/rancher/k3s/config.yaml', '/etc/rancher/k3s/config.yaml.d', '/etc/rancher/rke2/config.yaml',
  '/etc/rancher/rke2/config.yaml.d', '/var/lib/rancher/rke2/agent/pod-manifests', '/var/lib/rancher/k3s/agent/pod-manifests',
];
/** The folders whose pods the kubelet runs as they are. */
const STATIC_PODS = ['/etc/kubernetes/manifests', '/var/lib/rancher/rke2/agent/pod-manifests', '/var/lib/rancher/k3s/agent/pod-manifests'];

/** The host whose files are judged: the one that this runs on, or one that is mounted below a folder. */
export class HostRoot {
  private readonly folder: string;
  /** The last answer: a file may hold ten thousand objects. */
  private latest = { file: '', isStaticPod: false };
  private names?: { readonly users: ReadonlyMap<number, string>; readonly groups: ReadonlyMap<number, string> };

  constructor(folder = '/') {
    this.folder = resolve(folder);
  }

  /** The files and folders with settings that are there. @throws where there is none */
  public paths(): string[] {
    const found = PLACES.map((place) => join(this.folder, place)).filter((path) => existsSync(path));
    if (found.length === 0) throw new UsageError(`--host-root "${this.folder}" has no file of a Kubernetes node, such as ${PLACES[1]}; name the root folder of its file system`);
    return found;
  }

  /** Whether the kubelet of the host runs the pods of a file, with the rights that the file gives them. */
  public isStaticPod(file: string): boolean {
    if (this.latest.file !== file) {
      const path = this.pathOf(file);
      this.latest = { file, isStaticPod: path !== undefined && STATIC_PODS.some((place) => path.startsWith(`${place}/`)) };
    }
    return this.latest.isStaticPod;
  }

  /** Mode and owner of the files that rules are about. */
  public* files(): Generator<SourceObject> {
    const seen = new Set<string>();
    for (const { path: rule } of HOST_FILE_RULES) {
      for (const path of this.expand(rule)) {
        if (seen.has(path) || !hostFileRule(path)) continue;
        seen.add(path);
        const stats = lstatSync(join(this.folder, path), { throwIfNoEntry: false });
        if (stats && !stats.isSymbolicLink()) yield this.object(path, stats);
      }
    }
  }

  private object(path: string, stats: Stats): SourceObject {
    const manifest = nodeFile('HostFile', { path, mode: modeText(stats.mode % 0o10000), owner: this.ownerOf(stats) });
    const file = relative('.', join(this.folder, path)).split(sep).join('/');
    return { type: 'object', manifest, file, document: 0, address: { piece: 0, value: 0, path: [], isPlain: false }, locate: () => ({ line: 1, column: 1 }) };
  }

  /** The path of a file on the host; undefined where it is no file of the host. */
  private pathOf(file: string): string | undefined {
    const path = relative(this.folder, resolve(file));
    return path.startsWith('..') ? undefined : `/${path.split(sep).join('/')}`;
  }

  /** The paths of the host that a pattern stands for. */
  private expand(rule: string): string[] {
    const star = rule.indexOf('*');
    if (star < 0) return [rule];
    const folder = rule.slice(0, rule.lastIndexOf('/', star));
    const rest = rule.slice(folder.length + 1);
    if (rest.startsWith('**/')) return this.below(folder);
    return this.entriesOf(folder).flatMap((name) => {
      const [, ...more] = rest.split('/');
      return this.expand([folder, name, ...more].join('/'));
    });
  }

  private below(folder: string): string[] {
    return this.entriesOf(folder).flatMap((name) => {
      const path = `${folder}/${name}`;
      return [path, ...(lstatSync(join(this.folder, path), { throwIfNoEntry: false })?.isDirectory() ? this.below(path) : [])];
    });
  }

  private entriesOf(folder: string): string[] {
    try {
      return readdirSync(join(this.folder, folder)).sort();
    } catch {
      return [];
    }
  }

  /** The host has names of its own for the numbers of users and groups. */
  private ownerOf({ uid, gid }: Stats): string {
    this.names ??= { users: this.namesIn('/etc/passwd'), groups: this.namesIn('/etc/group') };
    return `${this.names.users.get(uid) ?? uid}:${this.names.groups.get(gid) ?? gid}`;
  }

  private namesIn(path: string): ReadonlyMap<number, string> {
    try {
      const lines = readFileSync(join(this.folder, path), 'utf8').split('\n').map((line) => line.split(':'));
      return new Map([...lines.filter(([name, , id]) => name && /^\d+$/.test(id ?? '')).map(([name, , id]) => [Number(id), name] as const).reverse(), [0, 'root']]);
    } catch {
      return new Map([[0, 'root']]);
    }
  }
}
