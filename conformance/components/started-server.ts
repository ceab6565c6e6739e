import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments, stringify } from 'yaml';
import { anonymousRow } from './anonymous';
import { auditRow } from './audit-levels';
import { EncryptedServer, encryptionRow } from './encrypted-store';
import { filledIn } from './filled-in';
import { policiesRow } from './read-policies';
import { baselineOf } from './rendered';
import { LocalIssuer } from './token-issuer';
import { tokensRow } from './tokens';
import { Authentication, ClusterBaselineProps, ControlPlane, EncryptionAtRest, KubernetesVersion, MultiFactor, TokenIssuer } from '../../src';
import { AUDIT_LOG_FOLDER, SECURE_FOLDER } from '../../src/cluster/host-file';
import { withServer } from '../apiserver/server';
import { Row } from '../suite';

interface StartedServer extends EncryptedServer { readonly issuer: LocalIssuer }

/** The API server, started with the files and the flags of a baseline: all that differs is the folder that they are in, and a certificate of kubeadm. */
export async function startedServerRows(program: string): Promise<Row[]> {
  const [folder, data, keys] = ['baseline-', 'data-', 'keys-'].map((name) => mkdtempSync(join(tmpdir(), name)));
  const issuer = await LocalIssuer.start();
  const encryption = EncryptionAtRest.localKeys({ keyNames: ['key1'] });
  const server = { folder, data, encryption, keys, issuer };
  const before = process.env.TMPDIR;
  process.env.TMPDIR = data;
  try {
    return await withServer(program, flagsFor(server), async (client) => [
      await anonymousRow(client), await tokensRow(client, issuer), await auditRow(client, folder, issuer), await policiesRow(client),
      await encryptionRow(client, server),
    ]);
  } finally {
    if (before === undefined) delete process.env.TMPDIR; else process.env.TMPDIR = before;
    issuer.stop();
    for (const one of [folder, data, keys]) rmSync(one, { recursive: true });
  }
}

function baselineFor({ encryption, issuer }: StartedServer): ClusterBaselineProps {
  const { url, certificate } = issuer;
  return {
    kubernetesVersion: KubernetesVersion.of('1.37'),
    controlPlane: ControlPlane.of({ endpoint: 'api.example.com:6443', podCidrs: ['10.244.0.0/16'], serviceCidrs: ['10.96.0.0/16'] }),
    encryption,
    authentication: Authentication.of({
      issuers: [TokenIssuer.oidc({ url, audiences: ['kubernetes'], certificateAuthority: certificate, multiFactor: MultiFactor.methods('mfa', 'hwk') })],
    }),
  };
}

/** Puts the files where this process may write, with the keys filled in by our own script. */
function flagsFor(server: StartedServer): string[] {
  const { folder, encryption, keys } = server;
  baselineOf(baselineFor(server)).write(folder);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml'))) {
    writeFileSync(join(folder, name), readFileSync(join(folder, name), 'utf8').replaceAll(SECURE_FOLDER, folder));
  }
  writeFileSync(join(folder, 'encryption.yaml'), stringify(filledIn(encryption.toYaml(), encryption, keys)));
  mkdirSync(join(folder, 'log'));
  const [cluster] = parseAllDocuments(readFileSync(join(folder, 'kubeadm.yaml'), 'utf8')).map((document) => document.toJS());
  const flags = cluster.apiServer.extraArgs as readonly { readonly name: string; readonly value: string }[];
  const rendered = flags.filter(({ name }) => !LEFT_OUT.includes(name));
  return [
    ...rendered.map(({ name, value }) => `--${name}=${value.replace(AUDIT_LOG_FOLDER, join(folder, 'log'))}`),
    '--authorization-mode=Node', // beside RBAC, which the program has
  ];
}

/** kubeadm makes the certificate on its host. */
const LEFT_OUT = ['kubelet-certificate-authority'];
