import { EventFields } from './evaluate';

/** An event that is played to rules. */
export interface Scripted {
  /** What happens, as a sentence. */
  readonly what: string;
  readonly event: EventFields;
  /** The beginnings of the names of the rules that must fire, with their priorities; no other rule may. */
  readonly fires: Readonly<Record<string, string>>;
}

const API: EventFields = {
  'container.id': '3ad7b26ded6d', 'container.name': 'main', 'container.image.repository': 'registry.example.com/shop/api', 'k8s.ns.name': 'shop', 'k8s.pod.name': 'shop-api-c8-x1',
  'user.uid': 65532, 'evt.num': 7, 'evt.rawres': 0, 'proc.pname': 'containerd-shim', 'proc.cmdline': 'api', 'proc.exepath': '/usr/local/bin/api', 'proc.name': 'api',
};

const started = (exepath: string, more: EventFields = {}): EventFields => ({
  'evt.type': 'execve', 'proc.exepath': exepath, 'proc.name': exepath.slice(exepath.lastIndexOf('/') + 1), 'proc.is_exe_upper_layer': false, ...more,
});
const opened = (file: string, more: EventFields = {}): EventFields => ({
  'evt.type': 'openat', 'evt.is_open_read': true, 'fd.typechar': 'f', 'fd.num': 5, 'fd.name': file, ...more,
});
const connected = (address: string, port: number, protocol = 'tcp', more: EventFields = {}): EventFields => ({
  'evt.type': 'connect', 'fd.typechar': address.includes(':') ? '6' : '4', 'fd.sip': address, 'fd.cip': '10.1.0.7', 'fd.sport': port, 'fd.l4proto': protocol,
  'fd.name': `10.1.0.7:40112->${address}:${port}`, ...more,
});

const SHELL = { 'Shell': 'CRITICAL', 'Undeclared process': 'ERROR' };

/** What the api of the shop may do, and what it may not. Its label is that of its pods. */
export function eventsOfApi(labels: Readonly<Record<string, string>>): Scripted[] {
  const pod = Object.fromEntries(Object.entries(labels).map(([key, value]) => [`k8s.pod.label[${key}]`, value]));
  const list: readonly (readonly [string, EventFields, Scripted['fires']])[] = [
    ['the declared process starts', started('/usr/local/bin/api'), {}],
    ['runc starts itself before it', started('memfd:runc_cloned:/proc/self/exe'), {}],
    ['a shell', started('/bin/sh'), SHELL],
    ['busybox as a shell', started('/bin/busybox', { 'proc.name': 'sh' }), SHELL],
    ['a process that is not declared', started('/usr/bin/curl'), { 'Undeclared process': 'ERROR' }],
    ['a process that was written to its file system', started('/opt/x', { 'proc.is_exe_upper_layer': true }), { 'Undeclared process': 'ERROR', 'Written executable': 'CRITICAL' }],
    ['the declared process, replaced', started('/usr/local/bin/api', { 'proc.is_exe_upper_layer': true }), { 'Written executable': 'CRITICAL' }],
    ['/etc/shadow is read', opened('/etc/shadow'), { 'Sensitive file': 'CRITICAL' }],
    ['a key of SSH is read', opened('/root/.ssh/id_ed25519'), { 'Sensitive file': 'CRITICAL' }],
    ['/etc/shadow is opened to write', opened('/etc/shadow', { 'evt.is_open_read': false }), {}],
    ['a file of its own is read', opened('/usr/share/zoneinfo/UTC'), {}],
    ['its secret is read by its process', opened('/var/run/secrets/database/password'), {}],
    ['its secret is read by another process', opened('/var/run/secrets/database/password', { 'proc.exepath': '/usr/bin/cat' }), { Secret: 'ERROR' }],
    ['the same under the other name of the folder', opened('/run/secrets/database/password', { 'proc.exepath': '/usr/bin/cat' }), { Secret: 'ERROR' }],
    ['a folder whose name begins alike', opened('/var/run/secrets/database-old/password', { 'proc.exepath': '/usr/bin/cat' }), {}],
    ['the database', connected('10.20.0.3', 5432), {}],
    ['the database on another port', connected('10.20.0.3', 5433), { 'Undeclared connection': 'WARNING' }],
    ['an address behind its block', connected('10.20.0.16', 5432), { 'Undeclared connection': 'WARNING' }],
    ['the internet', connected('203.0.113.9', 443), { 'Undeclared connection': 'WARNING' }],
    ['the same, refused by a network policy', connected('203.0.113.9', 443, 'tcp', { 'evt.rawres': -110 }), { 'Undeclared connection': 'WARNING' }],
    ['the internet by IPv6', connected('2001:db8::9', 443), { 'Undeclared connection': 'WARNING' }],
    ['the metadata service', connected('169.254.169.254', 80), { 'Undeclared connection': 'WARNING' }],
    ['the API server, for which it has no token', connected('10.96.0.1', 443), { 'Undeclared connection': 'WARNING' }],
    ['name resolution', connected('10.96.0.10', 53, 'udp', { 'evt.type': 'sendto' }), {}],
    ['a resolver that chooses an address', connected('203.0.113.9', 443, 'udp'), {}],
    ['datagrams to the internet', connected('203.0.113.9', 4444, 'udp', { 'evt.type': 'sendmsg' }), { 'Undeclared connection': 'WARNING' }],
    ['its own machine', connected('127.0.0.1', 9999), {}],
    ['its own machine by IPv6', connected('::1', 9999), {}],
    ['a shell in another pod', started('/bin/sh', { 'k8s.ns.name': 'other' }), {}],
    ['a shell on the node', started('/bin/sh', { 'container.id': 'host' }), {}],
  ];
  return list.map(([what, event, fires]) => ({ what, event: { ...API, ...pod, ...event }, fires }));
}

/** Events that the descriptions of upstream rules name. */
export const UPSTREAM: readonly Scripted[] = [
  {
    what: 'a shell with a terminal', fires: { 'Terminal shell in container': 'NOTICE' },
    event: { ...API, ...started('/bin/bash'), 'proc.tty': 34816, 'proc.pname': 'runc', 'proc.vpid': 7, 'proc.duration': 1 },
  },
  {
    what: 'the file of passwords', fires: { 'Read sensitive file untrusted': 'WARNING' },
    event: { ...API, ...opened('/etc/shadow'), 'proc.name': 'cat', 'proc.exepath': '/usr/bin/cat', 'proc.cmdline': 'cat /etc/shadow', 'fd.directory': '/etc' },
  },
  {
    what: 'a program that was written', fires: { 'Drop and execute new binary in container': 'CRITICAL' },
    event: { ...API, ...started('/tmp/miner', { 'proc.is_exe_upper_layer': true }) },
  },
  { what: 'the clearing of logs', fires: { 'Clear Log Activities': 'WARNING' },
    event: { ...API, ...opened('/var/log/auth.log', { 'evt.is_open_write': true, 'evt.arg.flags': 'O_TRUNC|O_WRONLY', 'fd.directory': '/var/log' }), 'proc.name': 'rm', 'fd.filename': 'auth.log' } },
];
