import { Duration } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { ControlPlane, ControlPlaneProps, KubernetesVersion, NodeConfiguration, NodeConfigurationProps } from '../../src';

const VERSION = KubernetesVersion.of('1.37.1');
const PROPS: ControlPlaneProps = { endpoint: 'api.k8s.example.com:6443', podCidrs: ['10.244.0.0/16'], serviceCidrs: ['10.96.0.0/16'] };
const documents = (text: string): any[] => parseAllDocuments(text).map((document) => document.toJS());
const cluster = (props: Partial<ControlPlaneProps> = {}, version = VERSION) => documents(ControlPlane.of({ ...PROPS, ...props }).toYaml(version))[0];
const nodes = (props: NodeConfigurationProps = {}) => documents(NodeConfiguration.of(props).toYaml(VERSION));
const flags = (args: { name: string; value: string }[]) => Object.fromEntries(args.map(({ name, value }) => [name, value]));

describe('a control plane', () => {
  test('has the flags of the controls, and one for each file', () => {
    expect(flags(cluster().apiServer.extraArgs)).toMatchObject({
      'admission-control-config-file': '/etc/kubernetes/secure/admission.yaml',
      'authentication-config': '/etc/kubernetes/secure/authentication.yaml',
      'audit-policy-file': '/etc/kubernetes/secure/audit-policy.yaml',
      'encryption-provider-config': '/etc/kubernetes/secure/encryption.yaml',
      'enable-admission-plugins': 'NodeRestriction,DenyServiceExternalIPs,EventRateLimit',
      'profiling': 'false',
      'tls-min-version': 'VersionTLS13',
    });
  });

  test('mounts the folder of every file that a flag names', () => {
    const { extraArgs, extraVolumes } = cluster().apiServer;
    const paths = extraArgs.map(({ value }: { value: string }) => value).filter((value: string) => value.startsWith('/') && !value.startsWith('/etc/kubernetes/pki'));
    expect(paths.filter((path: string) => !extraVolumes.some(({ mountPath }: { mountPath: string }) => path.startsWith(`${mountPath}/`)))).toEqual([]);
  });

  test('sets these fields beside the flags', () => {
    const without = (key: string, value: unknown): unknown => (key === 'extraArgs' || key === 'extraVolumes' ? undefined : value);
    const text = ControlPlane.of({ ...PROPS, certSans: ['10.0.0.10'], certificateValidity: Duration.days(90) }).toYaml(VERSION);
    expect(JSON.parse(JSON.stringify(documents(text), without))).toMatchInlineSnapshot(`
[
  {
    "apiServer": {
      "certSANs": [
        "10.0.0.10",
      ],
    },
    "apiVersion": "kubeadm.k8s.io/v1beta4",
    "caCertificateValidityPeriod": "43800h0m0s",
    "certificateValidityPeriod": "2160h0m0s",
    "controlPlaneEndpoint": "api.k8s.example.com:6443",
    "controllerManager": {},
    "encryptionAlgorithm": "ECDSA-P256",
    "etcd": {
      "local": {
        "dataDir": "/var/lib/etcd",
      },
    },
    "kind": "ClusterConfiguration",
    "kubernetesVersion": "v1.37.1",
    "networking": {
      "dnsDomain": "cluster.local",
      "podSubnet": "10.244.0.0/16",
      "serviceSubnet": "10.96.0.0/16",
    },
    "scheduler": {},
  },
  {
    "apiVersion": "kubeadm.k8s.io/v1beta4",
    "bootstrapTokens": [
      {
        "groups": [
          "system:bootstrappers:kubeadm:default-node-token",
        ],
        "ttl": "1h0m0s",
        "usages": [
          "signing",
          "authentication",
        ],
      },
    ],
    "kind": "InitConfiguration",
  },
]
`);
  });

  test('has no kube-proxy where another program does its work', () => {
    expect([cluster().proxy, cluster({ omitsKubeProxy: true }).proxy]).toEqual([undefined, { disabled: true }]);
  });

  test('takes the newest patch of a minor', () => {
    expect(cluster({}, KubernetesVersion.of('1.36')).kubernetesVersion).toBe('stable-1.36');
    expect(cluster().kubernetesVersion).toBe('v1.37.1');
  });

  test('keeps explicit flags', () => {
    expect(flags(cluster({ extraArguments: { apiServer: { 'audit-log-maxage': '90' } } }).apiServer.extraArgs)['audit-log-maxage']).toBe('90');
  });

  test('runs with an etcd of somebody else', () => {
    const externalEtcd = { endpoints: ['https://10.0.0.20:2379'], caFile: '/etc/etcd/ca.crt', certFile: '/etc/etcd/client.crt', keyFile: '/etc/etcd/client.key' };
    expect(cluster({ externalEtcd }).etcd).toEqual({ external: externalEtcd });
  });

  test('has tokens for nodes that end within the hour, and no token in the file', () => {
    const [, init] = documents(ControlPlane.of(PROPS).toYaml(VERSION));
    expect(init.bootstrapTokens).toEqual([{ ttl: '1h0m0s', usages: ['signing', 'authentication'], groups: ['system:bootstrappers:kubeadm:default-node-token'] }]);
  });

  test.each([
    ['an endpoint without port', { endpoint: 'api.k8s.example.com' }, 'pass endpoint such as'],
    ['a port that is none', { endpoint: 'api.k8s.example.com:70000' }, 'pass endpoint such as'],
    ['no pods', { podCidrs: [] }, 'podCidrs is empty'],
    ['a block with host bits', { serviceCidrs: ['10.96.0.1/12'] }, 'cannot use "10.96.0.1/12" in serviceCidrs: it has address bits beyond its prefix'],
    ['two blocks of a family', { podCidrs: ['10.0.0.0/16', '10.1.0.0/16'] }, 'there is already a block of IPv4 before it'],
    ['addresses of pods among those of services', { serviceCidrs: ['10.244.128.0/20'] }, 'cannot use "10.244.0.0/16" in podCidrs: it overlaps "10.244.128.0/20" of serviceCidrs'],
    ['an unknown admission plugin', { admissionPlugins: ['AlwaysPullImage'] }, 'none of this name in admissionPlugins; did you mean "AlwaysPullImages"?'],
    ['flags for an external etcd', {
      externalEtcd: { endpoints: ['https://10.0.0.20:2379'], caFile: '/a', certFile: '/b', keyFile: '/c' }, extraArguments: { etcd: { 'quota-backend-bytes': '1' } },
    }, 'remove etcd from extraArguments, or remove externalEtcd'],
    ['a flag with dashes', { extraArguments: { scheduler: { '--profiling': 'false' } } }, 'write its name without dashes'],
  ])('fails for %s', (_, props, message) => {
    expect(() => ControlPlane.of({ ...PROPS, ...props })).toThrow(message);
  });

  test.each([
    ['profiling', { scheduler: { profiling: 'true' } }, 'warning'],
    ['every request allowed', { apiServer: { 'authorization-mode': 'AlwaysAllow' } }, 'error'],
  ] as const)('explicit flags are judged: %s', (_, extraArguments, severity) => {
    const written = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    const render = () => cluster({ extraArguments });
    if (severity === 'error') expect(render).toThrow('AlwaysAllow');
    else render();
    expect(written.mock.calls.length).toBe(severity === 'error' ? 0 : 1);
    written.mockRestore();
  });

  test('certificates that hold for a year are warned of', () => {
    const written = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    expect(cluster({ certificateValidity: Duration.days(365) }).certificateValidityPeriod).toBe('8760h0m0s');
    expect(written.mock.calls.flat().join('')).toContain('kubeadm-certificate-validity');
    written.mockRestore();
  });
});

describe('nodes', () => {
  test('have the settings of the controls', () => {
    const [kubelet, proxy, join] = nodes();
    expect(kubelet).toMatchObject({ authentication: { anonymous: { enabled: false } }, authorization: { mode: 'Webhook' }, readOnlyPort: 0, seccompDefault: true });
    expect(proxy).toMatchObject({ mode: 'nftables', metricsBindAddress: '127.0.0.1:10249' });
    expect(join.discovery).toEqual({ file: { kubeConfigPath: '/etc/kubernetes/discovery.conf' } });
  });

  test('keep explicit settings', () => {
    expect(nodes({ kubelet: { maxPods: 60, podPidsLimit: 1000 } })[0]).toMatchObject({ maxPods: 60, podPidsLimit: 1000 });
  });

  test.each([
    ['a field that no kubelet has', { kubelet: { protectKernelDefault: true } }, 'did you mean "protectKernelDefaults"?'],
    ['a value of a wrong type', { kubelet: { readOnlyPort: '0' } }, 'must be a whole number'],
    ['anonymous requests', { kubelet: { authentication: { anonymous: { enabled: true } } } }, 'kubelet-no-anonymous'],
    ['a mode that kube-proxy does not have', { kubeProxy: { mode: 'userspace' } }, 'must be "iptables"'],
    ['another kind', { kubelet: { kind: 'KubeProxyConfiguration' } }, 'cannot set kind in kubelet'],
    ['a relative file', { discoveryFile: 'discovery.conf' }, 'it is not an absolute path'],
  ])('fails for %s', (_, props, message) => {
    expect(() => nodes(props)).toThrow(message);
  });
});
