import { run } from './program';
import { processTerminal } from './terminal';

const { name, version } = require('../package.json') as { name: string; version: string };

void run(process.argv.slice(2), { name, version }, processTerminal()).then((code) => { process.exitCode = code; });
