import { RunAs } from '../../src/profile/run-as';

test('a user has groups of its own number', () => {
  expect(RunAs.user(65532)).toMatchObject({ uid: 65532, gid: 65532, fsGroup: 65532, assignedByPlatform: false, platformSetsFsGroup: false });
});

test('groups can differ from the user', () => {
  expect(RunAs.user(10001, { group: 10002, fsGroup: 10003 })).toMatchObject({ uid: 10001, gid: 10002, fsGroup: 10003 });
});

test('a platform that assigns ids leaves them undefined', () => {
  const nothing = { uid: undefined, gid: undefined, fsGroup: undefined };
  expect(RunAs.platformAssigned()).toMatchObject({ assignedByPlatform: true, platformSetsFsGroup: false, ...nothing });
  expect(RunAs.platformAssigned({ setsFsGroup: true }).platformSetsFsGroup).toBe(true);
});

test('fails to run as root', () => {
  expect(() => RunAs.user(0)).toThrow('cannot run processes as uid 0: it is root; pass a number such as 65532 as uid');
  expect(() => RunAs.user(1, { group: 0 })).toThrow('cannot run processes as group 0: it is root');
  expect(() => RunAs.user(1, { fsGroup: 0 })).toThrow('cannot run processes as fsGroup 0: it is root');
});

test.each([-1, 1.5, NaN, 2 ** 31])('fails to run as user %d', (uid) => {
  expect(() => RunAs.user(uid)).toThrow(/is not a whole number from 1 to 2147483647/);
});
