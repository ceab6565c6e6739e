import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { App, Chart } from 'cdk8s';
import { AuditPolicy, AuditRule, Authentication, ClusterBaseline, ClusterBaselineProps, ControlPlane, EncryptionAtRest, HostFirewall, KubernetesVersion, TokenIssuer, Waivers } from '../../src';
import { app, errors, outdir, warnings } from '../constructs/fixtures';

const PROPS: ClusterBaselineProps = {
  kubernetesVersion: KubernetesVersion.of('1.37.1'),
  controlPlane: ControlPlane.of({ endpoint: 'api.k8s.example.com:6443', podCidrs: ['10.244.0.0/16'], serviceCidrs: ['10.96.0.0/16'] }),
  encryption: EncryptionAtRest.localKeys({ keyNames: ['key1'] }),
};
const FILES = ['README.md', 'admission.yaml', 'audit-policy.yaml', 'authentication.yaml', 'encryption.yaml', 'fill-encryption-keys.sh', 'kubeadm.yaml', 'static-policies'];
const LOGS_SECRETS = AuditPolicy.ofRules([AuditRule.request()]);

test('a synth writes its files beside the manifests, and none among them', () => {
  const hardened = app();
  new ClusterBaseline(hardened, 'cluster', PROPS);
  new Chart(hardened, 'empty');
  hardened.synth();
  expect(readdirSync(join(dirname(hardened.outdir), 'cluster')).sort()).toEqual(expect.arrayContaining(FILES));
  expect(readdirSync(hardened.outdir)).toEqual(['empty.k8s.yaml']);
});

test('it is written anywhere by itself', () => {
  const folder = outdir();
  new ClusterBaseline(new App({ outdir: outdir() }), 'cluster', PROPS).write(folder);
  expect(readdirSync(folder).sort()).toEqual(expect.arrayContaining(FILES));
});

test('the same props give the same bytes', () => {
  const [one, other] = [outdir(), outdir()];
  for (const folder of [one, other]) new ClusterBaseline(app(), 'cluster', PROPS).write(folder);
  for (const file of readdirSync(one)) if (file.includes('.')) expect(readFileSync(join(other, file), 'utf8')).toBe(readFileSync(join(one, file), 'utf8'));
});

test('its README says where each file goes, in which order, and what it means for the CIS benchmark', () => {
  const folder = outdir();
  const issuers = [TokenIssuer.oidc({ url: 'https://ci.example.com', audiences: ['kubernetes'] })];
  const baseline = new ClusterBaseline(app(), 'cluster', { ...PROPS, authentication: Authentication.of({ issuers }) });
  Waivers.of(baseline).add('authentication-multi-factor', { reason: 'tokens of pipelines, which have no second factor' });
  baseline.write(folder);
  const lines = readFileSync(join(folder, 'README.md'), 'utf8').split('\n');
  const rows = lines.filter((line) => /^\| \d/.test(line));
  expect(lines.slice(0, lines.indexOf('## Order')).join('\n')).toMatchInlineSnapshot(`
"# Cluster baseline

Made by cdk8s-hardened for Kubernetes 1.37. Change the program that makes these files, not the files.

## Files

| file | goes to | hosts | mode | owner | for |
|---|---|---|---|---|---|
| \`kubeadm.yaml\` | \`/etc/kubernetes/kubeadm.yaml\` | all nodes | 0600 | root:root | \`kubeadm init\` and \`kubeadm join\` |
| \`90-kubelet.conf\` | \`/etc/sysctl.d/90-kubelet.conf\` | all nodes | 0644 | root:root | settings of the kernel that the kubelet demands |
| \`admission.yaml\` | \`/etc/kubernetes/secure/admission.yaml\` | control plane | 0600 | root:root | what the API server demands of objects |
| \`audit-policy.yaml\` | \`/etc/kubernetes/secure/audit-policy.yaml\` | control plane | 0600 | root:root | what the API server logs |
| \`authentication.yaml\` | \`/etc/kubernetes/secure/authentication.yaml\` | control plane | 0600 | root:root | whose requests the API server takes |
| \`encryption.yaml\` | \`/etc/kubernetes/secure/encryption.yaml\` | control plane | 0600 | root:root | how objects are encrypted in etcd; its keys are filled in on the host |
| \`fill-encryption-keys.sh\` | - | - | - | - | puts the keys into \`encryption.yaml\`, on the host |
| \`static-policies/controls.yaml\` | \`/etc/kubernetes/secure/static-policies/controls.yaml\` | control plane | 0600 | root:root | admission policies that nobody can change through the API |
"
`);
  const steps = lines.filter((line) => /^\d+\. /.test(line)).map((line) => Number.parseInt(line, 10));
  expect(steps).toEqual(steps.map((_, i) => i + 1));
  expect(steps.length).toBeGreaterThan(5);
  expect(rows.length).toBeGreaterThan(60);
  expect(rows.map((row) => row.split(' | ').at(-1))).toEqual(rows.map(() => 'met |'));
  expect(rows.map((row) => row.split(' ')[1])).toEqual(rows.map((row) => row.split(' ')[1]).sort((one, other) => one.localeCompare(other, 'en', { numeric: true })));
});

test.each<[string, Partial<ClusterBaselineProps>]>([
  ['local keys, and hosts that join by a file of discovery', {}],
  ['a plugin for keys, a firewall, and hosts that join by a token alone', {
    authentication: Authentication.of({ allowsTokenDiscovery: true }), encryption: EncryptionAtRest.kms({ name: 'vault', endpoint: 'unix:///run/kms/socket.sock' }),
    firewall: HostFirewall.of({ controlPlane: ['10.0.0.10/32'], nodes: ['10.0.0.0/24'] }),
  }],
])('its README orders what an operator does with %s', (_, props) => {
  const folder = outdir();
  new ClusterBaseline(app(), 'cluster', { ...PROPS, ...props }).write(folder);
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  expect(readme.slice(readme.indexOf('## Order'), readme.indexOf('## CIS'))).toMatchSnapshot();
});

test('a firewall is a file for nftables, and the same for Calico and Cilium, with the pods of the control plane', () => {
  const folder = outdir();
  new ClusterBaseline(app(), 'cluster', { ...PROPS, firewall: HostFirewall.of({ controlPlane: ['10.0.0.10/32'], nodes: ['10.0.0.0/24'] }) }).write(folder);
  const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
  expect(text('host-firewall.nft')).toContain('set api4 { type ipv4_addr; flags interval; elements = { 10.0.0.0/24, 10.244.0.0/16 } }');
  expect(text('host-firewall.calico.yaml')).toContain('has(node-role.kubernetes.io/control-plane)');
  expect(text('host-firewall.cilium.yaml')).toMatch(/nodeSelector:\n\s+matchLabels:\n\s+node-role: control-plane\n/);
  expect(text('README.md').split('\n').filter((line) => line.includes('firewall.') && line.startsWith('|'))).toEqual([
    '| `host-firewall.nft` | `/etc/nftables.d/kubernetes.nft` | all nodes | 0600 | root:root | closes the ports of Kubernetes to the rest |',
    '| `host-firewall.calico.yaml` | - | - | - | - | the same for Calico, instead of the file above; apply it by calicoctl |',
    '| `host-firewall.cilium.yaml` | - | - | - | - | the same for Cilium, instead of the file above; label the hosts of the control plane `node-role=control-plane` first |',
  ]);
});

test('its profile is that of its scope, for its version of Kubernetes', () => {
  const baseline = new ClusterBaseline(app(), 'cluster', PROPS);
  expect(errors(baseline)).toEqual([]);
});

test('a warning is waived as for any construct', () => {
  const issuers = [TokenIssuer.oidc({ url: 'https://ci.example.com', audiences: ['kubernetes'] })];
  const hardened = app();
  const baseline = new ClusterBaseline(hardened, 'cluster', { ...PROPS, authentication: Authentication.of({ issuers }) });
  expect(warnings(baseline)).toEqual(['authentication-multi-factor']);
  Waivers.of(baseline).add('authentication-multi-factor', { reason: 'tokens of pipelines, which have no second factor' });
  expect(warnings(baseline)).toEqual([]);
});

describe('fails', () => {
  test('in a plain app, and names both ways to write its files', () => {
    const plain = new App({ outdir: outdir() });
    new ClusterBaseline(plain, 'cluster', PROPS);
    expect(() => plain.synth()).toThrow(/\[cluster\] the files .* make the app a HardenedApp.* or call write/);
    expect(existsSync(plain.outdir)).toBe(false);
  });

  test('not in a plain app whose baseline has been written', () => {
    const plain = new App({ outdir: outdir() });
    new ClusterBaseline(plain, 'cluster', PROPS).write(outdir());
    expect(() => plain.synth()).not.toThrow();
  });

  test('where a control finds an error, before any file is written', () => {
    const hardened = app();
    const baseline = new ClusterBaseline(hardened, 'cluster', { ...PROPS, auditPolicy: LOGS_SECRETS });
    expect(() => hardened.synth()).toThrow('audit-policy-no-secret-bodies');
    expect(existsSync(join(dirname(hardened.outdir), 'cluster'))).toBe(false);
    const folder = outdir();
    expect(() => baseline.write(folder)).toThrow('cannot render the cluster baseline "cluster"');
    expect(existsSync(folder)).toBe(false);
  });

  test.each(['kubernetesVersion', 'controlPlane', 'encryption'])('without %s, as plain JavaScript may leave it out', (prop) => {
    expect(() => new ClusterBaseline(app(), 'cluster', { ...PROPS, [prop]: undefined })).toThrow(`cannot make the cluster baseline "cluster": ${prop} is missing`);
  });

  test('for the folder of the manifests', () => {
    const hardened = app();
    const baseline = new ClusterBaseline(hardened, 'cluster', { ...PROPS, folder: 'dist' });
    expect(() => hardened.synth()).toThrow('that is where the manifests go');
    expect(() => baseline.write(join(hardened.outdir, 'cluster'))).toThrow('manifests go there');
  });

  test('where two baselines share a folder', () => {
    const hardened = app();
    ['east', 'west'].forEach((id) => new ClusterBaseline(hardened, id, PROPS));
    expect(() => hardened.synth()).toThrow('"east" writes there; pass another folder to one of them');
  });

  test.each(['', '../cluster', 'a/b', '.hardened'])('for the folder %j', (folder) => {
    expect(() => new ClusterBaseline(app(), 'cluster', { ...PROPS, folder })).toThrow('is not the name of a folder');
  });
});
