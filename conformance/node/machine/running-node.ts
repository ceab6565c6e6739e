import { ChildProcess } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import {
  afterApiServer, API_SOCKET, apiProxy, apiServer, Component, containerd, enforcer, etcd, INSIDE, kubectl, kubelet, outsideServers, proxy,
  SERVER_CERTIFICATE, withoutEnforcer,
} from './components';
import { NodeOptions, writeFiles } from './files';
import { Namespaces, Outcome } from './namespaces';
import { Client, succeeded } from '../../apiserver/client';
import { until } from '../../apiserver/until';
import { Image, importImages } from '../images/import';

/** Seconds that the pods of a namespace may take on a busy machine. */
const ROLLOUT = 180;

interface PodName { readonly namespace: string; readonly pod: string }

/** A kubelet that is started in place of the one of `config/kubelet.yaml`. */
export interface OtherKubelet {
  readonly component: Component;
  /** What must be there before it starts; the API server is up already. */
  readonly prepare: (node: RunningNode) => Promise<void>;
}

interface StartOptions extends NodeOptions {
  readonly otherKubelet?: OtherKubelet;
  /** The folder of another container runtime, below that of the programs. @default - that of Debian */
  readonly runtime?: string;
}

/** A cluster of one node, with DNS and an enforcer of network policies. */
export class RunningNode {
  /** Starts a node, and ends it after use whatever happens. */
  public static async with<T>(
    programs: string, images: readonly Image[], use: (node: RunningNode) => Promise<T>, options: StartOptions = {},
  ): Promise<T> {
    const namespaces = await Namespaces.create(programs);
    const client = new Client({ socketPath: join(namespaces.folder, API_SOCKET) });
    try {
      const node = new RunningNode(namespaces, client);
      await node.startAll(images, options);
      return await use(node);
    } finally {
      client.close();
      await namespaces.end();
    }
  }

  private readonly started = new Map<string, ChildProcess>();

  private constructor(private readonly namespaces: Namespaces, public readonly client: Client) {}

  private async startAll(images: readonly Image[], { otherKubelet, runtime, ...options }: StartOptions): Promise<void> {
    writeFiles(this.namespaces.folder, options);
    [outsideServers, etcd, containerd(runtime), apiServer].forEach((component) => this.start(component));
    const certificate = join(this.namespaces.folder, SERVER_CERTIFICATE.slice(INSIDE.length));
    await this.untilUp('the certificate of the API server', async () => existsSync(certificate));
    this.start(apiProxy);
    await this.untilUp('the API server', async () => succeeded(await this.client.get('/readyz')));
    afterApiServer.forEach((component) => this.start(component));
    await this.untilUp('containerd', async () => (await this.run(['ctr', 'version'])).status === 0);
    await importImages(this, this.namespaces.folder, images);
    await otherKubelet?.prepare(this);
    this.start(otherKubelet?.component ?? kubelet);
    await this.untilUp('the node', async () => {
      const { body } = await this.client.get('/api/v1/nodes/node');
      return body.status?.conditions?.some((condition: { type: string; status: string }) => condition.type === 'Ready' && condition.status === 'True') ?? false;
    });
    if (otherKubelet) return; // it has no image service, so that no pod starts
    this.start(proxy);
    this.startEnforcer();
    await this.apply(readFileSync(join(__dirname, '..', 'config', 'coredns.yaml'), 'utf8'));
    await this.untilUp('DNS', async () => this.areAvailable('kube-system'));
  }

  private start(component: Component): void { this.started.set(component.name, this.namespaces.start(component)); }

  /** Waits, unless a component has ended. Throws the end of its log. */
  private async untilUp(what: string, holds: () => Promise<boolean>): Promise<void> {
    await until(what, async () => {
      const ended = [...this.started].find(([, child]) => child.exitCode !== null);
      if (ended) throw new Error(`${ended[0]} ended before ${what} was up; the end of its log:\n${this.namespaces.endOfLog(ended[0])}`);
      return holds().catch(() => false);
    });
  }

  /** Runs a command in the namespaces of the node. */
  public run(command: readonly string[], input?: string): Promise<Outcome> { return this.namespaces.run(command, input); }

  public kubectl(args: readonly string[], input?: string): Promise<Outcome> { return this.run(kubectl(...args), input); }

  /** Applies manifests as a user does. Throws what kubectl says where it fails. */
  public async apply(manifests: string, ...flags: readonly string[]): Promise<string> {
    const { status, stdout, stderr } = await this.kubectl(['apply', ...flags, '-f', '-'], manifests);
    if (status !== 0) throw new Error(`kubectl apply failed:\n${stderr}`);
    return stdout;
  }

  /** Waits until every Deployment of a namespace has all of its pods. */
  public async available(namespace: string): Promise<void> {
    await until(`every pod of the Deployments of ${namespace}`, () => this.areAvailable(namespace), ROLLOUT);
  }

  private async areAvailable(namespace: string): Promise<boolean> {
    const { body } = await this.client.get(`/apis/apps/v1/namespaces/${namespace}/deployments`);
    return (body.items as any[]).every(({ spec, status, metadata }) => status.observedGeneration === metadata.generation
      && status.updatedReplicas === spec.replicas && status.availableReplicas === spec.replicas && status.replicas === spec.replicas);
  }

  /** What a program prints as JSON in a container. */
  public async inContainer({ namespace, pod }: PodName, container: string, command: readonly string[]): Promise<any> {
    const { status, stdout, stderr } = await this.kubectl(['exec', '--namespace', namespace, pod, '--container', container, '--', ...command]);
    if (status !== 0) throw new Error(`${command.join(' ')} failed in ${namespace}/${pod}: ${stderr}`);
    return JSON.parse(stdout);
  }

  /** Enforces network policies from a moment later on. */
  public startEnforcer(): void { this.start(enforcer); }

  /** Stops enforcing network policies, and takes out the rules of those that were. */
  public async stopEnforcer(): Promise<void> {
    const child = this.started.get(enforcer.name)!;
    const closed = new Promise((resolve) => child.once('close', resolve));
    this.started.delete(enforcer.name);
    await this.namespaces.stop(enforcer);
    await closed;
    const { status, stderr } = await this.run(withoutEnforcer);
    if (status !== 0) throw new Error(`the rules of the enforcer cannot be taken out: ${stderr}`);
  }
}
