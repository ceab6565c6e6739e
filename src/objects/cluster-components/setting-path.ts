import { ComponentName } from './component';

/**
 * The fields of the configuration files that flags set, as paths. Flags without a field stay flags.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/cmd/kubelet/app/options/options.go
 */
const KUBELET: Readonly<Record<string, string>> = {
  'address': 'address',
  'allowed-unsafe-sysctls': 'allowedUnsafeSysctls',
  'anonymous-auth': 'authentication.anonymous.enabled',
  'authentication-token-webhook': 'authentication.webhook.enabled',
  'authorization-mode': 'authorization.mode',
  'client-ca-file': 'authentication.x509.clientCAFile',
  'container-log-max-files': 'containerLogMaxFiles',
  'container-log-max-size': 'containerLogMaxSize',
  'enable-debugging-handlers': 'enableDebuggingHandlers',
  'event-burst': 'eventBurst',
  'event-qps': 'eventRecordQPS',
  'eviction-hard': 'evictionHard',
  'fail-swap-on': 'failSwapOn',
  'feature-gates': 'featureGates',
  'kube-reserved': 'kubeReserved',
  'make-iptables-util-chains': 'makeIPTablesUtilChains',
  'manifest-url': 'staticPodURL',
  'max-pods': 'maxPods',
  'pod-manifest-path': 'staticPodPath',
  'pod-max-pids': 'podPidsLimit',
  'port': 'port',
  'protect-kernel-defaults': 'protectKernelDefaults',
  'read-only-port': 'readOnlyPort',
  'rotate-certificates': 'rotateCertificates',
  'rotate-server-certificates': 'serverTLSBootstrap',
  'seccomp-default': 'seccompDefault',
  'streaming-connection-idle-timeout': 'streamingConnectionIdleTimeout',
  'system-reserved': 'systemReserved',
  'tls-cert-file': 'tlsCertFile',
  'tls-cipher-suites': 'tlsCipherSuites',
  'tls-min-version': 'tlsMinVersion',
  'tls-private-key-file': 'tlsPrivateKeyFile',
};

const KUBE_PROXY: Readonly<Record<string, string>> = {
  'bind-address': 'bindAddress',
  'feature-gates': 'featureGates',
  'healthz-bind-address': 'healthzBindAddress',
  'metrics-bind-address': 'metricsBindAddress',
  'profiling': 'enableProfiling',
  'proxy-mode': 'mode',
};

const FIELDS: Readonly<Partial<Record<ComponentName, Readonly<Record<string, string>>>>> = { 'kubelet': KUBELET, 'kube-proxy': KUBE_PROXY };

const fieldsOf = (component: ComponentName): Readonly<Record<string, string>> => FIELDS[component] ?? {};

/** The path of a setting, given the name of its flag: fields of the configuration file, or the flag with its dashes. */
export function settingPath(component: ComponentName, flag: string): readonly string[] {
  const fields = fieldsOf(component);
  return Object.hasOwn(fields, flag) ? fields[flag].split('.') : [`--${flag}`];
}

/** The name of the flag that sets a setting; undefined for a field of the configuration file that has none. */
export function flagOf(component: ComponentName, path: readonly string[]): string | undefined {
  if (path[0].startsWith('--')) return path[0].slice(2);
  const field = path.join('.');
  return Object.entries(fieldsOf(component)).find(([, one]) => one === field)?.[0];
}
