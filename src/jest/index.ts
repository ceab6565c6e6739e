/**
 * Matchers of Jest for apps, and a serializer for snapshots. Importing it, or naming it in `setupFilesAfterEnv`, adds the matchers to `expect`; elsewhere, as
 * in Vitest, `expect.extend(hardenedMatchers)` does. It is TypeScript and JavaScript only; tests in other languages ask `HardenedTesting`.
 */
import { IConstruct } from 'constructs';
import { hardenedMatchers } from './matchers';
import type { GrantOptions, ManifestFilesOptions, Port } from '../index';

export { hardenedMatchers } from './matchers';
export { manifestSerializer } from './serializer';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars
    interface Matchers<R, T = {}> {
      /** Whether a namespace with this Pod Security label takes all objects below the scope. @param standard as `restricted:v1.36` */
      toSatisfy(standard: string): R;

      /** Whether synthesis finds nothing in the objects below the scope: no error and no warning that is not waived. */
      toHaveNoFindings(): R;

      /**
       * Whether the network policies of the app let one end connect to the other.
       *
       * @param from a workload, or addresses such as `203.0.113.7/32`
       * @param to a workload, or addresses
       * @param port the number of a TCP port, or one `Port`
       */
      toAllowTraffic(from: IConstruct | string, to: IConstruct | string, port: number | Port): R;

      /**
       * Whether the roles of the app let the account of a workload do something.
       *
       * @param subject a workload
       * @param verb as `get`
       * @param resource the plural, with its group: `secrets`, `deployments.apps`, `pods/exec`
       * @param options where, and to which object
       */
      toGrant(subject: IConstruct, verb: string, resource: string, options?: GrantOptions): R;

      /**
       * Whether the manifests below the scope are those of a folder, one file for each object. Files that are not there yet are written, but not with `--ci`;
       * `-u` writes what changed and removes what is gone.
       *
       * @param folder beside the test, such as `__manifests__/shop`; by default `__manifests__` with the name of the test
       * @param options what is left out of the manifests
       */
      toMatchManifests(folder?: string, options?: ManifestFilesOptions): R;
    }
  }
}

const { expect } = globalThis as { readonly expect?: { extend?(matchers: object): void } };
expect?.extend?.(hardenedMatchers);
