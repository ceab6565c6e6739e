import { ChildProcess, execFile, spawn } from 'child_process';
import { closeSync, openSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { createInterface } from 'readline';
import { Component, INSIDE } from './components';
import { Missing } from '../../suite';

/** What a command wrote, and how it ended. */
export interface Outcome { readonly status: number; readonly stdout: string; readonly stderr: string }

/** The cgroups of the node's pods; the kubelet's configuration names them too. */
const CGROUP = 'cdk8s-hardened-node';
const FOLDER = join(tmpdir(), CGROUP);
const LOCKED = 75;
const LAST_LINES = 15;
const MAX_OUTPUT = 2 ** 26;

/** Programs of the node must neither use a proxy nor meet another cluster. */
export const ENVIRONMENT = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root' };

/** The namespaces of a node: processes in them see nothing of the machine but its files, and end with them. */
export class Namespaces {
  /** Throws where another node is up, or the kernel refuses. */
  public static async create(programs: string): Promise<Namespaces> {
    const arguments_ = ['--nonblock', '--conflict-exit-code', String(LOCKED), '--close', '/sys/fs/cgroup', 'sh', join(__dirname, 'keeper.sh'), FOLDER, CGROUP, programs];
    const keeper = spawn('flock', arguments_, { detached: true, stdio: ['pipe', 'pipe', 'pipe'], env: ENVIRONMENT });
    let errors = '';
    keeper.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text; });
    const firstProcess = await new Promise<string | undefined>((resolve, reject) => {
      createInterface(keeper.stdout).once('line', resolve);
      keeper.once('error', reject);
      keeper.once('close', () => resolve(undefined));
    });
    if (firstProcess !== undefined) return new Namespaces(keeper, firstProcess);
    if (keeper.exitCode === LOCKED) throw new Missing('another node is up on this machine, and there can be only one at a time; wait until that run has ended');
    throw new Missing(`the kernel or the container that this runs in refuses what a node needs:\n${errors}`);
  }

  /** Files here are those that the components see. */
  public readonly folder = join(FOLDER, 'state');

  private constructor(private readonly keeper: ChildProcess, private readonly firstProcess: string) {}

  private entered(command: readonly string[]): string[] {
    return ['--target', this.firstProcess, '--mount', '--net', '--pid', '--uts', '--ipc', '--', ...command];
  }

  /** Starts a component; its output goes to a log, and its process id, as the node counts, to a file beside it. */
  public start({ name, command }: Component): ChildProcess {
    const log = openSync(this.logOf(name), 'a');
    const noted = ['sh', '-c', 'echo $$ > "$0"; exec "$@"', `${INSIDE}/logs/${name}.pid`, ...command];
    const child = spawn('nsenter', this.entered(noted), { stdio: ['ignore', log, log], env: ENVIRONMENT });
    closeSync(log);
    return child;
  }

  /** Tells a component to end. */
  public async stop({ name }: Component): Promise<void> {
    await this.run(['sh', '-c', `kill "$(cat ${INSIDE}/logs/${name}.pid)"`]);
  }

  /** Runs a command to its end. */
  public run(command: readonly string[], input = ''): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = execFile('nsenter', this.entered(command), { env: ENVIRONMENT, maxBuffer: MAX_OUTPUT }, (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number') reject(error);
        else resolve({ status: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      });
      child.stdin!.on('error', () => undefined); // a program may end without having read all of it
      child.stdin!.end(input);
    });
  }

  /** The last lines that a component has written. */
  public endOfLog(name: string): string {
    return readFileSync(this.logOf(name), 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n');
  }

  private logOf(name: string): string { return join(this.folder, 'logs', `${name}.log`); }

  /** Ends every process in them, and removes what the node has made on the machine. */
  public async end(): Promise<void> {
    if (this.keeper.exitCode !== null) return;
    const closed = new Promise((resolve) => this.keeper.once('close', resolve));
    this.keeper.stdin!.end();
    await closed;
  }
}
