import { SecureCronJob, SecureDaemonSet, SecureDeployment, SecureJob, SecurePod, SecureStatefulSet } from '../../../src';

const CLASSES = [SecureDeployment, SecureStatefulSet, SecureDaemonSet, SecureJob, SecureCronJob, SecurePod];

describe('all kinds share one implementation', () => {
  const textOf = (prototype: object, name: string): string =>
    Object.values(Object.getOwnPropertyDescriptor(prototype, name) ?? {}).filter((part) => typeof part === 'function').join();
  const members = (names: readonly string[]): string[][] => CLASSES.map(({ prototype }) => names.map((name) => textOf(prototype, name)));

  test('of the verbs and the facet that they declare', () => {
    const declared = members(['mounts', 'writable', 'mountSecret', 'addSidecar', 'allowFrom', 'allowTo', 'toPeer']);
    expect(declared[0].join()).toMatch(/writable\(path.*mountSecret\(secret.*toPeer\(\)/s);
    declared.forEach((texts) => expect(texts).toEqual(declared[0]));
  });

  test('of what they override of cdk8s-plus', () => {
    const overridden = members(['addContainer', 'addInitContainer', 'addVolume', 'toSubjectConfiguration']);
    expect(overridden[0].join()).toMatch(/rejectBadContainer.*rejectTakenVolume/s);
    overridden.forEach((texts) => expect(texts).toEqual(overridden[0]));
  });

  test('and have no other member, but for what only one kind has', () => {
    const shared = Object.getOwnPropertyNames(SecurePod.prototype).sort();
    const own = CLASSES.map(({ prototype }) => Object.getOwnPropertyNames(prototype).filter((member) => !shared.includes(member)));
    expect(own).toEqual([['exposeViaService', 'exposeViaLoadBalancer'], ['markHasAutoscaler'], [], [], [], []]);
  });
});
