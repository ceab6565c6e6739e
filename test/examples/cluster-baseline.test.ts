import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { build } from '../../examples/cluster-baseline/cluster';
import { CATALOGUE } from '../../src/controls';
import { CheckRun } from '../../src/engine/check-run';
import { SecurityProfile } from '../../src/profile/security-profile';
import { outdir } from '../constructs/fixtures';

const warnings = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
const app = build(outdir());
app.synth();
const written = warnings.mock.calls.map(([text]) => String(text));
warnings.mockRestore();
const folder = join(dirname(app.outdir), 'cluster');
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');
const documentsOf = (file: string): any[] => parseAllDocuments(textOf(file)).map((document) => document.toJS());

test('nothing is found in the baseline', () => {
  expect(written).toEqual([]);
});

test('it is made of these files, and none of them among the manifests', () => {
  expect(readdirSync(folder).sort()).toEqual([
    '90-kubelet.conf', 'README.md', 'admission.yaml', 'audit-policy.yaml', 'authentication.yaml', 'encryption.yaml', 'fill-encryption-keys.sh',
    'host-firewall.calico.yaml', 'host-firewall.cilium.yaml', 'host-firewall.nft', 'kubeadm.yaml', 'static-policies',
  ]);
  expect(existsSync(app.outdir) ? readdirSync(app.outdir) : []).toEqual([]);
});

test('the documents of kubeadm are all of its kinds', () => {
  expect(documentsOf('kubeadm.yaml').map(({ kind }) => kind)).toEqual([
    'ClusterConfiguration', 'InitConfiguration', 'KubeletConfiguration', 'KubeProxyConfiguration', 'JoinConfiguration',
  ]);
});

test('who judges the files as they are written finds nothing', () => {
  const profile = SecurityProfile.restricted({ kubernetesVersion: '1.37' });
  const run = new CheckRun<undefined>({ profile, inlineWaivers: false });
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && !file.startsWith('host-firewall'));
  const found = files.flatMap((file) => documentsOf(file).flatMap((manifest) => run.check({ manifest, profile, origin: { file } }, undefined)));
  expect([...found, ...[...run.conclude()].map(({ finding }) => finding)].map(({ control, message }) => `${control}: ${message}`)).toEqual([]);
});

test('its README says of every setting of the CIS benchmark that it is met', () => {
  const rows = textOf('README.md').split('\n').filter((line) => /^\| \d/.test(line));
  expect(rows.length).toBeGreaterThan(60);
  expect(rows.filter((row) => !row.endsWith('| met |'))).toEqual([]);
});

test('its README names every file, and no other', () => {
  const files = [...textOf('README.md').matchAll(/^\| `([^`]+)` \| /gm)].map(([, file]) => file.split('/')[0]);
  expect([...new Set(files)].sort()).toEqual(readdirSync(folder).filter((file) => file !== 'README.md').sort());
});

test('what each rule of the firewall and each file says is no secret', () => {
  for (const file of readdirSync(folder).filter((name) => name.includes('.'))) expect(textOf(file)).not.toMatch(/-----BEGIN|[A-Za-z0-9+/]{43}=/);
});

test('every control about cluster files has a setting here, or needs none', () => {
  const kinds = new Set(readdirSync(folder).filter((file) => file.endsWith('.yaml')).flatMap((file) => documentsOf(file).map(({ apiVersion, kind }) => `${apiVersion.split('/')[0]}/${kind}`)));
  const missing = CATALOGUE.filter(({ family, kinds: only }) => family === 'cluster' && only && !only.some((kind) => kinds.has(kind)));
  expect(missing.map(({ id }) => id)).toEqual([
    'authorization-node-and-rbac', // only a baseline with webhooks has its file
    'flow-schema-not-exempt', 'webhook-inside-cluster', // about objects of the API, which no baseline has
  ]);
});

describe('the steps of its README', () => {
  const steps = /## Order\n\n([^]*?)\n## /.exec(textOf('README.md'))![1];

  test('install every file that has a place on a host', () => {
    const targets = [...textOf('README.md').matchAll(/^\| `([^`]+)` \| `([^`]+)` \|/gm)].map(([, file, target]) => [file, target]);
    expect(targets.length).toBeGreaterThan(7);
    const words = new Set(steps.split(/[\s`]+/));
    expect(targets.filter(([file, target]) => !words.has(file) || !(words.has(target) || words.has(dirname(target))))).toEqual([]);
  });

  test('write a discovery file that kubeadm reads', () => {
    const [, discovery] = /cat > discovery\.conf\) <<EOF\n([^]*?)\n {3}EOF/.exec(steps)!;
    const { clusters: [{ cluster }], users: [{ user }] } = parse(discovery.replaceAll(/\$\(([^)]*)\)/g, '$1'));
    expect([cluster.server, user.token]).toEqual(['https://api.k8s.example.com:6443', 'kubeadm token create --ttl 1h']);
  });

  test('put the keys in before the first start, and judge the host at the end', () => {
    const order = ['fill-encryption-keys.sh', 'kubeadm init', 'kubeadm join', 'check --host-root /'].map((text) => steps.indexOf(text));
    expect(order.every((place, i) => place > (order[i - 1] ?? 0))).toBe(true);
  });
});
