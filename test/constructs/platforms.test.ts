import * as kplus from 'cdk8s-plus-27';
import { chart, container, deployment, errors, firstContainer, podSpec, warnings } from './fixtures';
import { Hardening, RunAs, SecureDeployment, SecurityProfile } from '../../src';

const withSecret = (profile: SecurityProfile): SecureDeployment => {
  const scope = chart({ profile });
  const workload = deployment(scope);
  workload.mountSecret(kplus.Secret.fromSecretName(scope, 'db', 'db'), '/db');
  return workload;
};
const assigned = (setsFsGroup: boolean) => SecurityProfile.restricted({ runAs: RunAs.platformAssigned({ setsFsGroup }) });

describe('where the platform assigns ids', () => {
  const workload = withSecret(SecurityProfile.openshift());

  test('none is rendered', () => {
    expect(podSpec(workload).securityContext).toStrictEqual({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    ['runAsUser', 'runAsGroup'].forEach((key) => expect(firstContainer(workload).securityContext).not.toHaveProperty(key));
  });

  test('nothing is flagged', () => {
    expect([...errors(workload), ...warnings(workload)]).toEqual([]);
  });

  test('a user that is given is rendered all the same', () => {
    const given = deployment(chart({ profile: SecurityProfile.openshift() }), { securityContext: { user: 20000 } });
    expect(podSpec(given).securityContext.runAsUser).toBe(20000);
  });
});

describe('secret files', () => {
  const modeOf = (profile: SecurityProfile): number => podSpec(withSecret(profile)).volumes[0].secret.defaultMode;
  test.each([
    ['are for the group that we render', SecurityProfile.restricted(), 0o440],
    ['are for the group that the platform sets', assigned(true), 0o440],
    ['are for everybody where there is no group', assigned(false), 0o444],
  ])('%s', (_, profile, mode) => expect(modeOf(profile)).toBe(mode));

  test('are for a group that is given', () => {
    const scope = chart({ profile: assigned(false) });
    const workload = deployment(scope, { securityContext: { fsGroup: 20000 } });
    workload.mountSecret(kplus.Secret.fromSecretName(scope, 'db', 'db'), '/db');
    expect(podSpec(workload).volumes[0].secret.defaultMode).toBe(0o440);
  });
});

describe('the profile of a scope', () => {
  const strict = SecurityProfile.strict();

  test('holds for everything below', () => {
    const scope = chart();
    Hardening.useProfile(scope, strict);
    expect(Hardening.profileOf(deployment(scope))).toBe(strict);
  });

  test('is restricted where none is set', () => expect(Hardening.profileOf(new kplus.k8s.KubeNamespace(chart(), 'n')).kubernetesVersion).toBe('1.36'));

  test('gives way to one that is nearer', () => {
    const scope = chart({ profile: strict });
    const workload = container({ image: 'nginx' }, scope);
    Hardening.useProfile(workload, SecurityProfile.restricted());
    expect(errors(workload)).toEqual([]);
    expect(Hardening.profileOf(scope)).toBe(strict);
  });

  test('raises warnings where it is strict', () => expect(errors(container({ image: 'nginx' }, chart({ profile: strict })))).toContain('image-tag-pinned'));

  test('fails to be set twice', () => {
    const scope = chart();
    Hardening.useProfile(scope, strict);
    expect(() => Hardening.useProfile(scope, strict)).toThrow('cannot set the profile of "c" again');
  });
});
