import { isUnitFile, readUnitFile } from '../../src/sources/unit-files';

const read = (file: string, ...lines: string[]) => readUnitFile(lines.join('\n'), file);

test.each([
  ['kubelet.service', true], ['kubelet-1.service', true], ['kubelet/a.service', false], ['x/kubelet.service.d/a.conf', true], ['x/10-kubeadm.conf', true], ['kubeadm-flags.env', true], ['etc/default/kubelet', true],
  ['other.service', false], ['default/kubelet.yaml', false], ['kubelet', false],
])('%s is a file of systemd: %s', (file, expected) => {
  expect(isUnitFile(file)).toBe(expected);
});

test('a unit is what it starts, with its variables; an empty assignment takes back those before it', () => {
  const { manifest, locate } = read('kubelet.service',
    '# a comment', '; another', '[Service]', 'Environment="A=1"', "Environment = 'B=2'", 'ExecStart=/bin/old', 'ExecStart= ', 'ExecStart=/usr/bin/kubelet \\', '  --a=b \\', '  --c', 'Restart=always',
    'EnvironmentFile=-/etc/default/kubelet', 'ExecStart');
  expect(manifest).toMatchObject({
    execStart: ['/usr/bin/kubelet  --a=b --c'], environment: ['A=1', 'B=2'], environmentFile: ['-/etc/default/kubelet'],
  });
  expect(['/execStart/0', '/environment/1', '/environmentFile/0/x', '/nothing'].map((pointer) => locate(pointer).line)).toEqual([8, 5, 12, 1]);
});

test('a line that goes on at the end of the file ends there', () => {
  expect(read('kubelet.service', 'ExecStart=a \\').manifest).toMatchObject({ execStart: ['a'] });
});
