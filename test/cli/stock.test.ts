import { chmodSync, cpSync, readdirSync, statSync } from 'fs';
import { join } from 'path';
import { call, folder } from './command';

/** The stock files of a distribution, as on a host: in git all files have one mode. */
function hostOf(distribution: string): string {
  const at = folder();
  cpSync(join(__dirname, 'stock', distribution), at, { recursive: true });
  for (const name of readdirSync(at, { recursive: true }) as string[]) if (statSync(join(at, name)).isFile()) chmodSync(join(at, name), 0o600);
  return at;
}

/** Every finding but those about owners, who are whoever runs the tests: severity, control and message. */
async function found(at: string, ...words: string[]): Promise<string[]> {
  const { out, err } = await call(at, ['check', '--format', 'json', '--now', '2026-11-29', ...words]);
  if (out === '') throw new Error(err);
  const lines = JSON.parse(out).findings.filter(({ control }: { control: string }) => control !== 'host-file-owner')
    .map(({ severity, control, message }: Record<string, string>) => `${severity} ${control}: ${message}`);
  return [...new Set(lines as string[])].sort();
}

test('what kubeadm makes by itself', async () => {
  expect(await found(hostOf('kubeadm'), '--host-root', '.')).toMatchInlineSnapshot(`
[
  "error apiserver-audit-log: --audit-log-path is not set",
  "error apiserver-audit-log: --audit-policy-file is not set",
  "error apiserver-encryption-at-rest: --encryption-provider-config is not set",
  "warning apiserver-denies-external-ips: --enable-admission-plugins is ["NodeRestriction"], must include "DenyServiceExternalIPs"",
  "warning apiserver-event-rate-limit: --admission-control-config-file is not set",
  "warning apiserver-event-rate-limit: --enable-admission-plugins is ["NodeRestriction"], must include "EventRateLimit"",
  "warning apiserver-no-anonymous: --anonymous-auth is not set, must be false",
  "warning apiserver-no-extended-tokens: --service-account-extend-token-expiration is not set, must be false",
  "warning apiserver-verifies-kubelet: --kubelet-certificate-authority is not set",
  "warning control-plane-no-profiling: --profiling is not set, must be false",
  "warning control-plane-tls: --tls-min-version is not set, must be "VersionTLS13"",
  "warning etcd-tls: --tls-min-version is not set, must be "TLS1.3"",
  "warning kubelet-no-hostname-override: --hostname-override is "control-plane", must not be set",
  "warning kubelet-no-profiling: enableDebugFlagsHandler is not set, must be false",
  "warning kubelet-no-profiling: enableProfilingHandler is not set, must be false",
  "warning kubelet-pod-pid-limit: podPidsLimit is not set, must be at least 1",
  "warning kubelet-protects-kernel-defaults: protectKernelDefaults is not set, must be true",
  "warning kubelet-seccomp-default: seccompDefault is not set, must be true",
  "warning kubelet-serving-certificate: serverTLSBootstrap is not set, must be true",
  "warning kubelet-tls: tlsMinVersion is not set, must be "VersionTLS13"",
]
`);
});

test('the example of k3s', async () => {
  expect(await found(hostOf('k3s'), '--host-root', '.')).toMatchInlineSnapshot(`
[
  "error admin-kubeconfig-private: write-kubeconfig-mode is 0644, must be 0600 or unset: others than root can read the kubeconfig",
  "error apiserver-audit-log: --audit-log-path is not set",
  "error apiserver-audit-log: --audit-policy-file is not set",
  "error apiserver-encryption-at-rest: --encryption-provider-config is not set",
  "warning apiserver-denies-external-ips: --enable-admission-plugins is ["NodeRestriction"], must include "DenyServiceExternalIPs"",
  "warning apiserver-event-rate-limit: --admission-control-config-file is not set",
  "warning apiserver-event-rate-limit: --enable-admission-plugins is ["NodeRestriction"], must include "EventRateLimit"",
  "warning apiserver-no-extended-tokens: --service-account-extend-token-expiration is not set, must be false",
  "warning control-plane-tls: --tls-min-version is not set, must be "VersionTLS13"",
  "warning kubelet-no-profiling: enableDebugFlagsHandler is not set, must be false",
  "warning kubelet-no-profiling: enableProfilingHandler is not set, must be false",
  "warning kubelet-pod-pid-limit: podPidsLimit is not set, must be at least 1",
  "warning kubelet-protects-kernel-defaults: protectKernelDefaults is not set, must be true",
  "warning kubelet-seccomp-default: seccompDefault is not set, must be true",
  "warning kubelet-tls: tlsMinVersion is not set, must be "VersionTLS13"",
]
`);
});

test('a control plane of Talos', async () => {
  expect(await found(hostOf('talos'), 'controlplane.yaml')).toMatchInlineSnapshot(`
[
  "warning apiserver-denies-external-ips: --enable-admission-plugins is ["NodeRestriction"], must include "DenyServiceExternalIPs"",
  "warning apiserver-event-rate-limit: --enable-admission-plugins is ["NodeRestriction"], must include "EventRateLimit"",
  "warning apiserver-no-extended-tokens: --service-account-extend-token-expiration is not set, must be false",
  "warning apiserver-verifies-kubelet: --kubelet-certificate-authority is not set",
  "warning etcd-tls: --tls-min-version is not set, must be "TLS1.3"",
  "warning kubelet-no-profiling: enableDebugFlagsHandler is not set, must be false",
  "warning kubelet-no-profiling: enableProfilingHandler is not set, must be false",
  "warning kubelet-pod-pid-limit: podPidsLimit is not set, must be at least 1",
  "warning kubelet-serving-certificate: serverTLSBootstrap is not set, must be true",
]
`);
});

test('the tokens and keys of none are shown', async () => {
  const at = hostOf('talos');
  const { out } = await call(at, ['check', '--format', 'json', '--now', '2026-11-29', 'controlplane.yaml']);
  expect(out).not.toContain('<encryption-key>');
});
