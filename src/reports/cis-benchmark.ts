/** A recommendation of the benchmark, in words of our own. */
export interface CisRecommendation {
  readonly id: string;
  /** What it is about: a flag, a field, a file. */
  readonly setting: string;
  /** Where our answer differs, and why. */
  readonly deviation?: string;
  /** Why nothing here judges it. */
  readonly notOurs?: string;
}

/** The sections of the benchmark that have recommendations, by the beginning of their numbers. */
export const CIS_SECTIONS: readonly (readonly [number: string, title: string])[] = [
  ['1.1', 'Files of the control plane'], ['1.2', 'API server'], ['1.3', 'Controller manager'], ['1.4', 'Scheduler'], ['2', 'etcd'], ['3.1', 'Users'],
  ['3.2', 'Audit log'], ['4.1', 'Files of the node'], ['4.2', 'Kubelet'], ['4.3', 'kube-proxy'], ['5.1', 'RBAC and ServiceAccounts'], ['5.2', 'Pods'],
  ['5.3', 'Network'], ['5.4', 'Secrets'], ['5.5', 'Images'], ['5.6', 'General'],
];

const about = (id: string, setting: string): CisRecommendation => ({ id, setting });
const deviates = (id: string, setting: string, deviation: string): CisRecommendation => ({ id, setting, deviation });
const notOurs = (id: string, setting: string, because: string): CisRecommendation => ({ id, setting, notOurs: because });

const PERSON = 'how people sign in is decided by an identity provider and by who hands out credentials; no file shows it';

/** The recommendations of the CIS Kubernetes Benchmark 1.12. https://www.cisecurity.org/benchmark/kubernetes */
export const CIS_BENCHMARK: readonly CisRecommendation[] = [
  about('1.1.1', 'mode of `kube-apiserver.yaml`'), about('1.1.2', 'owner of `kube-apiserver.yaml`'),
  about('1.1.3', 'mode of `kube-controller-manager.yaml`'), about('1.1.4', 'owner of `kube-controller-manager.yaml`'),
  about('1.1.5', 'mode of `kube-scheduler.yaml`'), about('1.1.6', 'owner of `kube-scheduler.yaml`'),
  about('1.1.7', 'mode of `etcd.yaml`'), about('1.1.8', 'owner of `etcd.yaml`'),
  about('1.1.9', 'mode of the files of the network plugin'), about('1.1.10', 'owner of the files of the network plugin'),
  about('1.1.11', 'mode of the data of etcd'),
  deviates('1.1.12', 'owner of the data of etcd',
    'root is accepted beside a user for etcd: the etcd of kubeadm runs as root, and a folder of root is open to nobody else'),
  about('1.1.13', 'mode of `admin.conf` and `super-admin.conf`'), about('1.1.14', 'owner of `admin.conf` and `super-admin.conf`'),
  about('1.1.15', 'mode of `scheduler.conf`'), about('1.1.16', 'owner of `scheduler.conf`'),
  about('1.1.17', 'mode of `controller-manager.conf`'), about('1.1.18', 'owner of `controller-manager.conf`'),
  about('1.1.19', 'owner of the files of the authorities'), about('1.1.20', 'mode of certificates'), about('1.1.21', 'mode of keys'),
  deviates('1.2.1', '`--anonymous-auth`',
    'a file in `--authentication-config` that admits health checks alone is accepted: kubeadm probes the API server without credentials, so '
    + 'the flag stops it'),
  about('1.2.2', '`--token-auth-file`'), deviates('1.2.3', '`DenyServiceExternalIPs`', 'rejected where `--disable-admission-plugins` takes it back'),
  about('1.2.4', '`--kubelet-client-certificate`, `--kubelet-client-key`'), about('1.2.5', '`--kubelet-certificate-authority`'),
  deviates('1.2.6', '`--authorization-mode` without `AlwaysAllow`', '`ABAC` is rejected too; a file in `--authorization-config` is accepted'),
  deviates('1.2.7', '`--authorization-mode` with `Node`', 'a file in `--authorization-config` is accepted'),
  deviates('1.2.8', '`--authorization-mode` with `RBAC`', 'a file in `--authorization-config` is accepted'),
  deviates('1.2.9', '`EventRateLimit`', 'the file with its limits must be named as well, without which it limits nothing'),
  about('1.2.10', '`AlwaysAdmit`'),
  deviates('1.2.11', '`AlwaysPullImages`',
    'off unless a profile asks for it: the kubelet verifies the credentials of a pod for images that it has, and a registry that is down stops no pod'),
  deviates('1.2.12', '`ServiceAccount`', 'the other plugins that protect the cluster must stay on as well'),
  deviates('1.2.13', '`NamespaceLifecycle`', 'the other plugins that protect the cluster must stay on as well'),
  deviates('1.2.14', '`NodeRestriction`', 'rejected where `--disable-admission-plugins` takes it back'),
  about('1.2.15', '`--profiling` of the API server'),
  deviates('1.2.16', '`--audit-log-path`',
    'a policy must be named as well, without which nothing is recorded; a webhook is accepted instead of a file'),
  deviates('1.2.17', '`--audit-log-maxage`',
    'not asked where no file is written'), deviates('1.2.18', '`--audit-log-maxbackup`', 'not asked where no file is written'),
  deviates('1.2.19', '`--audit-log-maxsize`', 'not asked where no file is written'),
  notOurs('1.2.20', '`--request-timeout`', 'the default of a minute is right, and another value depends on the cluster'),
  about('1.2.21', '`--service-account-lookup`'), about('1.2.22', '`--service-account-key-file`'),
  deviates('1.2.23', '`--etcd-certfile`, `--etcd-keyfile`', 'etcd must be named by `https://` as well; a socket of the host is accepted'),
  about('1.2.24', '`--tls-cert-file`, `--tls-private-key-file`'), about('1.2.25', '`--client-ca-file`'),
  deviates('1.2.26', '`--etcd-cafile`', 'must differ from `--client-ca-file`; a socket of the host is accepted'),
  about('1.2.27', '`--encryption-provider-config`'),
  deviates('1.2.28', 'the first provider of an EncryptionConfiguration', 'what counts is which provider writes each resource'),
  deviates('1.2.29', '`--tls-cipher-suites`', '`--tls-min-version=VersionTLS13` is accepted, under which the list has no effect'),
  about('1.2.30', '`--service-account-extend-token-expiration`'),
  deviates('1.3.1', '`--terminated-pod-gc-threshold`', 'unset is accepted: the default bounds it too'),
  about('1.3.2', '`--profiling` of the controller manager'), about('1.3.3', '`--use-service-account-credentials`'),
  about('1.3.4', '`--service-account-private-key-file`'), about('1.3.5', '`--root-ca-file`'), about('1.3.6', '`RotateKubeletServerCertificate` of the controller manager'),
  deviates('1.3.7', '`--bind-address` of the controller manager', 'unset is rejected: the default is every address'),
  about('1.4.1', '`--profiling` of the scheduler'),
  deviates('1.4.2', '`--bind-address` of the scheduler', 'unset is rejected: the default is every address'),
  deviates('2.1', '`--cert-file`, `--key-file`', 'the authority must be named and plain HTTP be off as well'), about('2.2', '`--client-cert-auth`'), about('2.3', '`--auto-tls`'), deviates('2.4', '`--peer-cert-file`, `--peer-key-file`', 'the authority must be named and plain HTTP be off as well'),
  about('2.5', '`--peer-client-cert-auth`'), about('2.6', '`--peer-auto-tls`'),
  deviates('2.7', '`--trusted-ca-file`', 'that it is another authority than that of the cluster shows at the API server'),
  notOurs('3.1.1', 'client certificates of users', PERSON), notOurs('3.1.2', 'ServiceAccount tokens of users', PERSON), deviates('3.1.3', 'bootstrap tokens', 'that none lives for more than a day shows here; whether a person uses one shows nowhere'),
  about('3.2.1', '`--audit-policy-file`'), about('3.2.2', 'the rules of the audit policy'),
  about('4.1.1', 'mode of the unit of the kubelet'), about('4.1.2', 'owner of the unit of the kubelet'), about('4.1.3', 'mode of the kubeconfig of kube-proxy'),
  about('4.1.4', 'owner of the kubeconfig of kube-proxy'), about('4.1.5', 'mode of `kubelet.conf`'), about('4.1.6', 'owner of `kubelet.conf`'),
  about('4.1.7', 'mode of the authority for clients'), about('4.1.8', 'owner of the authority for clients'),
  about('4.1.9', 'mode of the configuration of the kubelet'), about('4.1.10', 'owner of the configuration of the kubelet'),
  deviates('4.2.1', '`authentication.anonymous.enabled`', 'unset is accepted in a file, whose default is false'),
  deviates('4.2.2', '`authorization.mode`', 'unset is accepted in a file, whose default is `Webhook`'),
  about('4.2.3', '`authentication.x509.clientCAFile`'), about('4.2.4', '`readOnlyPort`'),
  notOurs('4.2.5', '`streamingConnectionIdleTimeout`', 'has no effect since Kubernetes 1.34'),
  about('4.2.6', '`makeIPTablesUtilChains`'), about('4.2.7', '`--hostname-override`'),
  deviates('4.2.8', '`eventRecordQPS`', '0 is rejected, which means no limit since Kubernetes 1.37'),
  deviates('4.2.9', '`tlsCertFile`, `tlsPrivateKeyFile`',
    '`serverTLSBootstrap` is accepted and filled in by constructs: such a certificate is renewed, and excludes the files'),
  deviates('4.2.10', '`rotateCertificates`', 'unset is rejected: the default of the file is false'),
  about('4.2.11', '`featureGates.RotateKubeletServerCertificate`'),
  deviates('4.2.12', '`tlsCipherSuites`', '`tlsMinVersion: VersionTLS13` is accepted, under which the list has no effect'),
  deviates('4.2.13', '`podPidsLimit`', '-1 is rejected, which is no limit'), deviates('4.2.14', '`seccompDefault`', 'false is rejected'),
  deviates('4.3.1', '`metricsBindAddress`', '`localhost` and `::1` are accepted as well, and not what merely begins with 127.0.0.1'),
  about('5.1.1', 'bindings of `cluster-admin`'), about('5.1.2', 'permissions on secrets'), about('5.1.3', 'wildcards in roles'), about('5.1.4', 'permissions to create pods'),
  about('5.1.5', 'the ServiceAccount `default`'), about('5.1.6', 'tokens in pods'), about('5.1.7', 'the group `system:masters`'),
  about('5.1.8', 'bind, impersonate and escalate'), about('5.1.9', 'permissions to create PersistentVolumes'), about('5.1.10', 'permissions on `nodes/proxy`'),
  about('5.1.11', 'approval of certificates'), about('5.1.12', 'permissions on webhooks'), about('5.1.13', 'permissions to create tokens'),
  about('5.2.1', 'Pod Security labels of namespaces'), about('5.2.2', 'privileged containers'), about('5.2.3', '`hostPID`'), about('5.2.4', '`hostIPC`'),
  about('5.2.5', '`hostNetwork`'), about('5.2.6', '`allowPrivilegeEscalation`'), about('5.2.7', 'containers of root'), about('5.2.8', '`NET_RAW`'),
  about('5.2.9', 'capabilities'), about('5.2.10', 'HostProcess containers of Windows'), about('5.2.11', '`hostPath`'), about('5.2.12', '`hostPort`'),
  notOurs('5.3.1', 'whether the network plugin enforces policies', 'no manifest shows what a plugin enforces'),
  about('5.3.2', 'network policies of namespaces'), about('5.4.1', 'secrets in the environment'),
  notOurs('5.4.2', 'storage of secrets outside of the cluster', 'a choice of the platform; `SecretStore` helps to use one'),
  deviates('5.5.1', 'provenance of images',
    'the registry and the digest of an image are judged, which say where it comes from and that it is the one that was meant; nothing here verifies a '
    + 'signature or connects to the webhook of `ImagePolicyWebhook`: take the image verification of your admission controller for that'),
  notOurs('5.6.1', 'namespaces as boundaries', 'what belongs together is for people to decide'),
  about('5.6.2', 'seccomp profiles'), about('5.6.3', 'security contexts'), about('5.6.4', 'the namespace `default`'),
];
