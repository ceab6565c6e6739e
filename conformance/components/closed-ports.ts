import { execFileSync, spawn, spawnSync } from 'child_process';
import { once } from 'events';
import { HostFirewall } from '../../src';
import { Disagreement, Missing, Row, Tool } from '../suite';

/** Two machines with a cable, as namespaces of the network. */
const [HOST, PEER] = ['hardened-host', 'hardened-peer'];
/** Who asks, by both families. The last one is nobody that the firewall knows. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  'control plane': ['10.99.0.10', 'fd99::10'], 'node': ['10.99.0.20', 'fd99::20'], 'client': ['10.99.0.30', 'fd99::30'], 'stranger': ['10.99.0.66', 'fd99::66'],
};
const TARGETS = ['10.99.0.1', 'fd99::1'];
const block = (address: string): string => `${address}/${address.includes(':') ? 128 : 32}`;
const blocks = (source: string): string[] => SOURCES[source].map(block);

/** Who may reach each port. */
const EXPECTED: Readonly<Record<number, readonly string[]>> = {
  22: ['client'], 2379: ['control plane'], 2380: ['control plane'], 2381: [], 6443: ['control plane', 'node', 'client'], 8080: Object.keys(SOURCES),
  10248: [], 10249: [], 10250: ['control plane'], 10255: [], 10256: [], 10257: [], 10259: [],
};
const PORTS = Object.keys(EXPECTED).map(Number);

const LISTEN = `for (const port of ${JSON.stringify(PORTS)}) require('net').createServer((socket) => socket.end()).listen(port, '::'); process.stdin.resume();
process.stdin.on('end', () => process.exit()); setTimeout(() => console.log('ready'), 200);`;
const CONNECT = `const { connect } = require('net'); const cases = JSON.parse(process.argv[1]);
Promise.all(cases.map(({ port, host, localAddress }) => new Promise((resolve) => {
  const socket = connect({ port, host, localAddress, timeout: 1500 });
  for (const [event, open] of [['connect', true], ['timeout', false], ['error', false]]) socket.once(event, () => { socket.destroy(); resolve(open); });
}))).then((open) => console.log(JSON.stringify(open)));`;

const ip = (...args: string[]): void => { execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] }); };
const remove = (): void => { for (const name of [HOST, PEER]) spawnSync('ip', ['netns', 'del', name], { stdio: 'ignore' }); };

function connectMachines(): void {
  try {
    for (const name of [HOST, PEER]) ip('netns', 'add', name);
    ip('link', 'add', 'hardened0', 'netns', HOST, 'type', 'veth', 'peer', 'name', 'hardened1', 'netns', PEER);
  } catch (error) {
    throw new Missing(`namespaces of the network cannot be made (${(error as Error).message.trim()}); run as root, with iproute2`);
  }
  const addresses = { [HOST]: ['hardened0', TARGETS], [PEER]: ['hardened1', Object.values(SOURCES).flat()] } as const;
  for (const [name, [device, of]] of Object.entries(addresses)) {
    for (const address of of) ip('-n', name, 'address', 'add', `${address}/${address.includes(':') ? 64 : 24}`, 'dev', device, ...(address.includes(':') ? ['nodad'] : []));
    for (const one of [device, 'lo']) ip('-n', name, 'link', 'set', one, 'up');
  }
}

/** In namespaces of the network, every port that must be closed is closed, and every other one open, by IPv4 and IPv6. */
export async function closedPortsRow(tool: Tool): Promise<Row> {
  remove();
  try {
    connectMachines();
    const firewall = HostFirewall.of({ controlPlane: blocks('control plane'), nodes: blocks('node'), apiClients: blocks('client'), sshClients: blocks('client') });
    execFileSync('ip', ['netns', 'exec', HOST, 'nft', '-f', '-'], { input: firewall.toNftables() });
    const listener = spawn('ip', ['netns', 'exec', HOST, process.execPath, '-e', LISTEN], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(listener.stdout, 'data');
    const cases = Object.entries(SOURCES).flatMap(([source, addresses]) => addresses.flatMap((localAddress, i) => (
      PORTS.map((port) => ({ source, localAddress, host: TARGETS[i], port })))));
    const open = JSON.parse(execFileSync('ip', ['netns', 'exec', PEER, process.execPath, '-e', CONNECT, JSON.stringify(cases)], { encoding: 'utf8' })) as boolean[];
    listener.stdin.end();
    await once(listener, 'close');
    const disagreements = cases.flatMap(({ source, localAddress, port }, i): Disagreement[] => (open[i] === EXPECTED[port].includes(source) ? []
      : [{ ...tool, check: open[i] ? 'open' : 'closed', object: `port ${port}`, detail: `for the ${source} at ${localAddress}` }]));
    return { part: 'ports of a host, IPv4 and IPv6', cases: cases.length, disagreements };
  } finally {
    remove();
  }
}
