import { ChildProcess, execFileSync, spawn, spawnSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { commandOf, Kubeadm } from './kubeadm-command';
import { SMALLEST } from './rendered';
import { problems, Tally } from '../apiserver/tally';
import { until } from '../apiserver/until';
import { build, programsOf } from '../go-module';
import { Missing, Row, Tool } from '../suite';
import { requestCommand, TlsRequest } from '../tls-requests';

export const ETCD: Tool = { tool: 'etcd of a baseline', version: 'v3.7.0' };

/** A namespace of the network for etcd and whoever asks it, so that its ports are nobody else's. */
const HOST = 'hardened-etcd';
const ADDRESS = '10.99.1.10';
const CLIENT = `https://${ADDRESS}:2379/v3/kv/range`;
const PEER = `https://${ADDRESS}:2380/members`;

interface Certificate { readonly cert: string; readonly key: string }

interface Request {
  readonly name: string;
  readonly url: string;
  readonly who?: Certificate;
  readonly maxVersion?: string;
  readonly isAdmitted: boolean;
}

function requests(pki: string, foreign: Certificate): readonly Request[] {
  const own = (name: string): Certificate => ({ cert: join(pki, `${name}.crt`), key: join(pki, `${name}.key`) });
  const ofApiServer = own('apiserver-etcd-client');
  return [
    { name: 'the API server', url: CLIENT, who: ofApiServer, isAdmitted: true },
    { name: 'a client without certificate', url: CLIENT, isAdmitted: false },
    { name: 'a client with a certificate of a foreign CA', url: CLIENT, who: foreign, isAdmitted: false },
    { name: 'a client with a certificate of the CA of the cluster', url: CLIENT, who: own('apiserver-kubelet-client'), isAdmitted: false },
    { name: 'a client over plain HTTP', url: CLIENT.replace('https', 'http'), isAdmitted: false },
    { name: 'the API server by TLS 1.2', url: CLIENT, who: ofApiServer, maxVersion: 'TLSv1.2', isAdmitted: false },
    { name: 'a peer', url: PEER, who: own('etcd/peer'), isAdmitted: true },
    { name: 'a peer without certificate', url: PEER, isAdmitted: false },
    { name: 'a peer with a certificate of a foreign CA', url: PEER, who: foreign, isAdmitted: false },
    { name: 'a peer over plain HTTP', url: PEER.replace('https', 'http'), isAdmitted: false },
  ];
}

const RANGE = JSON.stringify({ key: Buffer.from('/registry').toString('base64') });

function answersTo(asked: readonly Request[], ca: string): string[] {
  const made = asked.map(({ url, who, maxVersion }): TlsRequest => ({ url, ca, ...who, maxVersion, body: url.endsWith('/range') ? RANGE : undefined }));
  return JSON.parse(execFileSync('ip', ['netns', 'exec', HOST, ...requestCommand(made)], { encoding: 'utf8' })) as string[];
}

/** A certificate that another authority than etcd's has signed: itself. */
function foreignCertificate(folder: string): Certificate {
  const [cert, key] = ['foreign.crt', 'foreign.key'].map((name) => join(folder, name));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/O=system:masters/CN=kube-apiserver-etcd-client',
    '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { cert, key };
}

/** The flags are those of the static pod that kubeadm makes; all that differs is where etcd keeps its data. */
function start(kubeadm: Kubeadm, data: string): ChildProcess {
  const { files, output } = kubeadm.run('init', 'phase', 'etcd', 'local', '--dry-run');
  const pod = files.get('etcd.yaml');
  if (pod === undefined) throw new Error(`kubeadm made no static pod of etcd: ${output}`);
  const flags = commandOf(pod).slice(1).map((flag) => (flag.startsWith('--data-dir=') ? `--data-dir=${data}` : flag));
  const program = build(join(__dirname, '..', 'node', 'cluster'), { program: join(programsOf('baseline'), 'etcd'), mainPackage: './etcd' });
  return spawn('ip', ['netns', 'exec', HOST, program, ...flags, '--unsafe-no-fsync', '--log-level=fatal'], { stdio: ['ignore', 'inherit', 'inherit'] });
}

function makeHost(): void {
  try {
    for (const args of [['netns', 'add', HOST], ['-n', HOST, 'link', 'set', 'lo', 'up'], ['-n', HOST, 'address', 'add', `${ADDRESS}/32`, 'dev', 'lo']]) {
      execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    }
  } catch (error) {
    throw new Missing(`a namespace of the network cannot be made (${(error as Error).message.trim()}); run as root, with iproute2`);
  }
}

const removeHost = (): void => { spawnSync('ip', ['netns', 'del', HOST], { stdio: 'ignore' }); };

/** etcd, started with the flags that kubeadm makes of a baseline, takes the certificates of the API server and of its peers, and nothing else. */
export async function startedEtcdRow(kubeadmProgram: string): Promise<Row> {
  const tally = new Tally('started with our flags: who is let in to etcd', ETCD);
  const folder = mkdtempSync(join(tmpdir(), 'etcd-'));
  const kubeadm = new Kubeadm(kubeadmProgram, folder, SMALLEST, ADDRESS);
  kubeadm.certificates();
  const asked = requests(kubeadm.pki, foreignCertificate(folder));
  const ca = join(kubeadm.pki, 'etcd', 'ca.crt');
  removeHost();
  makeHost();
  const etcd = start(kubeadm, join(folder, 'data'));
  const ended = new Promise((resolve) => etcd.once('close', resolve));
  try {
    await until('etcd', async () => {
      if (etcd.exitCode !== null) throw new Error('etcd ended before it was up');
      return answersTo(asked.filter(({ isAdmitted }) => isAdmitted), ca).every((answer) => answer === '200');
    });
    const answers = answersTo(asked, ca);
    asked.forEach(({ name, isAdmitted }, i) => tally.case(name, problems('who is let in', (answers[i] === '200') === isAdmitted ? [] : [`answered ${answers[i]}`])));
  } finally {
    etcd.kill();
    await ended;
    removeHost();
    rmSync(folder, { recursive: true });
  }
  return tally.row();
}
