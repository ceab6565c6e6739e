import { changes } from '../../../conformance/node/machine/snapshot';

const before = { mounts: ['proc /proc', 'tmpfs /run'], processes: [] };

test('a machine as before has no changes', () => {
  expect([...changes(before, structuredClone(before)).values()]).toEqual([[], []]);
});

test('fails for what is new, and for what is gone', () => {
  expect(Object.fromEntries(changes(before, { mounts: ['proc /proc'], processes: ['7 containerd'] }))).toEqual({
    mounts: ['tmpfs /run is gone'], processes: ['7 containerd is new'],
  });
});
