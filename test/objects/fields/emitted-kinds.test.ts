import { emittedObjects } from '../../../conformance/fields/emitted-objects';
import { FieldCoverage } from '../../../src/engine/unjudged';
import { CustomTypes } from '../../../src/objects/fields/custom-types';
import { fieldProblems } from '../../../src/objects/fields/manifest-fields';
import { Json } from '../../constructs/fixtures';

const changed = (kind: string, change: (spec: Json) => void): readonly { message: string; undecided?: true }[] => {
  const object = structuredClone(emittedObjects().find((one) => one.kind === kind)!) as Json;
  change(object.spec);
  return fieldProblems(object, 36);
};

test('what our constructs emit has the fields of its definition', () => {
  const objects = emittedObjects();
  expect(new Set(objects.map(({ kind }) => kind))).toEqual(new Set(['ExternalSecret', 'SecretStore', 'SealedSecret', 'SecretProviderClass']));
  expect(objects.flatMap((object) => fieldProblems(object, 36))).toEqual([]);
});

test('a value of a wrong type and a missing field are wrong', () => {
  expect(changed('ExternalSecret', (spec) => { spec.refreshInterval = 60; })).toMatchObject([{ message: expect.stringContaining('refreshInterval is a number') }]);
  expect(changed('SealedSecret', (spec) => { spec.encryptedData = 'x'; })).toMatchObject([{ message: expect.stringContaining('must be a map') }]);
  expect(changed('SecretStore', (spec) => { delete spec.provider; })).toMatchObject([{ message: 'SecretStore: spec.provider is missing, and required' }]);
});

test('an unknown field or value is undecided, since the cluster may have a newer definition', () => {
  const [problem] = changed('ExternalSecret', (spec) => { spec.refreshIntervall = '1h'; });
  expect(problem).toMatchObject({ undecided: true });
  expect(problem.message).toMatch(/spec has no field "refreshIntervall" in the newest definition that this release knows \(pass that of your cluster with `--crds`\); did you mean "refreshInterval"\?/);
  expect(changed('ExternalSecret', (spec) => { spec.target.creationPolicy = 'Later'; })).toMatchObject([{ undecided: true }]);
  expect(changed('SecretStore', (spec) => { spec.provider.aws.regoin = 'x'; })).toMatchObject([{ undecided: true }]);
});

test('their fields count as judged', () => {
  const coverage = new FieldCoverage(new Set());
  emittedObjects().forEach((object) => coverage.note(object, 36));
  expect(coverage.unjudged(CustomTypes.NONE)).toEqual([]);
});
