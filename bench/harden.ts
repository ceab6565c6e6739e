import { cpSync, mkdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { BenchFolder, inFolder } from './check-bundle';
import { worseDocuments } from './check-input';
import { Contender, interleaved, median, Run } from './interleaved';
import { Benchmark, Row } from './row';

const FILES = 1000;
const ROUNDS = 5;

/** Files as people write them: with comments above and beside what they explain. */
function writeFiles(folder: string): void {
  mkdirSync(folder);
  let i = 0;
  for (const text of worseDocuments(FILES)) {
    const commented = text.replace(/^spec:$/m, '# agreed with the platform team\nspec: # see the handbook').replace(/^( +)replicas: (\d+)$/m, '$1# two zones\n$1replicas: $2 # at least');
    writeFileSync(join(folder, `${i++}.yaml`), `# part of the shop\n${commented}`);
  }
}

/** Runs a program on a fresh copy of the files. */
function onCopy(folder: BenchFolder, contender: Contender): Run {
  const copy = join(folder.path, 'copy');
  cpSync(join(folder.path, 'files'), copy, { recursive: true });
  const [run] = interleaved([contender], 1).get(contender.name)!;
  rmSync(copy, { recursive: true });
  return run;
}

function rows(): Row[] {
  return inFolder((folder) => {
    writeFiles(join(folder.path, 'files'));
    const rewrite = folder.bundle(join(__dirname, 'programs/rewrite.ts'), 'rewrite.js');
    const ours = { name: 'ours', command: process.execPath, args: folder.commandLine('harden', '--in-place', 'copy'), cwd: folder.path };
    const theirs = { name: 'yaml', command: process.execPath, args: [rewrite, 'copy'], cwd: folder.path };
    const rounds = Array.from({ length: ROUNDS }, () => [onCopy(folder, ours), onCopy(folder, theirs)]);
    const [own, peer] = [0, 1].map((i) => median(rounds.map((pair) => pair[i].wall)));
    return [{
      row: `harden, ${FILES} files with comments`, measured: '`yaml` parse and stringify', ratio: own / peer, target: { atMost: 2 },
      context: `${Math.round(own)} ms, yaml ${Math.round(peer)} ms`,
    }];
  });
}

export const harden: Benchmark = { name: 'harden', rows };
