/** Runs tasks of the project at the same time, since each of them uses one core: `side-by-side typecheck eslint`. Fails if one of them does. */
import { execFile } from 'child_process';

const PROJEN = require.resolve('projen/bin/projen');

/** The output of a task in one piece, when it has ended. */
async function run(task: string): Promise<boolean> {
  return new Promise((resolve) => {
    execFile(process.execPath, [PROJEN, task], { maxBuffer: 1e8 }, (error, stdout, stderr) => {
      process.stdout.write(stdout);
      process.stderr.write(stderr);
      resolve(error === null);
    });
  });
}

void Promise.all(process.argv.slice(2).map(run)).then((passed) => { process.exitCode = passed.every(Boolean) ? 0 : 1; });
