import { writeFileSync } from 'fs';
import { join } from 'path';
import { inFolder } from './check-bundle';
import { interleaved, median } from './interleaved';
import { Benchmark, Row } from './row';

const SMALL = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: flags\n  namespace: shop\ndata:\n  colour: blue\n';
const ROUNDS = 21; // a start is short, and the machine is not quiet

/** What a user waits for at the least. */
function rows(): Row[] {
  return inFolder((folder) => {
    const file = join(folder.path, 'small.yaml');
    const empty = join(folder.path, 'empty.js');
    writeFileSync(file, SMALL);
    writeFileSync(empty, '');
    const runs = interleaved([
      { name: 'bare', command: process.execPath, args: [empty] },
      { name: 'check', command: process.execPath, args: folder.commandLine('check', file) },
      { name: 'compiled anew', command: process.execPath, args: folder.commandLine('check', file), env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' } },
      { name: 'help', command: process.execPath, args: folder.commandLine('--help') },
    ], ROUNDS);
    const of = (name: string): number => median(runs.get(name)!.map(({ wall }) => wall));
    const row = (name: string, title: string, target?: Row['target']): Row => (
      { row: `start: ${title}`, measured: 'bare `node`', ratio: of(name) / of('bare'), target, context: `${Math.round(of(name))} ms, node ${Math.round(of('bare'))} ms` }
    );
    return [
      row('check', '`check` of one small file', { atMost: 2 }), row('compiled anew', '`check` of one small file, where nothing is kept of earlier runs'), row('help', '`--help`'),
    ];
  });
}

export const start: Benchmark = { name: 'start', rows };
