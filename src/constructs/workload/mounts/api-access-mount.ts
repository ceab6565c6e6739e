import { Mount } from './mount';
import { TOKEN_FOLDER } from '../../../objects/rbac-graph';

/** The token of a workload: how long it is valid, and for whom. */
export interface TokenTerms {
  readonly lifetimeSeconds: number;
  /** The API server where undefined. */
  readonly audience?: string;
}

/** For an hour, and for the API server. */
export const DEFAULT_TOKEN: TokenTerms = { lifetimeSeconds: 3600 };

/**
 * A short-lived token for the API server, which the kubelet renews, with what a client needs beside it.
 *
 * @see https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken
 */
export function apiAccessMount({ lifetimeSeconds, audience }: TokenTerms): Mount {
  const token = { ...(audience === undefined ? {} : { audience }), expirationSeconds: lifetimeSeconds, path: 'token' };
  return Mount._of({
    path: TOKEN_FOLDER,
    volumeName: 'api-access',
    readOnly: true,
    otherwise: 'first container',
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
