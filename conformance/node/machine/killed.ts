import { spawn } from 'child_process';
import { join } from 'path';
import { createInterface } from 'readline';
import { Namespaces } from './namespaces';
import { until } from '../../apiserver/until';
import { Missing } from '../../suite';

/** Kills a process that holds a node, as nothing can be caught by, and waits until another node could be made. */
export async function killHolder(programs: string): Promise<void> {
  const holder = spawn(process.execPath, ['--import', require.resolve('tsx'), join(__dirname, 'holder.ts'), programs], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string | undefined>((resolve) => {
    createInterface(holder.stdout).once('line', resolve);
    holder.once('close', () => resolve(undefined));
  });
  if (line === undefined) throw new Error('the process that holds a node ended before it was killed');
  holder.kill('SIGKILL');
  await until('the end of a node whose process was killed', async () => {
    try {
      await (await Namespaces.create(programs)).end();
      return true;
    } catch (error) {
      if (error instanceof Missing) return false;
      throw error;
    }
  });
}
