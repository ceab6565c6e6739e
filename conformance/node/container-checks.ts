import { parseQuantity } from '../../src/objects/quantity';

interface SecretFile { readonly mode: string; readonly user: number; readonly group: number; readonly readable: boolean; readonly writable: boolean }

/** What the stand-in reports from inside of a container; see `standin/facts.go`. */
export interface Facts {
  readonly user: number;
  readonly group: number;
  readonly groups: readonly number[] | null;
  readonly status: Readonly<Record<string, string>>;
  readonly environment: readonly string[];
  readonly writable: readonly string[] | null;
  readonly refused: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretFile>>;
  readonly token: string;
  readonly limits: Readonly<Record<string, string>>;
  readonly userMap: string;
}

/** A container that runs: what was asked for, and what came of it. */
export interface Sight { readonly pod: any; readonly container: any; readonly facts: Facts }

/** Says what is wrong with a container, or nothing. */
type Check = (sight: Sight) => string[];

const NO_CAPABILITIES = '0000000000000000';
const CAPABILITY_SETS = ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'];
/** Variables that every container gets of the API server's own Service; all others come from links to Services. */
const OF_API_SERVER = /^KUBERNETES_/;
const SERVICE_LINK = /_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?)$/;
/** What every container can write to: shared memory, which counts as its memory and is bounded by the runtime, and message queues. */
const OF_RUNTIME = ['/dev/shm', '/dev/mqueue'];
const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';
const HOURS = 3600;

const unless = (holds: boolean, problem: () => string): string[] => (holds ? [] : [problem()]);

const volumeOf = ({ pod }: Sight, name: string): any => pod.volumes?.find((volume: any) => volume.name === name) ?? {};

/** Mounts that a container may write to. */
function writableMounts(sight: Sight): any[] {
  return (sight.container.volumeMounts ?? []).filter(({ readOnly, name }: any) => {
    const { emptyDir, persistentVolumeClaim, ephemeral } = volumeOf(sight, name);
    return !readOnly && (emptyDir || persistentVolumeClaim || ephemeral);
  });
}

const isBelow = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** The number of bytes or of processors that a quantity means. */
const amountOf = (quantity: string): number => {
  const { nanos } = parseQuantity(quantity)!;
  return Number(nanos) / 1e9;
};

const tokenMount = ({ container }: Sight): any => container.volumeMounts?.find(({ mountPath }: any) => isBelow(TOKEN, mountPath.replace(/^\/run\//, '/var/run/')));

/** What hardening promises, as a process in the container sees it. */
export const CONTAINER_CHECKS: Readonly<Record<string, Check>> = {
  'runs as the user and group that it was given': ({ pod, container, facts }) => {
    const user = container.securityContext?.runAsUser ?? pod.securityContext?.runAsUser;
    const group = container.securityContext?.runAsGroup ?? pod.securityContext?.runAsGroup;
    return unless(user > 0 && facts.user === user && group > 0 && facts.group === group, () => `runs as ${facts.user}:${facts.group}, and was given ${user}:${group}`);
  },
  'is in no group but those that it was given': ({ pod, facts }) => {
    const given = [facts.group, pod.securityContext?.fsGroup, ...pod.securityContext?.supplementalGroups ?? []];
    const others = [facts.group, ...facts.groups ?? []].filter((group) => group === 0 || !given.includes(group));
    return unless(others.length === 0, () => `is in the groups ${others.join(', ')}`);
  },
  'writes only where a volume is mounted for it': (sight) => {
    const mounts = writableMounts(sight).map(({ mountPath }) => mountPath);
    const others = (sight.facts.writable ?? []).filter((folder) => ![...mounts, ...OF_RUNTIME].some((mount) => isBelow(folder, mount)));
    return unless(others.length === 0, () => `writes to ${others.slice(0, 5).join(', ')}`);
  },
  'writes where a volume is mounted for it, to a bounded amount': (sight) => {
    const mounts = writableMounts(sight);
    const unwritable = mounts.filter(({ mountPath }) => !sight.facts.writable?.includes(mountPath)).map(({ mountPath }) => `${mountPath} is not writable`);
    const unbounded = mounts.filter(({ name }) => volumeOf(sight, name).emptyDir && !volumeOf(sight, name).emptyDir.sizeLimit).map(({ mountPath }) => `${mountPath} has no bound`);
    const limit = unless(sight.container.resources?.limits?.['ephemeral-storage'] !== undefined, () => 'the container has no limit of ephemeral storage');
    return [...unwritable, ...unbounded, ...limit];
  },
  'reads its secrets, and changes none': ({ facts }) => Object.entries(facts.secrets).flatMap(([path, { mode, readable, writable }]) => [
    ...unless(readable, () => `${path} cannot be read`),
    // the kubelet gives a projected token to the user of the pod, with the mode of a file that its owner may write
    ...unless(!writable && /^-r[-w]-r-----$/.test(mode), () => `${path} has the mode ${mode}${writable ? ' and can be written' : ''}`),
  ]),
  'has a token only where one is mounted for it, for the API server and a short time': (sight) => {
    const mount = tokenMount(sight);
    const isProjectedByUs = mount && sight.pod.automountServiceAccountToken === false;
    if (sight.facts.token === '') return unless(!mount, () => 'has no token in spite of the mount');
    if (!isProjectedByUs) return ['has a token that was not asked for'];
    const claims = JSON.parse(Buffer.from(sight.facts.token, 'base64url').toString()) as { readonly aud: readonly string[]; readonly exp: number; readonly iat: number };
    const source = volumeOf(sight, mount.name).projected.sources.find(({ serviceAccountToken }: any) => serviceAccountToken).serviceAccountToken;
    // the API server prolongs tokens of one hour to a year, for clients that never read them again, and the kubelet renews them by the time asked for
    return unless(claims.aud.length === 1 && source.expirationSeconds <= HOURS, () => `the audience is ${claims.aud.join(', ')}, and the time ${source.expirationSeconds} s`);
  },
  'gains no privileges': ({ facts: { status } }) => unless(status.NoNewPrivs === '1', () => `NoNewPrivs is ${status.NoNewPrivs}`),
  'is filtered by seccomp': ({ facts: { status } }) => unless(status.Seccomp === '2', () => `Seccomp is ${status.Seccomp}`),
  'has no capability': ({ facts: { status } }) => {
    const held = CAPABILITY_SETS.filter((set) => status[set] !== NO_CAPABILITIES);
    return unless(held.length === 0, () => held.map((set) => `${set} is ${status[set]}`).join(', '));
  },
  'has no variable that links to a Service': ({ facts }) => {
    const links = facts.environment.filter((name) => SERVICE_LINK.test(name) && !OF_API_SERVER.test(name));
    return unless(links.length === 0, () => links.join(', '));
  },
  'is limited by its cgroup': ({ container, facts: { limits } }) => {
    const { memory, cpu } = container.resources?.limits ?? {};
    const bytes = Number(limits['memory.max'] ?? limits['memory/memory.limit_in_bytes']);
    const [quota, period] = limits['cpu.max']?.split(' ') ?? [limits['cpu/cpu.cfs_quota_us'], limits['cpu/cpu.cfs_period_us']];
    const processors = Number(quota) / Number(period);
    return [
      ...unless(memory !== undefined && bytes === amountOf(memory), () => `memory: ${bytes} bytes, and the limit is ${memory}`),
      ...unless(cpu === undefined || processors === amountOf(cpu), () => `processors: ${processors}, and the limit is ${cpu}`),
    ];
  },
};
