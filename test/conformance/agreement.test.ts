import { agreementWith } from '../../conformance/scanners/agreement';
import { ObjectSet } from '../../conformance/scanners/object-folders';
import { ObjectFolder, Scanner, Verdict } from '../../conformance/scanners/scanner';
import { Manifest } from '../../src/objects/manifest';

const FOLDER: ObjectFolder = { path: '/scanned', files: ['/scanned/0.yaml'] };
const READ_ONLY = { name: 'web', securityContext: { readOnlyRootFilesystem: true } };
const WRITABLE = { name: 'log', securityContext: {} };

const pod = (containers: readonly object[], spec: object = {}): Manifest => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { ...spec, containers } });

const verdict = (passes: boolean, rest: Partial<Verdict> = {}): Verdict => ({ check: 'CKV_K8S_22', file: FOLDER.files[0], passes, message: 'is writable', ...rest });

const scanner = (...verdicts: readonly Verdict[]): Scanner => ({ tool: 'checkov', version: '1', install: () => undefined, judge: () => [...verdicts] });

const compared = (manifest: Manifest, ...verdicts: readonly Verdict[]) => {
  const sets: readonly ObjectSet[] = [{ name: 'a.yaml', objects: [manifest] }];
  return agreementWith(scanner(...verdicts), sets, [FOLDER]);
};

const differences = (...args: Parameters<typeof compared>) => compared(...args).disagreements.map(({ check, object }) => `${check} ${object}`);

test('equal verdicts agree', () => {
  expect(compared(pod([READ_ONLY]), verdict(true))).toMatchObject({ cases: 1, disagreements: [] });
  expect(compared(pod([WRITABLE]), verdict(false))).toMatchObject({ cases: 1, disagreements: [] });
});

test('fails to agree where only one side objects', () => {
  expect(differences(pod([READ_ONLY]), verdict(false))).toEqual(['CKV_K8S_22: only they object a.yaml: Pod shop/web']);
  expect(differences(pod([WRITABLE]), verdict(true))).toEqual(['CKV_K8S_22: only we object a.yaml: Pod shop/web']);
});

test('containers are compared one by one where the scanner names the container', () => {
  expect(compared(pod([READ_ONLY, WRITABLE]), verdict(false, { container: 'log' }))).toMatchObject({ cases: 2, disagreements: [] });
  expect(differences(pod([READ_ONLY, WRITABLE]), verdict(false, { container: 'web' }))).toEqual([
    'CKV_K8S_22: only they object a.yaml: Pod shop/web (web)', 'CKV_K8S_22: only we object a.yaml: Pod shop/web (log)',
  ]);
});

test('a check that asks for a part of what a control asks for is compared with that part', () => {
  expect(differences(pod([READ_ONLY], { hostIPC: true }), verdict(true, { check: 'CKV_K8S_17' }))).toEqual([]);
  expect(differences(pod([READ_ONLY], { hostPID: true }), verdict(true, { check: 'CKV_K8S_17' }))).toHaveLength(1);
});

test('neither checks without an equivalent, nor kinds that the control is not about, nor what we cannot decide are compared', () => {
  const service: Manifest = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' } };
  expect(compared(pod([READ_ONLY]), verdict(false, { check: 'CKV_K8S_999' })).cases).toBe(0);
  expect(compared(service, verdict(true)).cases).toBe(0);
  expect(compared(pod([{ name: 'web', securityContext: 'none' }]), verdict(true)).cases).toBe(0);
});
