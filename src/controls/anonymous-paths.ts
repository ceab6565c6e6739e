/** What the kubelet requests without credentials, as a probe of the API server's static pod: only its health. */
export const HEALTH_PATHS = ['/livez', '/readyz', '/healthz'];

/** What a node reads that joins by a token, and what every client of the cluster knows: the address and the CA of the API server. */
export const TOKEN_DISCOVERY_PATH = '/api/v1/namespaces/kube-public/configmaps/cluster-info';
