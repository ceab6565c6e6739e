import * as fc from 'fast-check';
import { CATALOGUE } from '../../../src/controls';
import { Filler } from '../../../src/engine/fill';
import { Judge } from '../../../src/engine/judge';
import { Manifest } from '../../../src/objects/manifest';
import { SecurityProfile } from '../../../src/profile/security-profile';
import '../../property-seed';

const profile = SecurityProfile.restricted();
const controls = CATALOGUE.filter(({ family }) => ['control-plane', 'nodes'].includes(family));
const judge = new Judge(controls);
const filler = new Filler(controls);

const FLAG = fc.constantFrom('profiling', 'anonymous-auth', 'authorization-mode', 'enable-admission-plugins', 'etcd-servers', 'feature-gates', 'audit-log-maxage', 'bind-address', 'read-only-port');
const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom('true', 'a,b', '$(X)', '--', '{}', '="'), fc.array(fc.string(), { maxLength: 2 }));
const word = fc.oneof(fc.tuple(FLAG, value).map(([name, one]) => `--${name}=${String(one)}`), FLAG.map((name) => `--${name}`), value);
const flags = fc.oneof(fc.dictionary(FLAG, value), fc.array(fc.oneof(fc.record({ name: FLAG, value }), value), { maxLength: 4 }), value);
const wordList = fc.oneof(fc.array(word, { maxLength: 5 }), value);

const file = (kind: string, body: object): Manifest => ({ apiVersion: 'node.cdk8s-hardened.dev/v1', kind, ...body });
const anyFile: fc.Arbitrary<Manifest> = fc.oneof(
  fc.tuple(fc.constantFrom('kube-apiserver', 'etcd', 'kubelet', 'sh'), wordList, wordList, value).map(([name, command, args, env]) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'kube-system' }, spec: { containers: [{ name, image: `registry.k8s.io/${name}:v1`, command: [name, ...Array.isArray(command) ? command : []], args, env }] },
  })),
  fc.tuple(flags, flags, value).map(([one, two, etcd]) => ({ apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', apiServer: { extraArgs: one }, scheduler: two, etcd: { external: etcd, local: { extraArgs: two } } })),
  fc.tuple(wordList, value, value).map(([args, one, two]) => file('K3sConfiguration', { 'kube-apiserver-arg': args, 'kubelet-arg+': args, 'datastore-endpoint': one, 'write-kubeconfig-mode': two })),
  fc.tuple(flags, flags, value).map(([one, two, image]) => file('TalosMachineConfiguration', { machine: { kubelet: { extraArgs: one, extraConfig: two, image } }, cluster: { apiServer: { extraArgs: one } } })),
  fc.tuple(wordList, wordList).map(([one, two]) => file('SystemdUnit', { execStart: one, environment: two })),
  fc.tuple(value, value, value).map(([path, mode, owner]) => file('HostFile', { path, mode, owner })),
);

test('files of any content are judged without a control that fails, and filled in once', () => {
  fc.assert(fc.property(anyFile, (manifest) => {
    const messages = judge.findings([{ manifest, profile, origin: {}, waivers: [] }]).map(({ message }) => message);
    expect(messages.filter((message) => message.includes('could not read this'))).toEqual([]);
    const copy = structuredClone(manifest) as Manifest;
    filler.fill(copy, profile);
    expect(filler.fill(structuredClone(copy) as Manifest, profile)).toEqual([]);
  }), { numRuns: 300 });
});
