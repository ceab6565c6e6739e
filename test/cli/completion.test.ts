import { Command, Option } from 'commander';
import { completion, SHELLS } from '../../src/cli/completion';
import { CATALOGUE } from '../../src/controls';

/** A small command line with every kind of option. */
function program(): Command {
  const command = new Command('cdk8s-hardened');
  command.command('check').summary("judge: a user's files").option('-o, --output <file>', 'write [it] to a file').addOption(new Option('-f, --format <format>', 'how to report').choices(['text', 'json']))
    .option('--verbose', "all: 'why'");
  command.command('explain').summary('why a control exists');
  command.command('completion').summary('this');
  command.command('init').summary('a new repository').option('-l, --language <language>', 'its language');
  command.command('harden').summary('fill in').option('--override <control>', 'replace values');
  return command;
}

/** The script without the long list of controls. */
const script = (shell: string): string => completion(shell, program()).replaceAll(CATALOGUE.map(({ id }) => id).join(' '), 'CONTROLS');

test.each(SHELLS)('the script for %s completes commands, options, their values, controls and files', (shell) => {
  expect(script(shell)).toMatchSnapshot();
});
