import { Size } from 'cdk8s';
import { parseImageReference } from '../../objects/image-reference';
import { imageFactsOf, KNOWN_IMAGES } from '../../objects/images/image-facts';
import { ImageFacts } from '../../objects/images/image-facts-table';
import { nearestName } from '../../objects/similar-names';
import { kplus } from '../cdk8s-plus';
import { ISecureWorkload } from '../workload/secure-workload';

/** How the folders of an image are made writable. */
export interface ImageNeedsOptions {
  /**
   * The container that runs the image, by name.
   *
   * @default - every container of the pod
   */
  readonly container?: string;

  /**
   * What may be stored in each folder, at most.
   *
   * @default Size.mebibytes(256), which some databases need at their first start
   */
  readonly size?: Size;
}

/**
 * What a well-known public image needs to run without root and with a read-only root filesystem, by the Dockerfile of its makers.
 *
 * @example
 * import { ImageNeeds, SecureDeployment } from 'cdk8s-hardened';
 *
 * const needs = ImageNeeds.of('nginxinc/nginx-unprivileged:1.29.4');
 * const web = new SecureDeployment(shop, 'web', { containers: [{ image: 'nginxinc/nginx-unprivileged:1.29.4', portNumber: needs.ports[0], securityContext: needs.securityContext }] });
 * needs.addTo(web);
 */
export class ImageNeeds {
  /**
   * The needs of an image.
   *
   * @param image its name, with the tag that runs: the user of some images differs by tag
   * @throws where nothing is known about the image
   */
  public static of(image: string): ImageNeeds {
    const at = `cannot tell what image "${image}" needs`;
    const reference = parseImageReference(image);
    if ('problem' in reference) throw new Error(`${at}: it ${reference.problem}`);
    const facts = imageFactsOf(image);
    if (facts) return new ImageNeeds(facts);
    throw new Error(`${at}: nothing is known about it, or about this tag; the nearest known image is "${nearestName(image, KNOWN_IMAGES)}". `
      + 'Declare its folders with `writable`, and its user with `securityContext`, yourself');
  }

  private constructor(private readonly facts: ImageFacts) {}

  /** The number of the user that the image is made for; undefined where it is made for none. */
  public get user(): number | undefined {
    return this.facts.user;
  }

  /** The number of the group that the image is made for; undefined where it is made for none. */
  public get group(): number | undefined {
    return this.facts.group;
  }

  /** The ports that it listens on by default. */
  public get ports(): number[] {
    return [...this.facts.ports ?? []];
  }

  /** The folders that it writes to by default. */
  public get writablePaths(): string[] {
    return [...this.facts.writes];
  }

  /** Folders that it writes to and that hold files of the image: a volume there hides them, so an init container has to copy them first. */
  public get pathsWithFiles(): string[] {
    return [...this.facts.writesBesideFiles ?? []];
  }

  /** Whether it does not start without root. */
  public get needsRoot(): boolean {
    return this.facts.needsRoot ?? false;
  }

  /** An image of the same software that needs no root and no port below 1024; undefined where none is known. */
  public get unprivilegedImage(): string | undefined {
    return this.facts.unprivileged;
  }

  /** What else it needs without root; undefined where nothing is known. */
  public get note(): string | undefined {
    return this.facts.note;
  }

  /** The address of the file that says so. */
  public get source(): string {
    return this.facts.source;
  }

  /** The user and group of the image, for the props of its container; empty where it runs as any user. */
  public get securityContext(): kplus.ContainerSecurityContextProps {
    const { user, group, anyUser } = this.facts;
    return anyUser ? {} : { user, group };
  }

  /** The environment variables without which the image does not start, for the props of its container; empty where it needs none. */
  public get envVariables(): { [name: string]: kplus.EnvValue } {
    return Object.fromEntries(Object.entries(this.facts.variables ?? {}).map(([name, value]) => [name, kplus.EnvValue.fromValue(value)]));
  }

  /**
   * Makes the folders of the image writable in a workload: an emptyDir for each.
   *
   * @param workload the workload that runs the image
   * @param options which container, and how large
   */
  public addTo(workload: ISecureWorkload, options: ImageNeedsOptions = {}): void {
    const { container, size = Size.mebibytes(256) } = options;
    this.facts.writes.forEach((path) => workload.writable(path, size, { container }));
  }
}
