import { all, any, check, Condition, conditionText, fieldWith, isIn, isInList, macro, not, rejectText, valueText } from './condition';
import { FalcoRule, Priority, RulesEntry } from './rules-file';
import { addressBlocks } from '../../objects/network/address-blocks';
import { Interval } from '../../objects/network/intervals';
import { ALL_PORTS, PortSet } from '../../objects/network/port-set';
import { COMMON_SHELLS, isShell } from '../../objects/shells';
import { namesOf } from '../mounted-folders';
import { SENSITIVE_FILES } from '../sensitive-files';
import { AllowedConnection, WatchedWorkload } from '../watched-workload';

/** Fields of Kubernetes and containers come from this plugin. https://github.com/falcosecurity/plugins/tree/main/plugins/container */
const REQUIRED: readonly RulesEntry[] = [
  { required_engine_version: '0.57.0' },
  { required_plugin_versions: [{ name: 'container', version: '0.4.0' }] },
];

/** What runc starts itself from, in the very container. https://github.com/opencontainers/runc/tree/main/libcontainer/dmz */
const RUNC = 'memfd:runc_cloned:/proc/self/exe';

const STARTED = 'hardened_process_started';
const OPENED = 'hardened_file_opened_to_read';
const CONNECTING = 'hardened_connects';

const SHARED: readonly (readonly [string, Condition])[] = [
  [STARTED, all(isIn('evt.type', ['execve', 'execveat']), check('proc.exepath', '!=', RUNC))],
  [OPENED, all(isIn('evt.type', ['open', 'openat', 'openat2']), check('evt.is_open_read', '=', 'true'), check('fd.typechar', '=', 'f'), check('fd.num', '>=', 0))],
  // a connect of UDP sends nothing: resolvers use it to choose an address
  [CONNECTING, all(
    any(all(check('evt.type', '=', 'connect'), check('fd.l4proto', '=', 'tcp')), all(isIn('evt.type', ['sendto', 'sendmsg']), check('fd.l4proto', '!=', 'tcp'))),
    isIn('fd.typechar', ['4', '6']),
    not(any(isIn('fd.snet', ['127.0.0.0/8', '::1/128']), isIn('fd.sip', ['0.0.0.0', '::']))),
  )],
];

/** What every output ends with. */
const CIRCUMSTANCES = 'ns=%k8s.ns.name pod=%k8s.pod.name container=%container.name image=%container.image.repository process=%proc.exepath command=%proc.cmdline '
  + 'parent=%proc.pname user_uid=%user.uid';

function podsOf({ namespace, pods }: WatchedWorkload): Condition[] {
  const isNamespace = check('k8s.ns.name', '=', namespace);
  switch (pods.by) {
    case 'labels': return [isNamespace, ...Object.entries(pods.labels).sort().map(([key, value]) => check(fieldWith('k8s.pod.label', key), '=', value))];
    case 'name': return [isNamespace, check('k8s.pod.name', '=', pods.name)];
    case 'prefix': return [isNamespace, check('k8s.pod.name', 'startswith', pods.prefix)];
  }
}

const below = (field: string, folders: readonly string[]): Condition => any(...folders.flatMap(namesOf).map((folder) => check(field, 'startswith', `${folder}/`)));

const isSpan = ({ from, to }: Interval<number>): boolean => to - from > 1;

function portsAre(protocol: 'tcp' | 'udp', intervals: readonly Interval<number>[]): Condition[] {
  if (intervals.length === 0) return [];
  const is = check('fd.l4proto', '=', protocol);
  if (intervals.some(({ from, to }) => from === 1 && to === 65536)) return [is];
  const single = intervals.filter((one) => !isSpan(one)).map(({ from }) => from);
  const spans = intervals.filter(isSpan).map(({ from, to }) => all(check('fd.sport', '>=', from), check('fd.sport', '<', to)));
  return [all(is, any(...(single.length > 0 ? [isIn('fd.sport', single)] : []), ...spans))];
}

const WHOLE_FAMILIES: Readonly<Record<string, string>> = { '0.0.0.0/0': '4', '::/0': '6' };

/** Empty where every address is meant. */
function addressesAre(blocks: readonly string[]): Condition[] {
  const families = blocks.filter((block) => Object.hasOwn(WHOLE_FAMILIES, block)).map((block) => WHOLE_FAMILIES[block]);
  const others = blocks.filter((block) => !Object.hasOwn(WHOLE_FAMILIES, block));
  if (families.length === 2) return [];
  return [any(...(families.length > 0 ? [isIn('fd.typechar', families)] : []), ...(others.length > 0 ? [isIn('fd.snet', others)] : []))];
}

function allowed({ to, ports }: AllowedConnection): Condition | undefined {
  const blocks = addressBlocks(to);
  const portConditions = portConditionsOf(ports);
  if (blocks.length === 0 || portConditions?.length === 0) return undefined;
  const conditions = [...addressesAre(blocks), ...(portConditions ? [any(...portConditions)] : [])];
  return conditions.length === 0 ? check('evt.num', '>=', 0) : all(...conditions);
}

/** Undefined for all ports. Falco sees no connections of SCTP. */
const portConditionsOf = (ports: PortSet): readonly Condition[] | undefined =>
  (ports === ALL_PORTS ? undefined : [...portsAre('tcp', ports.TCP), ...portsAre('udp', ports.UDP)]);

/** The entries of one workload. */
class WorkloadRules {
  private readonly entries: RulesEntry[] = [];

  constructor(private readonly workload: WatchedWorkload, private readonly id: string) {}

  /** @throws where the workload has a name that no rule can hold */
  public build(): readonly RulesEntry[] {
    const { namespace, name } = this.workload;
    [namespace, name].forEach(rejectText);
    this.macro('pods', all(check('container.id', '!=', 'host'), ...podsOf(this.workload)));
    this.addProcesses();
    this.addWrittenExecutables();
    this.addFiles();
    this.addConnections();
    return this.entries;
  }

  private addProcesses(): void {
    const { executables } = this.workload;
    const shells = (executables ?? []).filter(isShell);
    const declared = shells.length === 0 ? [] : [not(isIn('proc.exepath', shells))];
    this.rule('Shell', 'CRITICAL', all(macro(STARTED), this.pods, isIn('proc.name', COMMON_SHELLS), ...declared),
      shells.length === 0 ? 'No shell is among its processes, so that one means that somebody is inside.'
        : `Its manifest starts ${shells.join(', ')} by itself; any other shell means that somebody is inside.`);
    if (!executables) return;
    this.entries.push({ list: this.named('executables'), items: executables.map(valueText) });
    this.rule('Undeclared process', 'ERROR', all(macro(STARTED), this.pods, not(this.isOwnProcess)),
      `Its processes are ${executables.join(', ')}, by its manifest and its declarations; a replica that runs another one deviates from its siblings.`);
  }

  private addWrittenExecutables(): void {
    const { writableFolders } = this.workload;
    const written = writableFolders.length === 0 ? [] : [below('proc.exepath', writableFolders)];
    this.rule('Written executable', 'CRITICAL', all(macro(STARTED), this.pods, any(check('proc.is_exe_upper_layer', '=', 'true'), ...written)),
      `What its image does not contain was written after the start${writableFolders.length === 0 ? '' : `, also where it may write: ${writableFolders.join(', ')}`}.`);
  }

  private addFiles(): void {
    const { executables, secretFolders, tokenFolders } = this.workload;
    this.rule('Sensitive file', 'CRITICAL', all(macro(OPENED), this.pods, any(...SENSITIVE_FILES.map((file) => check('fd.name', 'startswith', file)))),
      'Files of accounts and keys are read by whoever looks for a way on.', 'file=%fd.name ');
    if (!executables) return;
    const folders = [...new Set([...secretFolders, ...tokenFolders])].sort();
    if (folders.length === 0) return;
    this.rule('Secret', 'ERROR', all(macro(OPENED), this.pods, below('fd.name', folders), not(this.isOwnProcess)),
      `Only its own processes read what is mounted at ${folders.join(', ')}.`, 'file=%fd.name ');
  }

  private addConnections(): void {
    const { connections } = this.workload;
    if (!connections) return;
    const conditions = connections.flatMap((connection) => allowed(connection) ?? []);
    const distinct = [...new Map(conditions.map((condition) => [conditionText(condition), condition])).values()];
    this.macro('connections', distinct.length === 0 ? check('evt.num', '<', 0) : any(...distinct));
    const edges = connections.length === 0 ? 'nothing' : connections.map(({ allowedBy }) => allowedBy).join(', ');
    this.rule('Undeclared connection', 'WARNING', all(macro(CONNECTING), this.pods, not(macro(this.named('connections')))),
      `Its egress is what these rules allow: ${edges}. Attempts that a network policy refuses count as well.`, 'connection=%fd.name protocol=%fd.l4proto ');
  }

  private get isOwnProcess(): Condition {
    return isInList('proc.exepath', this.named('executables'));
  }

  private get pods(): Condition {
    return macro(this.named('pods'));
  }

  private named(what: string): string {
    return `${this.id}_${what}`;
  }

  private macro(what: string, condition: Condition): void {
    this.entries.push({ macro: this.named(what), condition: `(${conditionText(condition)})` });
  }

  private rule(what: string, priority: Priority, condition: Condition, why: string, details = ''): void {
    const { title, kind, namespace, name } = this.workload;
    const rule: FalcoRule = {
      rule: `${what} in ${kind} ${namespace}/${name}`,
      desc: `${title}: ${why}`,
      condition: conditionText(condition),
      output: `${what} in ${kind} ${namespace}/${name} | ${details}${CIRCUMSTANCES}`,
      priority,
      tags: ['container', 'cdk8s-hardened'],
    };
    this.entries.push(rule);
  }
}

/** Names of macros have letters, digits and underscores alone. */
const identifier = ({ kind, namespace, name }: WatchedWorkload): string => `${namespace}_${kind}_${name}`.toLowerCase().replace(/[^a-z0-9]/g, '_').replace(/^(?![a-z])/, 'w');

/** A rules file that watches workloads; it needs no other rules file. */
export class FalcoRules {
  private readonly own: RulesEntry[] = [];
  private readonly taken = new Map<string, number>();

  /** @throws for a name, a path or a label that no condition can hold; the file is then as it was */
  public add(workload: WatchedWorkload): void {
    const id = identifier(workload);
    const count = (this.taken.get(id) ?? 0) + 1;
    this.own.push(...new WorkloadRules(workload, count === 1 ? id : `${id}_${count}`).build());
    this.taken.set(id, count);
  }

  /** The entries of the file, in their order. */
  public entries(): readonly RulesEntry[] {
    return [...REQUIRED, ...SHARED.map(([name, condition]) => ({ macro: name, condition: `(${conditionText(condition)})` })), ...this.own];
  }
}

/** The entries of a rules file about these workloads. @throws where one of them cannot be watched */
export function falcoRules(workloads: readonly WatchedWorkload[]): readonly RulesEntry[] {
  const file = new FalcoRules();
  workloads.forEach((workload) => file.add(workload));
  return file.entries();
}
