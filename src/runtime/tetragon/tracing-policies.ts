import { addressBlocks } from '../../objects/network/address-blocks';
import { unionOfAddresses } from '../../objects/network/address-set';
import { Intervals, unionOf } from '../../objects/network/intervals';
import { namesOf } from '../mounted-folders';
import { SENSITIVE_FILES } from '../sensitive-files';
import { AllowedConnection, WatchedWorkload } from '../watched-workload';

type Json = Readonly<Record<string, unknown>>;

/** The kernel program of Tetragon has room for so many selectors of one hook. https://github.com/cilium/tetragon/blob/main/bpf/process/event_config.h */
const MOST_SELECTORS = 5;

/** What Tetragon does with an event that nobody declared. */
export interface TracingOptions {
  /** Ends the process, beside the report. */
  readonly kills?: boolean;
}

const SHOWN_MESSAGE = 256;
const MAY_READ = '4';
const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/** The first selector that matches decides, so that what is allowed comes first and reports nothing. https://tetragon.io/docs/concepts/tracing-policy/selectors/ */
const SILENT = [{ action: 'NoPost' }];

const reported = ({ kills }: TracingOptions): Json[] => [{ action: kills ? 'Sigkill' : 'Post' }];

const labelsOf = ({ pods, title }: WatchedWorkload): Readonly<Record<string, string>> => {
  if (pods.by === 'labels') return pods.labels;
  throw new Error(`cannot watch ${title} by Tetragon: its pods have no labels to select them by; add \`metadata.labels\` to the pods`);
};

/** The same message is at every event of a hook, so that it says what was derived from what. */
const message = (text: string): string => (text.length <= SHOWN_MESSAGE ? text : `${text.slice(0, SHOWN_MESSAGE - 1)}…`);

function processes({ executables, title }: WatchedWorkload, options: TracingOptions): Json[] {
  if (!executables) return [];
  const allowed = executables.length === 0 ? [] : [{ matchArgs: [{ index: 0, operator: 'Equal', values: executables }], matchActions: SILENT }];
  return [{
    call: 'security_bprm_check', syscall: false, message: message(`${title}: a process that is not declared`), tags: ['cdk8s-hardened.process'],
    args: [{ index: 0, type: 'linux_binprm' }],
    selectors: [...allowed, { matchActions: reported(options) }],
  }];
}

function files({ executables, secretFolders, tokenFolders, title }: WatchedWorkload, options: TracingOptions): Json[] {
  const read = (operator: string, values: readonly string[]): Json[] => [{ index: 0, operator, values }, { index: 1, operator: 'Equal', values: [MAY_READ] }];
  const folders = [...new Set([...secretFolders, ...tokenFolders])].sort().flatMap(namesOf).map((folder) => `${folder}/`);
  const secrets = !executables || folders.length === 0 ? [] : [{
    matchArgs: read('Prefix', folders), ...(executables.length > 0 ? { matchBinaries: [{ operator: 'NotIn', values: executables }] } : {}), matchActions: reported(options),
  }];
  return [{
    call: 'security_file_permission', syscall: false, message: message(`${title}: a file of secrets or accounts is read`), tags: ['cdk8s-hardened.file'],
    args: [{ index: 0, type: 'file' }, { index: 1, type: 'int' }],
    selectors: [{ matchArgs: read('Prefix', SENSITIVE_FILES), matchActions: reported(options) }, ...secrets],
  }];
}

/** Ports as Tetragon writes them: a number, or the first and the last of a range. */
const portValues = (ports: Intervals<number>): string[] => ports.map(({ from, to }) => (to - from === 1 ? String(from) : `${from}:${to - 1}`));

interface Reachable { readonly blocks: readonly string[]; readonly ports: Intervals<number> }

/** What TCP reaches, connections with the same ports together. What is beyond the room for selectors is let through on the ports of all of it. */
function reachable(connections: readonly AllowedConnection[]): Reachable[] {
  const byPorts = new Map<string, AllowedConnection[]>();
  for (const connection of connections.filter(({ ports }) => ports.TCP.length > 0)) {
    const key = portValues(connection.ports.TCP).join();
    byPorts.set(key, [...byPorts.get(key) ?? [], connection]);
  }
  const merged = (group: readonly AllowedConnection[]): Reachable => ({
    blocks: addressBlocks(unionOfAddresses(group.map(({ to }) => to))), ports: unionOf(group.flatMap(({ ports }) => ports.TCP)),
  });
  const groups = [...byPorts.values()];
  const room = MOST_SELECTORS - 2; // one for the own machine, one for what is reported
  return groups.length <= room ? groups.map(merged) : [...groups.slice(0, room - 1).map(merged), merged(groups.slice(room - 1).flat())];
}

function connectionsOf({ connections, title }: WatchedWorkload, options: TracingOptions): Json[] {
  if (!connections) return [];
  const allowed = reachable(connections).map(({ blocks, ports }) => ({
    matchArgs: [{ index: 0, operator: 'DAddr', values: blocks }, { index: 0, operator: 'DPort', values: portValues(ports) }], matchActions: SILENT,
  }));
  return [{
    call: 'tcp_connect', syscall: false, tags: ['cdk8s-hardened.connection'],
    message: message(`${title}: no edge allows this connection; allowed are ${connections.map(({ allowedBy }) => allowedBy).join(', ') || 'none'}`),
    args: [{ index: 0, type: 'sock' }],
    selectors: [{ matchArgs: [{ index: 0, operator: 'DAddr', values: LOOPBACK }], matchActions: SILENT }, ...allowed, { matchActions: reported(options) }],
  }];
}

/**
 * A policy of Tetragon that watches one workload: its processes, its files and its connections by TCP.
 *
 * @throws where no label selects its pods
 * @see https://tetragon.io/docs/concepts/tracing-policy/
 */
export function tracingPolicy(workload: WatchedWorkload, options: TracingOptions = {}): Json {
  const { name, namespace, kind } = workload;
  return {
    apiVersion: 'cilium.io/v1alpha1',
    kind: 'TracingPolicyNamespaced',
    metadata: { name: `${kind.toLowerCase()}-${name}`, namespace },
    spec: {
      podSelector: { matchLabels: labelsOf(workload) },
      kprobes: [...processes(workload, options), ...files(workload, options), ...connectionsOf(workload, options)],
    },
  };
}
