import { Duration } from 'cdk8s';
import { Mount, volumeNameFor } from './mount';

/** How a token is made and mounted. */
export interface ProjectedTokenMountOptions {
  /**
   * How long the token is valid, from 10 minutes. The kubelet renews it at 80 % of that time, so the process has to read the file again.
   *
   * @default Duration.hours(1)
   */
  readonly lifetime?: Duration;

  /**
   * The name of the file below the path.
   *
   * @default 'token'
   */
  readonly fileName?: string;

  /**
   * The container that reads the token, by name.
   *
   * @default - the first container of the pod
   */
  readonly container?: string;
}

const SHORTEST_SECONDS = 600;
const LONGEST_SECONDS = 2 ** 32;

/**
 * A short-lived token of the workload's ServiceAccount for somebody who is not the API server: a secret store, a cloud, another service. Whoever receives it
 * asks the API server whether it is valid, or checks its signature.
 *
 * For the API server itself use `ScopedRole.bindTo`, which also opens the way there.
 *
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken
 */
export class ProjectedTokenMount {
  /**
   * A token below a path.
   *
   * @param audience who the token is for, as the receiver names itself: `vault`. Nobody else accepts it.
   * @param path the folder of the file, absolute
   * @param options how long it is valid, and where it is
   */
  public static of(audience: string, path: string, options: ProjectedTokenMountOptions = {}): Mount {
    const { lifetime = Duration.hours(1), fileName = 'token', container } = options;
    const seconds = lifetime.toMilliseconds() / 1000;
    return Mount._of({
      path,
      volumeName: volumeNameFor('token', audience),
      readOnly: true,
      container,
      otherwise: 'first container',
      problem: tokenProblem(audience, seconds, fileName),
      source: (defaultMode) => ({
        projected: { defaultMode, sources: [{ serviceAccountToken: { audience, expirationSeconds: seconds, path: fileName } }] },
      }),
    });
  }

  private constructor() {}
}

function tokenProblem(audience: string, seconds: number, fileName: string): string | undefined {
  if (audience.trim() === '') return 'the audience is empty, so that the token would be one for the API server; pass the name of who receives it';
  if (!Number.isInteger(seconds) || seconds < SHORTEST_SECONDS || seconds > LONGEST_SECONDS) {
    return `a lifetime of ${seconds} seconds is not from ${SHORTEST_SECONDS} to 2^32 in whole seconds, which the API server demands; change \`lifetime\``;
  }
  if (fileName === '' || fileName.startsWith('/') || fileName.split('/').includes('..')) return `fileName "${fileName}" is not below the path; pass a name such as "token"`;
  return undefined;
}
