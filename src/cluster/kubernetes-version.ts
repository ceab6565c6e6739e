import { KUBERNETES_RELEASES, KubernetesRelease } from '../objects/kubernetes-releases';

const FORM = /^v?1\.(0|[1-9]\d{0,2})(?:\.(0|[1-9]\d{0,2}))?$/;
const releaseOf = (minor: number): KubernetesRelease | undefined => KUBERNETES_RELEASES.find((release) => release.minor === `1.${minor}`);
/** The oldest version that the rendered files are made for. */
const OLDEST = 35;

/**
 * A version of Kubernetes that gets patches: one of the three newest minors. Whether it still does on a later day is judged by the command line.
 *
 * @see https://kubernetes.io/releases/patch-releases/
 */
export class KubernetesVersion {
  /**
   * A version.
   *
   * @param text as `1.36` or `1.36.4`
   * @throws for a text that is no version, a minor that baselines no longer support, and a minor that is newer than this release of the library
   */
  public static of(text: string): KubernetesVersion {
    const parts = FORM.exec(text);
    if (!parts) throw new Error(`cannot use "${text}" as a version of Kubernetes: it is not of the form "1.36" or "1.36.4"`);
    const minor = Number(parts[1]);
    const newest = KUBERNETES_RELEASES.at(-1)!.minor;
    if (minor < OLDEST) {
      const end = releaseOf(minor)?.endOfLife;
      const ended = end === undefined ? `before ${KUBERNETES_RELEASES[0].endOfLife}` : `on ${end}`;
      throw new Error(`cannot make a cluster of Kubernetes 1.${minor}: its support ended ${ended}; pass 1.${OLDEST} or newer as kubernetesVersion`);
    }
    if (!releaseOf(minor)) throw new Error(`cannot make a cluster of Kubernetes 1.${minor}: the newest version that this release of cdk8s-hardened knows is ${newest}; update it, or pass ${newest}`);
    return new KubernetesVersion(minor, parts[2] === undefined ? undefined : Number(parts[2]));
  }

  /** The day from which it gets no patches any more, as YYYY-MM-DD in UTC. */
  public readonly endOfLife: string;

  private constructor(
    /** The second number. */
    public readonly minor: number,
    /** The third number; undefined where it was not given. */
    public readonly patch?: number,
  ) {
    this.endOfLife = releaseOf(minor)!.endOfLife;
  }

  /** The version as a profile has it: `1.36`. */
  public toMinor(): string {
    return `1.${this.minor}`;
  }

  /** The version as it was given, without a `v`. */
  public toString(): string {
    return this.patch === undefined ? this.toMinor() : `${this.toMinor()}.${this.patch}`;
  }
}
