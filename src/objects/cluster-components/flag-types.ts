import { ComponentName } from './component';

/**
 * The types of the flags whose values are no plain texts. But for one, flags of one name have one type, whichever component takes them.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/
 * @see https://etcd.io/docs/v3.6/op-guide/configuration/
 */
export type FlagType = 'boolean' | 'number' | 'list' | 'map' | 'text';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const NAMES: Readonly<Record<Exclude<FlagType, 'text'>, readonly string[]>> = {
  boolean: words(`
    allow-privileged anonymous-auth audit-log-compress auto-tls authentication-token-webhook client-cert-auth enable-bootstrap-token-auth
    enable-controller-attach-detach enable-debugging-handlers enable-priority-and-fairness encryption-provider-config-automatic-reload fail-swap-on
    leader-elect make-iptables-util-chains peer-auto-tls peer-client-cert-auth profiling protect-kernel-defaults rotate-certificates
    rotate-server-certificates seccomp-default service-account-extend-token-expiration service-account-lookup use-service-account-credentials
    allocate-node-cidrs contention-profiling enable-aggregator-routing enable-garbage-collector enable-pprof goaway-chance-enabled
  `),
  number: words(`
    audit-log-maxage audit-log-maxbackup audit-log-maxsize container-log-max-files event-burst event-qps healthz-port insecure-port max-pods
    pod-max-pids port read-only-port secure-port terminated-pod-gc-threshold min-request-timeout max-requests-inflight max-mutating-requests-inflight
  `),
  list: words(`
    advertise-client-urls allowed-unsafe-sysctls api-audiences authorization-mode cipher-suites controllers disable-admission-plugins
    enable-admission-plugins etcd-servers listen-client-urls listen-metrics-urls listen-peer-urls service-account-issuer service-account-key-file
    tls-cipher-suites tls-sni-cert-key
  `),
  map: words('eviction-hard eviction-soft feature-gates kube-reserved node-labels runtime-config system-reserved'),
};

const TYPES = new Map<string, FlagType>(
  (Object.keys(NAMES) as (keyof typeof NAMES)[]).flatMap((type) => NAMES[type].map((name) => [name, type] as const)),
);

/** The kubelet takes one mode, the API server several. */
const OF_KUBELET: ReadonlyMap<string, FlagType> = new Map([['authorization-mode', 'text']]);

/** The type of the value of a flag, which is given without dashes. */
export const flagType = (name: string, component?: ComponentName): FlagType =>
  (component === 'kubelet' ? OF_KUBELET.get(name) : undefined) ?? TYPES.get(name) ?? 'text';
