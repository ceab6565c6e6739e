import { Size } from 'cdk8s';
import { Json } from './rendered-container';
import { absolutePathProblem, dnsLabelProblem } from '../../objects/names';
import { kplus } from '../cdk8s-plus';

/** What kind of volume is claimed, and who sees it. */
export interface VolumeClaimTemplateOptions {
  /**
   * The class of the storage.
   *
   * @default - the default class of the cluster
   */
  readonly storageClassName?: string;

  /**
   * Who may mount the volume.
   *
   * @default PersistentVolumeAccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: kplus.PersistentVolumeAccessMode;

  /**
   * The container that writes there, by name.
   *
   * @default - the first container of the pod
   */
  readonly container?: string;
}

/**
 * A persistent volume for each pod of a StatefulSet, which stays when the pod goes: an entry of `volumeClaimTemplates`, and its mount.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates
 */
export class VolumeClaimTemplate {
  /**
   * A volume below a path. The claims of a StatefulSet cannot change later, so choose name and size with care.
   *
   * @param name the name of the claim: that of each PersistentVolumeClaim is made of it and of the name of the pod
   * @param path where the process sees it, absolute
   * @param size how much it holds
   * @param options which class, and which container
   * @throws for a name or path that no API server would take, and for an empty size
   */
  public static of(name: string, path: string, size: Size, options: VolumeClaimTemplateOptions = {}): VolumeClaimTemplate {
    const at = `cannot build VolumeClaimTemplate "${name}"`;
    const nameProblem = dnsLabelProblem(name);
    if (nameProblem) throw new Error(`${at}: its name ${nameProblem}; pass another name`);
    const pathProblem = absolutePathProblem(path);
    if (pathProblem) throw new Error(`${at}: the path "${path}" ${pathProblem}; pass an absolute path such as "/var/lib/data"`);
    const mebibytes = size.toMebibytes();
    if (mebibytes <= 0) throw new Error(`${at}: a size of ${mebibytes} MiB holds no file; pass a size such as Size.gibibytes(10)`);
    return new VolumeClaimTemplate(name, path, mebibytes, options);
  }

  private constructor(
    private readonly name: string, private readonly path: string, private readonly mebibytes: number,
    private readonly options: VolumeClaimTemplateOptions,
  ) {}

  /**
   * Adds the template and the mount to a rendered StatefulSet.
   * @internal
   */
  public _addTo({ spec }: Json, at: string): void {
    const { storageClassName, accessMode = kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE } = this.options;
    (spec.volumeClaimTemplates ??= []).push({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: this.name },
      spec: {
        accessModes: [accessMode],
        resources: { requests: { storage: quantity(this.mebibytes) } },
        ...(storageClassName === undefined ? {} : { storageClassName }),
        volumeMode: 'Filesystem',
      },
    });
    (this.containerOf(spec.template.spec, at).volumeMounts ??= []).push({ name: this.name, mountPath: this.path });
  }

  private containerOf({ containers, initContainers = [] }: Json, at: string): Json {
    const { container: wanted } = this.options;
    const all: Json[] = [...containers, ...initContainers];
    const found = wanted === undefined ? all[0] : all.find(({ name }) => name === wanted);
    if (found) return found;
    throw new Error(`${at}: VolumeClaimTemplate "${this.name}" is for container "${wanted}", and there is no such container; pass one of ${all.map(({ name }) => `"${name}"`).join(', ')} as container`);
  }
}

const quantity = (mebibytes: number): string => (mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`);
