import { readdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { stringify } from 'yaml';
import { filledIn } from './filled-in';
import { STARTED } from './started-tool';
import { EncryptionAtRest } from '../../src';
import { Client, succeeded } from '../apiserver/client';
import { problems, Tally } from '../apiserver/tally';
import { Row } from '../suite';

/** A server whose store is encrypted. */
export interface EncryptedServer {
  /** The files of the baseline, as the server reads them. */
  readonly folder: string;
  /** Where the server keeps its etcd. */
  readonly data: string;
  readonly encryption: EncryptionAtRest;
  readonly keys: string;
}

const CONTENT = 'the-password-of-the-database-23';
const PLAIN = 'a-label-that-nobody-encrypts-29';
/** The API server looks for a new file every minute. */
const RELOADED_WITHIN = 150;
const RELOADS = /^apiserver_encryption_config_controller_automatic_reloads_total\{[^}]*status="success"[^}]*\} (\d+)/m;

/** All that etcd has on the disk. */
const stored = (folder: string): string => (readdirSync(folder, { recursive: true }) as string[]).map((name) => join(folder, name))
  .filter((path) => path.includes('/etcd/') && statSync(path).isFile()).map((path) => readFileSync(path, 'latin1')).join('');

async function reloads(client: Client): Promise<number> {
  const { body } = await client.get('/metrics');
  return Number(RELOADS.exec(String(body.message))?.[1] ?? 0);
}

async function replaced(client: Client, { folder, encryption, keys }: EncryptedServer, yaml: string): Promise<void> {
  const before = await reloads(client);
  writeFileSync(join(folder, 'encryption.yaml'), stringify(filledIn(yaml, encryption, keys)));
  const end = Date.now() + RELOADED_WITHIN * 1000;
  while (await reloads(client) === before) {
    if (Date.now() > end) throw new Error(`the API server did not read the new encryption configuration within ${RELOADED_WITHIN} s`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** A Secret is ciphertext in etcd, before and after its key is replaced by our plan, and readable at every step. */
export async function encryptionRow(client: Client, server: EncryptedServer): Promise<Row> {
  const tally = new Tally('started with our files: what etcd stores', STARTED);
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'stored', namespace: 'default' }, stringData: { password: CONTENT } };
  await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'stored', labels: { plain: PLAIN } } });
  await client.create(secret);
  const check = async (step: string, key: string): Promise<void> => {
    const [text, answer] = [stored(server.data), await client.read(secret)];
    const value = Buffer.from(String(answer.body.data?.password), 'base64').toString();
    tally.case(step, problems('stored', [
      ...(text.includes(PLAIN) ? [] : ['what is not encrypted is not found either, so this says nothing']),
      ...(text.includes(CONTENT) || text.includes(Buffer.from(CONTENT).toString('base64')) ? ['the content is there in plain text'] : []),
      ...(text.includes(`k8s:enc:secretbox:v1:${key}:`) ? [] : [`nothing is encrypted by ${key}`]),
      ...(succeeded(answer) && value === CONTENT ? [] : ['it cannot be read']),
    ]));
  };
  await check('as it was created', 'key1');
  for (const { title, yaml } of server.encryption.rotateTo('key2')) {
    if (yaml !== undefined) await replaced(client, server, yaml);
    else await client.request('PUT', '/api/v1/namespaces/default/secrets/stored', { body: { ...secret, stringData: { password: CONTENT } } });
    await check(title, title.startsWith('1.') || title.startsWith('2.') ? 'key1' : 'key2');
  }
  return tally.row();
}
