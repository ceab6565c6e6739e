import { ContainerRole } from '../objects/container';
import { containerFacts, missingVariables, unmountedFolders } from '../objects/images/image-facts';
import { plainText } from '../objects/plain-text';
import { elementsOf, Fields, isObject, valueAt } from '../objects/pointer';

/** A container before and after it was hardened, with its pod. */
export interface ContainerChange {
  readonly name: string;
  readonly role: ContainerRole;
  readonly pointer: string;
  readonly before: Fields;
  readonly after: Fields;
  readonly podBefore: Fields;
  readonly podAfter: Fields;
}

/** What of hardened containers compiles and may not run. */
export interface RiskRule {
  readonly id: string;
  /** What may happen, as a sentence about a container. */
  readonly message: string;
  /** What to do, as a command. */
  readonly fix: string;
  /** The pointer in the container of what decides; undefined where it runs as before. */
  readonly find: (change: ContainerChange) => string | undefined;
}

type Side = 'before' | 'after';

/** A field of the security context that a container has itself or from its pod. */
function effective({ before, after, podBefore, podAfter }: ContainerChange, side: Side, field: string): unknown {
  const [container, pod] = side === 'before' ? [before, podBefore] : [after, podAfter];
  return valueAt(container, `/securityContext/${field}`) ?? valueAt(pod, `/securityContext/${field}`);
}

const userBefore = (change: ContainerChange): unknown => effective(change, 'before', 'runAsUser');
const becomesUser = (change: ContainerChange): boolean => userBefore(change) === undefined && effective(change, 'after', 'runAsUser') !== undefined;
const losesRoot = (change: ContainerChange): boolean => becomesUser(change)
  || (effective(change, 'before', 'runAsNonRoot') !== true && effective(change, 'after', 'runAsNonRoot') === true && userBefore(change) === undefined);
const drops = (container: unknown): boolean => elementsOf(valueAt(container, '/securityContext/capabilities/drop')).includes('ALL');
const losesCapabilities = ({ before, after }: ContainerChange): boolean => !drops(before) && drops(after);
const added = ({ before }: ContainerChange): readonly unknown[] => elementsOf(valueAt(before, '/securityContext/capabilities/add'));
const becomes = ({ before, after }: ContainerChange, field: string, value: boolean): boolean =>
  valueAt(before, `/securityContext/${field}`) !== value && valueAt(after, `/securityContext/${field}`) === value;
const becomesReadOnly = (change: ContainerChange): boolean => becomes(change, 'readOnlyRootFilesystem', true);

function volumeOf({ podAfter }: ContainerChange, mount: unknown): Readonly<Record<string, unknown>> {
  const found = elementsOf(podAfter.volumes).find((volume) => isObject(volume) && isObject(mount) && volume.name === mount.name);
  return isObject(found) ? found : {};
}

/** Whether the image is known to run as the user that it becomes. */
function fitsImage(change: ContainerChange): boolean {
  const facts = containerFacts(change.after);
  return facts !== undefined && !facts.needsRoot && (facts.anyUser === true || facts.user === effective(change, 'after', 'runAsUser'));
}

/** Programs that only root, or a process with its capabilities, can run with success. */
const NEEDS_ROOT = new RegExp(`(?:^|[\\s;&|(/"'\`])(?:${[
  'chown', 'chgrp', 'chmod', 'chroot', 'su', 'sudo', 'su-exec', 'gosu', 'setpriv', 'setcap', 'setuidgid', 'sysctl', 'mount', 'umount', 'modprobe', 'mknod',
  'iptables(?:-\\w+)?', 'ip6tables(?:-\\w+)?', 'nft', 'useradd', 'adduser', 'usermod', 'apt-get', 'apt', 'apk', 'yum', 'dnf', 'swapoff', 'nsenter',
].join('|')})(?:$|[\\s;&|)"'\`])`);

const textsIn = (value: unknown): string[] => elementsOf(value).filter((one): one is string => typeof one === 'string');

function commandThat({ before }: ContainerChange, matches: (text: string) => boolean): string | undefined {
  return ['command', 'args'].flatMap((list) => textsIn(before[list]).map((text) => [`/${list}`, text] as const)).find(([, text]) => matches(text))?.[0];
}

const isLow = (port: unknown): boolean => isObject(port) && typeof port.containerPort === 'number' && port.containerPort > 0 && port.containerPort < 1024;

/** The sysctl of the pod that says from which port on everybody may listen. */
function firstOpenPort({ podBefore }: ContainerChange): number {
  const sysctls = elementsOf(valueAt(podBefore, '/securityContext/sysctls'));
  const found = sysctls.find((one) => isObject(one) && one.name === 'net.ipv4.ip_unprivileged_port_start');
  return isObject(found) ? Number(found.value) : 1024;
}

const OPENED = ['seccompProfile/type', 'appArmorProfile/type', 'procMount'];

/** Whether somebody opened the container for system calls that only programs with privileges, or containers in it, need. */
const isOpened = (change: ContainerChange): boolean =>
  OPENED.some((field) => ['Unconfined', 'Unmasked'].includes(plainText(effective(change, 'before', field))));

/** Each is independent of the others; what several of them say about a container is worth to know each. */
export const RISKS: readonly RiskRule[] = [
  {
    id: 'read-only-root',
    message: 'cannot write to its root filesystem any more, but only where a volume is mounted',
    fix: 'mount an emptyDir at each path that it writes to, such as /tmp (`--writable-tmp` adds one), data, sockets and files of process ids, or set '
      + '`readOnlyRootFilesystem: false` and waive read-only-root-filesystem',
    // a writable /tmp does not tell: of thirteen servers that were run, ten write elsewhere
    find: (change) => (becomesReadOnly(change) && !containerFacts(change.after) ? '/securityContext/readOnlyRootFilesystem' : undefined),
  },
  {
    id: 'folders-of-image',
    message: 'cannot write any more to folders that its image is known to write to',
    fix: 'mount an emptyDir at each, as `--writable-paths` does; image-needs-met of `check` names the folders',
    find: (change) => {
      const facts = becomesReadOnly(change) ? containerFacts(change.after) : undefined;
      return facts && unmountedFolders(facts, change.after, elementsOf(change.podAfter.volumes)).length > 0 ? '/image' : undefined;
    },
  },
  {
    id: 'variables-of-image',
    message: 'does not start without root unless its image gets environment variables that its makers name',
    fix: 'set them, as `--writable-paths` does where it mounts all of the folders; image-needs-met of `check` names them. Data that a volume has already must '
      + 'move to the folder that they name',
    find: (change) => {
      const facts = losesRoot(change) ? containerFacts(change.after) : undefined;
      return facts && missingVariables(facts, change.after).length > 0 ? '/image' : undefined;
    },
  },
  {
    id: 'other-user',
    message: 'runs as another user than the one that its image names, which may not be able to read or write its files',
    fix: 'try the image with this user, or set `runAsUser` and `runAsGroup` to the numbers that the image is made for',
    find: (change) => (becomesUser(change) && !fitsImage(change) ? '/securityContext/runAsUser' : undefined),
  },
  {
    id: 'root-image',
    message: 'is not started where its image names root, or a user by name and not by number',
    fix: 'set `runAsUser` to the number of the user that the image is made for',
    find: (change) => (losesRoot(change) && !becomesUser(change) ? '/securityContext/runAsNonRoot' : undefined),
  },
  {
    // https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls
    id: 'low-port',
    message: 'declares a port below 1024, where only root may listen unless the container runtime opens these ports, as containerd 2 does by default',
    fix: 'listen on a port from 1024 on, or set the safe sysctl `net.ipv4.ip_unprivileged_port_start` to "0" in `securityContext.sysctls` of the pod '
      + '(not with `hostNetwork: true`)',
    find: (change) => {
      const index = elementsOf(change.before.ports).findIndex((port) => isLow(port)
        && (port as { containerPort: number }).containerPort < firstOpenPort(change));
      return index >= 0 && (losesRoot(change) || (losesCapabilities(change) && userBefore(change) === 0)) ? `/ports/${index}/containerPort` : undefined;
    },
  },
  {
    id: 'root-command',
    message: 'runs a command that needs root or its capabilities, such as chown, su or sysctl',
    fix: 'leave the work to Kubernetes (`fsGroup` for owners of volumes, `sysctls` of the pod, packages in the image), or set `runAsUser: 0` and the '
      + 'capabilities that it needs, and waive the controls',
    find: (change) => (losesRoot(change) || losesCapabilities(change) ? commandThat(change, (text) => NEEDS_ROOT.test(text)) : undefined),
  },
  {
    id: 'capabilities-without-root',
    message: 'adds capabilities that only a process of root gets, and does not run as root any more',
    fix: 'remove the capabilities, or set `runAsUser: 0` and `runAsNonRoot: false`, and waive run-as-non-root',
    find: (change) => (added(change).length > 0 && losesRoot(change) ? '/securityContext/capabilities/add' : undefined),
  },
  {
    id: 'root-without-capabilities',
    message: 'runs as root without the usual capabilities any more, so it cannot change owners, switch users or read files of others',
    fix: 'run it as another user, or add the capabilities that it needs to `capabilities.add`',
    find: (change) => (userBefore(change) === 0 && losesCapabilities(change) ? '/securityContext/capabilities/drop' : undefined),
  },
  {
    // https://github.com/moby/buildkit/blob/master/docs/rootless.md
    id: 'set-uid-programs',
    message: 'has no seccomp or AppArmor profile, as what makes containers or user namespaces of its own, and gets no privileges of programs such as newuidmap any more',
    fix: 'set `allowPrivilegeEscalation: true` where it runs such programs, and waive no-privilege-escalation',
    find: (change) => (becomes(change, 'allowPrivilegeEscalation', false) && isOpened(change) ? '/securityContext/allowPrivilegeEscalation' : undefined),
  },
  {
    id: 'root-files-of-node',
    message: 'is privileged or mounts files of the node, which belong to root, and does not run as root any more',
    fix: 'set `runAsUser: 0` and `runAsNonRoot: false` where it needs these files, and waive run-as-non-root',
    find: (change) => {
      if (!losesRoot(change)) return undefined;
      if (valueAt(change.before, '/securityContext/privileged') === true) return '/securityContext/privileged';
      const index = elementsOf(change.before.volumeMounts).findIndex((mount) => 'hostPath' in volumeOf(change, mount));
      return index < 0 ? undefined : `/volumeMounts/${index}`;
    },
  },
  {
    id: 'service-variables',
    message: 'reads environment variables of Services, which it does not get any more',
    fix: 'use the DNS name of the Service, or set `enableServiceLinks: true` in the pod and waive no-service-links',
    find: (change) => {
      if (change.podBefore.enableServiceLinks !== undefined || change.podAfter.enableServiceLinks !== false) return undefined;
      return commandThat(change, (text) => /[A-Z0-9]_SERVICE_(?:HOST|PORT)\b/.test(text.replace(/KUBERNETES_SERVICE_(?:HOST|PORT)/g, '')));
    },
  },
];
