import { OPTIONS, PROFILE, streamed } from './streamed';
import { catalogueCheck } from '../../../src/cli/judging/catalogue-check';
import { CATALOGUE } from '../../../src/controls';
import { CheckRunOptions } from '../../../src/engine/check-run';
import { Finding } from '../../../src/engine/finding';
import { readWaiverFile } from '../../../src/engine/waiver-file';
import { Manifest } from '../../../src/objects/manifest';
import { SecurityProfile } from '../../../src/profile/security-profile';
import { Severity } from '../../../src/profile/severity';
import { checkObjects } from '../../engine/checked-objects';
import { deployment, IMAGE, Json, pod } from '../../engine/manifests';
import { someOf } from '../../property-seed';

const together = (manifests: readonly unknown[], changes: Partial<CheckRunOptions> = {}): Finding[] => checkObjects(
  manifests.map((manifest, document) => ({ manifest: manifest as Manifest, origin: { file: 'all.yaml', document } })), { ...OPTIONS, ...changes },
);
const oneByOne = (manifests: readonly unknown[], changes: Partial<CheckRunOptions> = {}): Finding[] =>
  streamed(manifests, changes).findings.map(({ waivedIn, ...finding }) => finding);

const SETS = CATALOGUE.filter((control) => 'inspectSet' in control).flatMap((control) => [...control.examples.good, ...control.examples.bad]
  .map(({ shows, subject, profile }) => [control.id, shows, [subject].flat() as Json[], profile?.() ?? PROFILE] as const));

describe('objects that are judged one by one give the findings of objects that are judged together', () => {
  test.each(someOf(SETS))('%s: %s', (_, __, objects, profile) => {
    expect(oneByOne(objects, { profile })).toEqual(together(objects, { profile }));
  });

  test('all examples at once', () => {
    const objects = SETS.flatMap(([, , one]) => one);
    expect(objects.length).toBeGreaterThan(100);
    expect(oneByOne(objects)).toEqual(together(objects));
  });

  test('with a namespace that comes after its pods', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: {
      name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      annotations: { 'waive.cdk8s-hardened.dev/namespace-pod-security-level': 'drivers of the nodes run here' },
    } };
    const objects = [pod({ containers: [{ name: 'main', image: IMAGE }] }), namespace];
    const findings = oneByOne(objects);
    expect(findings).toEqual(together(objects));
    expect(findings.find(({ control }) => control === 'run-as-non-root')!.severity).toBe('warning');
  });
});

describe('waivers', () => {
  const reason = 'there is one node only';
  const waived = (...controls: string[]): Json => deployment({ containers: [{ name: 'main', image: IMAGE }] }, {
    annotations: Object.fromEntries(controls.map((control) => [`waive.cdk8s-hardened.dev/${control}`, reason])),
  });
  const file = (...list: Json[]) => [readWaiverFile(list.map((one) => ({ reason, ...one })), 'waivers.yaml')];

  test.each([
    ['of a control of one object', [waived('image-digest')], {}],
    ['of a control of the set', [waived('pdb-present', 'min-replicas')], {}],
    ['that nothing needs', [waived('no-privileged', 'pdb-allows-eviction')], {}],
    ['of a control that does not exist', [waived('pbd-present')], {}],
    ['that are not read', [waived('image-digest', 'pbd-present')], { inlineWaivers: false }],
    ['of a file', [waived()], { waiverFiles: file({ control: 'pdb-present', object: { name: 'web' } }, { control: 'image-digest', object: { name: '*' } }) }],
    ['of a file that nothing needs', [waived()], { waiverFiles: file({ control: 'pdb-present', object: { name: 'api' } }, { control: 'none', object: {} }) }],
    ['that expired', [waived()], { waiverFiles: file({ control: 'pdb-present', expires: '2026-11-22', object: { name: '*' } }) }],
  ])('%s', (_, objects, options: Partial<CheckRunOptions>) => {
    expect(oneByOne(objects, options)).toEqual(together(objects, options));
  });

  test('say where they stand', () => {
    const both = { waiverFiles: file({ control: 'image-digest', object: { name: '*' } }) };
    const found = streamed([waived('min-replicas')], both).findings.filter(({ outcome }) => outcome === 'waived');
    expect(found.map(({ control, waivedIn }) => [control, waivedIn])).toEqual([['image-digest', 'file'], ['min-replicas', 'annotation']]);
  });
});

test('an input that is too large to look at as a whole is no pass', () => {
  const objects = Array.from({ length: 10 }, (_, i) => deployment({ containers: [{ name: 'main', image: IMAGE }] }, { name: `web-${i}` }));
  const { findings, counts } = streamed(objects, {}, 1000);
  expect(counts.inconclusive).toBe(1);
  expect(findings.at(-1)).toMatchObject({ outcome: 'inconclusive', message: expect.stringMatching(/^the input is too large .*pdb-present/) });
  expect(findings.filter(({ control }) => control === 'image-digest')).toHaveLength(10);
});

test('asks the controls that are off by default where the profile wants them', () => {
  const profile = SecurityProfile.restricted({ severities: { 'user-namespace': Severity.WARNING } });
  const objects = [pod({ containers: [{ name: 'main', image: IMAGE }] })];
  expect([PROFILE, profile].map((one) => oneByOne(objects, { profile: one }).some(({ control }) => control === 'user-namespace'))).toEqual([false, true]);
  expect(catalogueCheck({ ...OPTIONS, profile }).asked).toBe(catalogueCheck(OPTIONS).asked + 1);
});
