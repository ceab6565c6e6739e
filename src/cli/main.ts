import { setFlagsFromString } from 'v8';
import { run } from './program';
import { processTerminal } from './terminal';

const { name, version } = require('../package.json') as { name: string; version: string };

// Where memory is plenty, V8 lets garbage grow to a multiple of what is in use; a large input then takes twice the room for nothing.
setFlagsFromString('--heap-growing-percent=30');

void run(process.argv.slice(2), { name, version }, processTerminal()).then((code) => { process.exitCode = code; });
