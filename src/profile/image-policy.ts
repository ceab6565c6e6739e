import { rejectBadRegistries } from './profile-rules';
import { dnsSubdomainProblem } from '../objects/names';

/** What holds for the images of all workloads. */
export interface ImagePolicyProps {
  /**
   * Registries that images may come from, as host[:port][/path] without scheme, such as 'registry.example.com/team'. An image from elsewhere is an error.
   *
   * @default - images may come from anywhere
   */
  readonly registries?: string[];

  /**
   * Makes an image without digest an error instead of a warning.
   *
   * @default false
   */
  readonly requireDigest?: boolean;

  /**
   * Leaves an image without tag, or with the tag `latest`, a warning instead of an error.
   *
   * @default false
   */
  readonly allowLatest?: boolean;

  /**
   * Names of Secrets with which the kubelet logs in to the registries. Every pod of the app that names none gets them as `imagePullSecrets`; they have to
   * exist in its namespace.
   *
   * @default - none
   */
  readonly pullSecrets?: string[];

  /**
   * The lock with the digest of each image, as `cdk8s-hardened lock` writes it: its path, relative to the working directory. Synth reads it, opens no
   * network, and appends the digest to every image of the app. An image that the lock lacks stops the synth.
   *
   * @default - images stay as they are written
   */
  readonly lockFile?: string;
}

/**
 * Which images may run, and how they are named: registries, digests, tags, credentials to pull them, and the lock that pins them. Images are pulled at
 * every start in any case (`imagePullPolicy: Always`), so that no pod starts a cached image that it may not pull.
 *
 * @example
 * import { ImagePolicy, SecurityProfile } from 'cdk8s-hardened';
 *
 * SecurityProfile.restricted({ imagePolicy: ImagePolicy.of({ registries: ['registry.example.com'], lockFile: 'images.lock.yaml' }) });
 * @see https://kubernetes.io/docs/concepts/containers/images/
 */
export class ImagePolicy {
  /**
   * A policy for images.
   *
   * @param props what is required
   * @throws for a registry or a name of a Secret that is malformed
   */
  public static of(props: ImagePolicyProps = {}): ImagePolicy {
    return new ImagePolicy({ ...props, registries: [...props.registries ?? []], pullSecrets: [...props.pullSecrets ?? []] });
  }

  private constructor(private readonly given: ImagePolicyProps) {
    rejectBadRegistries(this.registries);
    this.pullSecrets.forEach(rejectBadSecret);
    if (given.lockFile === '') throw new Error('cannot read the lock of images: lockFile is empty; pass a path such as "images.lock.yaml", or leave it out');
  }

  /** Registries that images may come from; empty if from anywhere. */
  public get registries(): string[] {
    return [...this.given.registries ?? []];
  }

  /** Whether an image without digest is an error. */
  public get requireDigest(): boolean {
    return this.given.requireDigest ?? false;
  }

  /** Whether an image without tag, or with the tag `latest`, is no error. */
  public get allowLatest(): boolean {
    return this.given.allowLatest ?? false;
  }

  /** Names of the Secrets with which pods that name none pull their images. */
  public get pullSecrets(): string[] {
    return [...this.given.pullSecrets ?? []];
  }

  /** The path of the lock; undefined where images are not pinned. */
  public get lockFile(): string | undefined {
    return this.given.lockFile;
  }
}

function rejectBadSecret(name: string): void {
  const problem = dnsSubdomainProblem(name);
  if (problem) throw new Error(`cannot pull images with Secret "${name}": its name ${problem}; correct it in pullSecrets`);
}
