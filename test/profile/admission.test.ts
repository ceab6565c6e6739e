import { SecurityProfile } from '../../src/profile/security-profile';

const waiver = { namespace: 'shop', control: 'no-privileged', reason: 'the vendor wants it so' };

test('without a word, nothing is waived and only the cluster itself is exempt', () => {
  const { admissionWaivers, warnNamespaces, auditNamespaces, exemptNamespaces } = SecurityProfile.restricted();
  expect({ admissionWaivers, warnNamespaces, auditNamespaces, exemptNamespaces })
    .toEqual({ admissionWaivers: [], warnNamespaces: [], auditNamespaces: [], exemptNamespaces: ['kube-system'] });
});

test('an empty list exempts nothing', () => {
  expect(SecurityProfile.restricted({ exemptNamespaces: [] }).exemptNamespaces).toEqual([]);
});

test('later changes of the lists do not reach the profile', () => {
  const props = { admissionWaivers: [{ ...waiver }], warnNamespaces: ['legacy'], auditNamespaces: ['sandbox'], exemptNamespaces: ['cni'] };
  const profile = SecurityProfile.restricted(props);
  props.admissionWaivers[0].control = 'no-host-path';
  [props.admissionWaivers, props.warnNamespaces, props.auditNamespaces, props.exemptNamespaces].forEach((list) => { list.length = 0; });
  const { admissionWaivers, warnNamespaces, auditNamespaces, exemptNamespaces } = profile;
  expect({ admissionWaivers, warnNamespaces, auditNamespaces, exemptNamespaces })
    .toEqual({ admissionWaivers: [waiver], warnNamespaces: ['legacy'], auditNamespaces: ['sandbox'], exemptNamespaces: ['cni'] });
});

test('changes of what a profile hands out do not reach it', () => {
  const profile = SecurityProfile.restricted({ admissionWaivers: [waiver] });
  (profile.admissionWaivers[0] as { control: string }).control = 'no-host-path';
  profile.exemptNamespaces.push('shop');
  expect([profile.admissionWaivers, profile.exemptNamespaces]).toEqual([[waiver], ['kube-system']]);
});

test.each([
  [{ warnNamespaces: ['legacy'], auditNamespaces: ['legacy'] }, 'cannot select namespace "legacy": it is in warnNamespaces and in auditNamespaces; keep it in one of them'],
  [{ warnNamespaces: ['legacy', 'legacy'] }, 'cannot select namespace "legacy": it is in warnNamespaces and in warnNamespaces; keep it in one of them'],
  [{ auditNamespaces: ['kube-system'] }, 'cannot select namespace "kube-system": it is in auditNamespaces and in exemptNamespaces'],
  [{ exemptNamespaces: ['kube-*'] }, 'cannot select namespace "kube-*": its name'],
])('fails on %j', (props, message) => {
  expect(() => SecurityProfile.restricted(props)).toThrow(message);
});
