import { AdmissionRollout } from '../../src/profile/admission-rollout';

const waiver = { namespace: 'shop', control: 'no-privileged', reason: 'the vendor wants it so' };
const partsOf = ({ waivers, warnNamespaces, auditNamespaces, exemptNamespaces }: AdmissionRollout) =>
  ({ waivers, warnNamespaces, auditNamespaces, exemptNamespaces });

test('by default nothing is waived and only the cluster itself is exempt', () => {
  expect(partsOf(AdmissionRollout.of())).toEqual({ waivers: [], warnNamespaces: [], auditNamespaces: [], exemptNamespaces: ['kube-system'] });
});

test('an empty list exempts nothing', () => {
  expect(AdmissionRollout.of({ exemptNamespaces: [] }).exemptNamespaces).toEqual([]);
});

test('later changes of the lists do not reach the rollout', () => {
  const props = { waivers: [{ ...waiver }], warnNamespaces: ['legacy'], auditNamespaces: ['sandbox'], exemptNamespaces: ['cni'] };
  const rollout = AdmissionRollout.of(props);
  props.waivers[0].control = 'no-host-path';
  Object.values(props).forEach((list) => { list.length = 0; });
  expect(partsOf(rollout)).toEqual({ waivers: [waiver], warnNamespaces: ['legacy'], auditNamespaces: ['sandbox'], exemptNamespaces: ['cni'] });
});

test('changes of what a rollout hands out do not reach it', () => {
  const rollout = AdmissionRollout.of({ waivers: [waiver], warnNamespaces: ['legacy'], auditNamespaces: ['sandbox'] });
  const before = structuredClone(partsOf(rollout));
  (rollout.waivers[0] as { control: string }).control = 'no-host-path';
  Object.values(partsOf(rollout)).forEach((list) => { list.length = 0; });
  expect(partsOf(rollout)).toEqual(before);
});

describe('the end of a waiver', () => {
  test('may be a date, whose day in UTC it is', () => {
    const date = new Date('2027-03-31T23:59:59Z');
    const { waivers } = AdmissionRollout.of({ waivers: [{ ...waiver, expiresOn: date }] });
    date.setUTCFullYear(1999);
    expect(waivers).toEqual([{ ...waiver, expires: '2027-03-31' }]);
  });

  test.each([
    ['both forms', { expires: '2027-03-31', expiresOn: new Date('2027-03-31') }, 'both expires and expiresOn are given; keep one of them'],
    ['no date', { expiresOn: new Date('soon') }, 'expiresOn is not a date; pass one such as new Date(\'2027-03-31\')'],
  ])('fails on %s', (_, ending, message) => {
    expect(() => AdmissionRollout.of({ waivers: [{ ...waiver, ...ending }] })).toThrow(`cannot waive "no-privileged" in namespace "shop": ${message}`);
  });
});

test.each([
  [{ warnNamespaces: ['legacy'], auditNamespaces: ['legacy'] }, 'cannot select namespace "legacy": it is in warnNamespaces and in auditNamespaces; keep it in one of them'],
  [{ warnNamespaces: ['legacy', 'legacy'] }, 'cannot select namespace "legacy": it is in warnNamespaces and in warnNamespaces; keep it in one of them'],
  [{ auditNamespaces: ['kube-system'] }, 'cannot select namespace "kube-system": it is in auditNamespaces and in exemptNamespaces'],
  [{ exemptNamespaces: ['kube-*'] }, 'cannot select namespace "kube-*": its name'],
])('fails on %j', (props, message) => {
  expect(() => AdmissionRollout.of(props)).toThrow(message);
});
