import { execFileSync } from 'child_process';
import { generateKeyPairSync, randomBytes } from 'crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { CLIENTS, NODE_ADDRESS, SERVER_CERTIFICATE } from './components';

/** How a node differs from the usual one. */
export interface NodeOptions {
  /** Below port 1024 only root may listen, as containerd has it before version 2. @default false */
  readonly lowPortsNeedRoot?: boolean;
}

/** A kubeconfig in JSON, which is YAML. */
function kubeconfig(token: string): string {
  return JSON.stringify({
    'apiVersion': 'v1',
    'kind': 'Config',
    'clusters': [{ name: 'node', cluster: { 'server': `https://${NODE_ADDRESS}:6443`, 'certificate-authority': SERVER_CERTIFICATE } }],
    'users': [{ name: 'client', user: { token } }],
    'contexts': [{ name: 'node', context: { cluster: 'node', user: 'client' } }],
    'current-context': 'node',
  });
}

/** With this certificate, which signs itself, the API server shows the kubelet who it is. */
function kubeletClientCertificate(folder: string): void {
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/O=system:masters/CN=kube-apiserver',
    '-keyout', join(folder, 'kubelet-client.key'), '-out', join(folder, 'kubelet-client.crt'),
  ], { stdio: 'pipe' });
}

/** Writes configuration and credentials of all components into the folder that they see as theirs. */
export function writeFiles(folder: string, { lowPortsNeedRoot = false }: NodeOptions): void {
  const config = join(__dirname, '..', 'config');
  cpSync(config, join(folder, 'config'), { recursive: true });
  const containerd = readFileSync(join(config, 'containerd.toml'), 'utf8');
  writeFileSync(join(folder, 'config', 'containerd.toml'), containerd.replace(/(?<=enable_unprivileged_ports = )true/, String(!lowPortsNeedRoot)));
  cpSync(join(config, 'cni'), join(folder, 'cni'), { recursive: true });
  mkdirSync(join(folder, 'logs'));

  const clients = Object.entries(CLIENTS).map(([name, client]) => ({ name, ...client, token: randomBytes(24).toString('hex') }));
  writeFileSync(join(folder, 'tokens.csv'), clients.map(({ token, user, name, group }) => `${token},${user},${name},${group ?? ''}\n`).join(''));
  for (const { name, token } of clients) writeFileSync(join(folder, `${name}.kubeconfig`), kubeconfig(token));

  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  writeFileSync(join(folder, 'accounts.key'), privateKey.export({ type: 'sec1', format: 'pem' }));
  kubeletClientCertificate(folder);
}
