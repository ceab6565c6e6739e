import { call, folder, PRIVILEGED, write } from './command';
import { callText } from '../../src/cli/settings';

test('the words of a call name the same files and settings, quoted where the shell needs that', () => {
  expect(callText(['deploy', 'a b'], {})).toBe("deploy 'a b'");
  expect(callText(['.'], { profile: 'p.yaml', config: 'c.yaml', include: ['x', '*.yaml'], exclude: ['y z'], rollout: 'r', crds: ['d'] }))
    .toBe("--profile p.yaml --config c.yaml --include x --include '*.yaml' --exclude 'y z' .");
});

test('settings from /dev/null are none, and those of the folder do not hold', async () => {
  const at = folder();
  write(at, { '.cdk8s-hardened.yaml': 'exclude: [bad.yaml]\n', 'bad.yaml': PRIVILEGED, 'good.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: b }\n' });
  expect((await call(at, ['check', '.'])).code).toBe(0);
  expect((await call(at, ['check', '.', '--config', '/dev/null'])).code).toBe(1);
});
