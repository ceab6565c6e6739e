import { stringify } from 'yaml';
import { FalcoRules, falcoRules } from '../../../src/runtime/falco/falco-rules';
import { AllowedConnection, WatchedWorkload } from '../../../src/runtime/watched-workload';
import { both, connection, knownWorkload, tcp, udp, workload } from '../workload';

type Entry = Readonly<Record<string, any>>;

const entries = (...workloads: readonly WatchedWorkload[]): readonly Entry[] => falcoRules(workloads) as readonly Entry[];
const rule = (name: string, watched: WatchedWorkload): Entry | undefined => entries(watched).find((entry) => entry.rule?.startsWith(`${name} in `));
const macro = (name: string, ...workloads: readonly WatchedWorkload[]): string | undefined =>
  entries(...workloads).find((entry) => entry.macro?.endsWith(name))?.condition;

test('a rules file says which Falco it needs, what starts, opens and connects, and what each workload may do', () => {
  expect(stringify(entries(knownWorkload()), { lineWidth: 0 })).toMatchSnapshot();
});

test('without executables neither processes nor who reads a secret are judged, and without connections none', () => {
  const names = entries(workload({ secretFolders: ['/etc/db'] })).flatMap((entry) => entry.rule ?? []);
  expect(names).toEqual(['Shell', 'Written executable', 'Sensitive file'].map((name) => `${name} in Deployment shop/api`));
  expect(entries(workload({ executables: [] })).map((entry) => entry.rule)).toContain('Undeclared process in Deployment shop/api');
  expect(rule('Secret', workload({ executables: ['/a'] }))).toBeUndefined();
});

test('a shell that the manifest starts is not reported, and any other one is', () => {
  const { condition, desc } = rule('Shell', workload({ executables: ['/bin/sh', '/app/api', '/bin/bash'] }))!;
  expect(condition).toMatch(/ and not proc\.exepath in \("\/bin\/sh", "\/bin\/bash"\)$/);
  expect(desc).toBe('shop/api: Its manifest starts /bin/sh, /bin/bash by itself; any other shell means that somebody is inside.');
  expect(rule('Shell', workload({ executables: ['/app/api'] }))!.condition).not.toContain('exepath');
});

test('an executable that was written is one that the image has not, or that is in a writable folder', () => {
  expect(rule('Written executable', workload())).toMatchObject({
    condition: 'hardened_process_started and shop_deployment_api_pods and proc.is_exe_upper_layer = "true"', desc: 'shop/api: What its image does not contain was written after the start.',
  });
});

test('a folder below /var/run is watched by both of its names, and one that holds a secret and a token once', () => {
  const { condition, desc } = rule('Secret', workload({ executables: ['/a'], secretFolders: ['/var/run/x', '/etc/b'], tokenFolders: ['/var/run/x'] }))!;
  expect(condition).toContain('(fd.name startswith "/etc/b/" or fd.name startswith "/var/run/x/" or fd.name startswith "/run/x/")');
  expect(desc).toContain('mounted at /etc/b, /var/run/x.');
});

test.each<[string, WatchedWorkload['pods'], string]>([
  ['all labels, in the order of their names', { by: 'labels', labels: { b: '2', a: '1' } }, 'k8s.pod.label[a] = "1" and k8s.pod.label[b] = "2"'],
  ['the name', { by: 'name', name: 'api' }, 'k8s.pod.name = "api"'],
  ['the beginning of the name', { by: 'prefix', prefix: 'api-' }, 'k8s.pod.name startswith "api-"'],
])('pods are recognized by %s, in their namespace and never on the host', (_, pods, condition) => {
  expect(macro('api_pods', workload({ pods }))).toBe(`(container.id != "host" and k8s.ns.name = "shop" and ${condition})`);
});

const PRIVATE = 'fd.snet in ("10.0.0.0/8")';

test.each<[string, readonly AllowedConnection[], string]>([
  ['nothing', [], 'evt.num < 0'],
  ['everything', [connection(['0.0.0.0/0', '::/0'])], 'evt.num >= 0'],
  ['every address of one family', [connection(['0.0.0.0/0'])], 'fd.typechar in ("4")'],
  ['every address of the other family, and some', [connection(['::/0', '10.0.0.0/8'])], `fd.typechar in ("6") or ${PRIVATE}`],
  ['some addresses on all ports', [connection(['10.0.0.0/8'])], PRIVATE],
  ['one port of all addresses', [connection(['0.0.0.0/0', '::/0'], tcp(443))], 'fd.l4proto = "tcp" and fd.sport in (443)'],
  ['several ports', [connection(['10.0.0.0/8'], both(tcp(80), tcp(443)))], `${PRIVATE} and fd.l4proto = "tcp" and fd.sport in (80, 443)`],
  ['a range of two ports', [connection(['10.0.0.0/8'], tcp(80, 81))], `${PRIVATE} and fd.l4proto = "tcp" and fd.sport >= 80 and fd.sport < 82`],
  ['every port of a protocol', [connection(['10.0.0.0/8'], tcp(1, 65535))], `${PRIVATE} and fd.l4proto = "tcp"`],
  ['all ports but the first', [connection(['10.0.0.0/8'], tcp(2, 65535))], `${PRIVATE} and fd.l4proto = "tcp" and fd.sport >= 2 and fd.sport < 65536`],
  ['all ports but the last', [connection(['10.0.0.0/8'], tcp(1, 65534))], `${PRIVATE} and fd.l4proto = "tcp" and fd.sport >= 1 and fd.sport < 65535`],
  ['ports of UDP', [connection(['10.0.0.0/8'], udp(53))], `${PRIVATE} and fd.l4proto = "udp" and fd.sport in (53)`],
  ['no address', [connection([], tcp(80))], 'evt.num < 0'],
  ['no port that Falco sees', [connection(['10.0.0.0/8'], both())], 'evt.num < 0'],
  ['the same twice', [connection(['10.0.0.0/8']), connection(['10.0.0.0/8'])], PRIVATE],
])('connections to %s', (_, connections, condition) => {
  const flat = (text: string): string => text.replace(/[()]/g, '');
  expect(flat(macro('api_connections', workload({ connections }))!)).toBe(flat(condition));
});

test('parentheses keep alternatives together', () => {
  const connections = [connection(['10.0.0.0/8'], both(tcp(80, 81), tcp(90), udp(53))), connection(['::/0'])];
  expect(macro('api_connections', workload({ connections })))
    .toBe(`((${PRIVATE} and ((fd.l4proto = "tcp" and (fd.sport in (90) or (fd.sport >= 80 and fd.sport < 82))) or (fd.l4proto = "udp" and fd.sport in (53)))) or fd.typechar in ("6"))`);
});

test('what allows the connections is named', () => {
  const described = (connections: readonly AllowedConnection[]): string => rule('Undeclared connection', workload({ connections }))!.desc;
  expect(described([])).toBe('shop/api: Its egress is what these rules allow: nothing. Attempts that a network policy refuses count as well.');
  expect(described([connection([], tcp(1), 'one'), connection([], tcp(2), 'two')])).toContain('allow: one, two. ');
});

test('workloads whose names fall together get macros of their own', () => {
  const names = entries(workload({ name: 'a-b' }), workload({ name: 'a.b' }), workload({ name: 'a--b' }), workload({ name: 'a-b', kind: 'Job' }), workload({ name: 'a-b' }))
    .flatMap((entry) => (entry.macro?.endsWith('_pods') ? [entry.macro] : []));
  expect(names).toEqual(['shop_deployment_a_b_pods', 'shop_deployment_a_b_2_pods', 'shop_deployment_a__b_pods', 'shop_job_a_b_pods', 'shop_deployment_a_b_3_pods']);
  expect(entries(workload({ namespace: '7shop', name: 'API' })).map((entry) => entry.macro)).toContain('w7shop_deployment_api_pods');
});

test.each<[string, Partial<WatchedWorkload>]>([
  ['namespace', { namespace: 'a b' }], ['name', { name: 'a"b' }], ['title of an executable', { executables: ['/a b'] }], ['label', { pods: { by: 'labels', labels: { a: 'b,c' } } }],
  ['key of a label', { pods: { by: 'labels', labels: { 'a]': 'b' } } }], ['folder', { writableFolders: ['/a%b'] }],
])('fails for a %s that could end a condition', (_, more) => {
  expect(() => falcoRules([workload(more)])).toThrow(/^cannot write ".*" into a rule of Falco: it has characters other than letters, digits and \._\+@:~\/-, .*; rename it$/);
});

test('a workload that cannot be watched leaves the file as it was', () => {
  const file = new FalcoRules();
  file.add(workload());
  const before = JSON.stringify(file.entries());
  expect(() => file.add(workload({ writableFolders: ['/a%b'] }))).toThrow(/^cannot write/);
  expect(JSON.stringify(file.entries())).toBe(before);
  file.add(workload());
  expect(file.entries()).toEqual(falcoRules([workload(), workload()]));
});
