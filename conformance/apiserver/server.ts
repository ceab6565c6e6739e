import { ChildProcess, spawn } from 'child_process';
import { createInterface } from 'readline';
import { Access, Client } from './client';

const LOG_LINES = 60;

/** Ends a program that ends with its input. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.stdin!.end();
  await closed;
}

/**
 * Starts the program that `conformance/apiserver` builds to, with flags of kube-apiserver, and ends it after use; its data is then gone.
 * Throws its log where it does not start.
 */
export async function withServer<T>(program: string, flags: readonly string[], use: (administrator: Client) => Promise<T>): Promise<T> {
  const child = spawn(program, flags, { stdio: ['pipe', 'pipe', 'pipe'] });
  const log: string[] = [];
  createInterface(child.stderr).on('line', (line) => {
    log.push(line);
    if (log.length > LOG_LINES) log.shift();
  });
  const said = await new Promise<string | undefined>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('error', reject);
    child.once('close', () => resolve(undefined));
  });
  if (said === undefined) throw new Error(`the API server did not start; the end of its log:\n${log.join('\n')}`);
  const client = new Client(JSON.parse(said) as Access);
  try {
    return await use(client);
  } finally {
    client.close();
    await ended(child);
  }
}
