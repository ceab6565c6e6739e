import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { MountSecretOptions, WritableOptions } from './secure-workload';
import { absolutePathProblem } from '../../objects/names';
import { isObject } from '../../objects/pointer';

type Json = Record<string, any>;

/** A volume of ours, and where it is mounted. */
interface Mount {
  readonly path: string;
  readonly readOnly: boolean;
  readonly stem: string;
  /** Which containers of the pod spec mount it. */
  readonly into: (spec: Json) => Json[];
  /** The source of the volume; `fileMode` is who may read secret files. */
  readonly source: (fileMode: number) => Json;
}

const API_ACCESS_PATH = '/var/run/secrets/kubernetes.io/serviceaccount'; // where client libraries look

/** The volumes that our verbs add to a pod. */
export class Mounts {
  private readonly mounts: Mount[] = [];
  private token?: Json;

  constructor(private readonly workload: string) {}

  public writable(path: string, size: Size, { container, inMemory }: WritableOptions): void {
    const sizeLimit = this.amount(path, size);
    this.add({
      path, readOnly: false, stem: `writable-${slug(path)}`, into: (spec) => this.pick(spec, container, everyContainer),
      source: () => ({ emptyDir: { ...(inMemory ? { medium: 'Memory' } : {}), sizeLimit } }),
    });
  }

  public secret(secret: kplus.ISecret, path: string, { container, items, optional }: MountSecretOptions): void {
    const keys = items && Object.entries(items).map(([key, file]) => ({ key, path: file }));
    this.add({
      path, readOnly: true, stem: `secret-${slug(secret.name)}`, into: (spec) => this.pick(spec, container, firstContainer),
      source: (defaultMode) => ({
        secret: { secretName: secret.name, defaultMode, ...(keys ? { items: keys } : {}), ...(optional ? { optional } : {}) },
      }),
    });
  }

  /** A token of the workload's own, short-lived and renewed by the kubelet. https://kubernetes.io/docs/concepts/storage/projected-volumes/ */
  public apiAccess(at: string, lifetimeSeconds: number, audience: string | undefined): void {
    const token = { ...(audience === undefined ? {} : { audience }), expirationSeconds: lifetimeSeconds, path: 'token' };
    const known = this.token && JSON.stringify(this.token);
    this.token ??= token;
    if (known === JSON.stringify(token)) return;
    if (known) throw new Error(`${at}: another role gave it a token as ${known}, and there is one for all; pass the same tokenLifetime and tokenAudience`);
    this.add({
      path: API_ACCESS_PATH, readOnly: true, stem: 'api-access', into: firstContainer,
      source: (defaultMode) => ({
        projected: {
          defaultMode,
          sources: [
            { serviceAccountToken: token },
            { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
            { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
          ],
        },
      }),
    });
  }

  /** Adds the volumes and mounts to a rendered pod spec. */
  public addTo(spec: Json, fileMode: number): void {
    for (const { path, readOnly, stem, into, source } of this.mounts) {
      const volumes: Json[] = spec.volumes ??= [];
      const name = freeName(stem, volumes.map((one) => one.name));
      volumes.push({ name, ...source(fileMode) });
      for (const container of into(spec)) (container.volumeMounts ??= []).push({ name, mountPath: path, ...(readOnly ? { readOnly } : {}) });
    }
  }

  private add(mount: Mount): void {
    const problem = absolutePathProblem(mount.path);
    if (problem) throw new Error(`cannot mount "${mount.path}" in "${this.workload}": it ${problem}; pass an absolute path such as "/tmp"`);
    this.mounts.push(mount);
  }

  private amount(path: string, size: Size): string {
    const kibibytes = size.toKibibytes();
    if (kibibytes > 0) return kibibytes % 1024 === 0 ? `${kibibytes / 1024}Mi` : `${kibibytes}Ki`;
    throw new Error(`cannot make "${path}" writable in "${this.workload}": a size of ${kibibytes} holds no file; pass a size such as Size.mebibytes(64)`);
  }

  private pick(spec: Json, name: string | undefined, otherwise: (spec: Json) => Json[]): Json[] {
    if (name === undefined) return otherwise(spec);
    const container = everyContainer(spec).find((one) => one.name === name);
    if (container) return [container];
    const names = everyContainer(spec).map((one) => `"${one.name}"`).join(', ');
    throw new Error(`cannot mount into container "${name}" of "${this.workload}": there is no such container; pass one of ${names} as container`);
  }
}

/** What the user left open on secret volumes of cdk8s-plus: who may read the files, and that nobody writes them. */
export function closeSecretVolumes(spec: Json, fileMode: number): void {
  const volumes: Json[] = (spec.volumes ?? []).filter((volume: Json) => isObject(volume.secret));
  const names = volumes.map(({ name }) => name);
  volumes.forEach(({ secret }) => { secret.defaultMode ??= fileMode; });
  for (const container of everyContainer(spec)) {
    for (const mount of container.volumeMounts ?? []) if (names.includes(mount.name)) mount.readOnly ??= true;
  }
}

const everyContainer = (spec: Json): Json[] => [...spec.initContainers ?? [], ...spec.containers ?? []];
const firstContainer = (spec: Json): Json[] => (spec.containers ?? []).slice(0, 1);

const LONGEST_STEM = 58; // leaves room for a suffix in a DNS label of 63

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-/, '').replace(/-$/, '');
}

function freeName(stem: string, taken: readonly unknown[]): string {
  const base = stem.slice(0, LONGEST_STEM).replace(/-$/, '');
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}-${i}`;
    if (!taken.includes(name)) return name;
  }
}
