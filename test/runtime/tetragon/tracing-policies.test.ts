import { stringify } from 'yaml';
import { tracingPolicy } from '../../../src/runtime/tetragon/tracing-policies';
import { AllowedConnection, WatchedWorkload } from '../../../src/runtime/watched-workload';
import { both, connection, knownWorkload, tcp, udp, workload } from '../workload';

type Json = Readonly<Record<string, any>>;

const hook = (call: string, watched: WatchedWorkload): Json | undefined =>
  (tracingPolicy(watched) as Json).spec.kprobes.find((probe: Json) => probe.call === call);

test('a policy says which processes, files and connections of a workload are declared', () => {
  expect(stringify(tracingPolicy(knownWorkload()), { lineWidth: 0, aliasDuplicateObjects: false })).toMatchSnapshot();
});

test('what ends processes differs from what observes in that alone', () => {
  const killing = JSON.stringify(tracingPolicy(knownWorkload(), { kills: true }));
  expect(killing.replace(/Sigkill/g, 'Post')).toBe(JSON.stringify(tracingPolicy(knownWorkload())));
  expect(killing).not.toContain('"Post"');
});

test('what is not known is not judged', () => {
  const calls = (more: Partial<WatchedWorkload>): string[] => (tracingPolicy(workload(more)) as Json).spec.kprobes.map(({ call }: Json) => call);
  expect(calls({})).toEqual(['security_file_permission']);
  expect(calls({ executables: [] })).toEqual(['security_bprm_check', 'security_file_permission']);
  expect(calls({ connections: [] })).toEqual(['security_file_permission', 'tcp_connect']);
});

test('a workload without any executable may start none, and nobody reads its secrets', () => {
  const watched = workload({ executables: [], secretFolders: ['/etc/db'] });
  expect(hook('security_bprm_check', watched)!.selectors).toEqual([{ matchActions: [{ action: 'Post' }] }]);
  expect(hook('security_file_permission', watched)!.selectors[1]).not.toHaveProperty('matchBinaries');
});

test('secrets are watched where executables and folders are known', () => {
  const selectors = (more: Partial<WatchedWorkload>): Json[] => hook('security_file_permission', workload(more))!.selectors;
  expect(selectors({ secretFolders: ['/etc/db'] })).toHaveLength(1);
  expect(selectors({ executables: ['/a'] })).toHaveLength(1);
  expect(selectors({ executables: ['/a'], secretFolders: ['/run/b', '/a'], tokenFolders: ['/a'] })[1].matchArgs[0].values).toEqual(['/a/', '/run/b/', '/var/run/b/']);
});

const allowed = (...connections: readonly AllowedConnection[]): string[] => hook('tcp_connect', workload({ connections }))!.selectors.slice(1, -1)
  .map(({ matchArgs: [address, port] }: Json) => `${address.values.join()} on ${port.values.join()}`);

test('connections on the same ports share a selector, and what is not TCP has none', () => {
  expect(allowed(connection(['10.0.0.0/8'], tcp(80)), connection(['192.168.0.0/16'], tcp(80)), connection(['10.0.0.0/8'], tcp(90, 91)), connection(['10.0.0.0/8'], udp(53))))
    .toEqual(['10.0.0.0/8,192.168.0.0/16 on 80', '10.0.0.0/8 on 90:91']);
  expect(allowed(connection(['10.0.0.0/8'], both(tcp(80), tcp(443), udp(1))))).toEqual(['10.0.0.0/8 on 80,443']);
});

test('there is room for three selectors: beyond that the last one lets all of the rest through', () => {
  const on = (port: number): AllowedConnection => connection([`10.${port}.0.0/16`], tcp(port));
  expect(allowed(on(1), on(3), on(5))).toEqual(['10.1.0.0/16 on 1', '10.3.0.0/16 on 3', '10.5.0.0/16 on 5']);
  expect(allowed(on(1), on(3), on(5), on(7))).toEqual(['10.1.0.0/16 on 1', '10.3.0.0/16 on 3', '10.5.0.0/16,10.7.0.0/16 on 5,7']);
});

test('a message names what allows a connection, and is cut where Tetragon cuts it', () => {
  const message = (...names: readonly string[]): string => hook('tcp_connect', workload({ connections: names.map((name) => connection([], tcp(1), name)) }))!.message;
  expect(message()).toBe('shop/api: no edge allows this connection; allowed are none');
  expect(message('one', 'two')).toBe('shop/api: no edge allows this connection; allowed are one, two');
  const room = 256 - message('x').length + 1;
  expect(message('x'.repeat(room))).toHaveLength(256);
  expect(message('x'.repeat(room))).toMatch(/x$/);
  expect(message('x'.repeat(room + 1))).toMatch(/x…$/);
  expect(message('x'.repeat(room + 1))).toHaveLength(256);
});

test.each<[string, WatchedWorkload['pods']]>([['name', { by: 'name', name: 'api' }], ['beginning of a name', { by: 'prefix', prefix: 'api-' }]])('fails for pods that are known by their %s', (_, pods) => {
  expect(() => tracingPolicy(workload({ pods }))).toThrow('cannot watch shop/api by Tetragon: its pods have no labels to select them by; add `metadata.labels` to the pods');
});
