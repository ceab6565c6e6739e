import { run } from './program';
import { processTerminal } from './terminal';

const { name, version } = require('../package.json') as { name: string; version: string };

// A reader that has seen enough closes the pipe, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error; });

void run(process.argv.slice(2), { name, version }, processTerminal()).then((code) => { process.exitCode = code; });
