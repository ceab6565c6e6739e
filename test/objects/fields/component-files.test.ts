import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { fieldProblems } from '../../../src/objects/fields/manifest-fields';
import { Manifest } from '../../../src/objects/manifest';
import { objectProblems } from '../../../src/objects/object-shape';

const OBJECTS = join(__dirname, '..', '..', '..', 'conformance', 'fields', 'component-objects');
const files = readdirSync(OBJECTS).flatMap((file) => parseAllDocuments(readFileSync(join(OBJECTS, file), 'utf8'), { version: '1.1' }).map((document) => document.toJS() as Manifest));

const found = (manifest: Manifest, minor = 37): string[] => [...fieldProblems(manifest, minor), ...objectProblems(manifest)].map(({ pointer, message }) => `${pointer}: ${message}`);
const kubelet = (rest: object): Manifest => ({ apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration', ...rest });
const audit = (...rules: object[]): Manifest => ({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules });
const encryption = (...providers: object[]): Manifest => ({ apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', resources: [{ resources: ['secrets'], providers }] });

test('files that the components accept have no fault', () => {
  expect(files.length).toBeGreaterThan(25);
  expect(files.flatMap((file) => found(file))).toEqual([]);
});

test.each<[string, Manifest, string]>([
  ['a typo in the kubelet', kubelet({ readonlyPort: 0 }), '/readonlyPort: KubeletConfiguration has no field "readonlyPort"; did you mean "readOnlyPort"?'],
  ['a typo in kubeadm', { apiVersion: 'kubeadm.k8s.io/v1beta4', kind: 'ClusterConfiguration', apiserver: {} }, '/apiserver: ClusterConfiguration has no field "apiserver"; did you mean "apiServer"?'],
  ['the cache of a KMS in camel case', encryption({ kms: { name: 'k', endpoint: 'unix:///k.sock', apiVersion: 'v2', cacheSize: 5 } }),
    '/resources/0/providers/0/kms/cacheSize: EncryptionConfiguration: resources[0].providers[0].kms has no field "cacheSize"; did you mean "cachesize"?'],
  ['a level that does not exist', audit({ level: 'metadata' }), '/rules/0/level: Policy: rules[0].level is "metadata", must be "Metadata", "None", "Request" or "RequestResponse"'],
  ['a rule without level', audit({ users: ['u'] }), '/rules/0/level: Policy: rules[0].level is missing, and required'],
  ['a stage that does not exist', audit({ level: 'None', omitStages: ['Received'] }),
    '/rules/0/omitStages/0: Policy: rules[0].omitStages[0] is "Received", must be "Panic", "RequestReceived", "ResponseComplete" or "ResponseStarted"'],
  ['a duration that is a number', kubelet({ syncFrequency: 60 }), '/syncFrequency: KubeletConfiguration: syncFrequency is 60, must be a duration such as "30s" or "1h30m"'],
  ['a duration without unit', kubelet({ syncFrequency: '60' }), '/syncFrequency: KubeletConfiguration: syncFrequency is "60", must be a duration such as "30s" or "1h30m"'],
  ['a topology policy that does not exist', kubelet({ topologyManagerPolicy: 'strict' }),
    '/topologyManagerPolicy: KubeletConfiguration: topologyManagerPolicy is "strict", must be "best-effort", "none", "restricted" or "single-numa-node"'],
  ['a level of Pod Security that does not exist', { apiVersion: 'pod-security.admission.config.k8s.io/v1', kind: 'PodSecurityConfiguration', defaults: { enforce: 'strict' } },
    '/defaults/enforce: PodSecurityConfiguration: defaults.enforce is "strict", must be "baseline", "privileged" or "restricted"'],
  ['camel case in Pod Security', { apiVersion: 'pod-security.admission.config.k8s.io/v1', kind: 'PodSecurityConfiguration', defaults: { enforceVersion: 'latest' } },
    '/defaults/enforceVersion: PodSecurityConfiguration: defaults has no field "enforceVersion"; did you mean "enforce-version"?'],
  ['a limit without type', { apiVersion: 'eventratelimit.admission.k8s.io/v1alpha1', kind: 'Configuration', limits: [{ qps: 5, burst: 5 }] }, '/limits/0/type: Configuration: limits[0].type is missing, and required'],
  ['a mode of kube-proxy that does not exist', { apiVersion: 'kubeproxy.config.k8s.io/v1alpha1', kind: 'KubeProxyConfiguration', mode: 'nft' },
    '/mode: KubeProxyConfiguration: mode is "nft", must be "iptables", "ipvs", "nftables" or "kernelspace"'],
])('finds %s', (_, manifest, problem) => expect(found(manifest)).toEqual([problem]));

test('a field that an older kubelet does not have', () => {
  expect(found(kubelet({ tlsCurvePreferences: [29] }), 36)).toEqual([]);
  expect(found(kubelet({ tlsCurvePreferences: [29] }), 35)).toEqual([
    '/tlsCurvePreferences: KubeletConfiguration: tlsCurvePreferences is new in Kubernetes 1.36, and the target is 1.35; remove it, or correct `kubernetesVersion` of the profile',
  ]);
});
