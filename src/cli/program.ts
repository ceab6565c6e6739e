import { Command, CommanderError, Option } from 'commander';
import { CheckOptions, check, FORMATS } from './check';
import { completion, SHELLS } from './completion';
import { explain } from './explain';
import { harden, HardenOptions } from './harden';
import { INCONCLUSIVE } from './exit-code';
import { Terminal } from './terminal';
import { UsageError } from './usage-error';

/** This package, as reports name it. */
export interface Tool { readonly name: string; readonly version: string }

const EXAMPLES = {
  check: `
Examples:
  cdk8s-hardened check deploy/                        every YAML and JSON file below a folder
  helm template shop ./chart | cdk8s-hardened check - what a chart renders to
  cdk8s-hardened check dist --format sarif -o out.sarif
  cdk8s-hardened check --pod-security restricted:v1.36 pod.yaml
  cdk8s-hardened check --waivers waivers.yaml --no-inline-waivers .   in CI: a manifest cannot excuse itself

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage, unreadable or inconclusive input`,
  harden: `
Examples:
  cdk8s-hardened harden deploy.yaml > hardened.yaml
  cdk8s-hardened harden --diff deploy/                show what would change
  cdk8s-hardened harden --in-place deploy/
  cdk8s-hardened harden --override no-privileged --in-place legacy.yaml`,
};

/** The command line. Resolves to the exit code. */
export async function run(argv: readonly string[], tool: Tool, terminal: Terminal): Promise<number> {
  let code = 0;
  const program = new Command('cdk8s-hardened')
    .description('Judges and hardens Kubernetes manifests by the controls of cdk8s-hardened.')
    .version(tool.version)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.write(text), writeErr: (text) => terminal.say(text.trimEnd()) })
    .showHelpAfterError('(add --help for what there is)')
    .showSuggestionAfterError();

  addCheck(program, async (paths, options) => { code = await check(paths, options, tool, terminal); });
  addHarden(program, async (paths, options) => { code = await harden(paths, options, terminal); });
  program.command('explain').description('why a control exists, how to satisfy it, and its examples').argument('<control>', 'id or alias')
    .action((control: string) => explain(control, terminal));
  program.command('completion').description('a completion script for your shell').addArgument(program.createArgument('<shell>', SHELLS.join(', ')).choices(SHELLS))
    .addHelpText('after', '\nExample:\n  source <(cdk8s-hardened completion bash)')
    .action((shell: string) => terminal.write(completion(shell, program)));

  try {
    await program.parseAsync(argv as string[], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : INCONCLUSIVE;
    if (!(error instanceof UsageError)) throw error;
    terminal.say(`error: ${error.message}`);
    return INCONCLUSIVE;
  }
}

type Action<Options> = (paths: string[], options: Options) => Promise<void>;

function addCheck(program: Command, action: Action<CheckOptions>): void {
  program.command('check')
    .description('judge YAML and JSON files, folders, or standard input')
    .argument('[path...]', 'files and folders; - for standard input', ['.'])
    .addOption(new Option('-f, --format <format>', 'how to report').choices(FORMATS).default('text'))
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(new Option('--fail-on <severity>', 'the least severity that fails').choices(['error', 'warning']))
    .option('--pod-security <level:version>', 'only the Pod Security Standard, as restricted:v1.36')
    .option('--profile <file>', 'a profile in YAML, or a JavaScript module that exports one')
    .option('--config <file>', 'settings instead of .cdk8s-hardened.yaml')
    .option('--waivers <file>', 'waivers for manifests that cannot be annotated')
    .option('--no-inline-waivers', 'count only the waivers of --waivers, not those that a manifest or the settings bring along')
    .option('--baseline <file>', 'known findings: only new ones are reported and fail')
    .option('--write-baseline <file>', 'write what is found now as the baseline')
    .option('--include <glob...>', 'only these files of the folders')
    .option('--exclude <glob...>', 'not these files of the folders')
    .option('--now <date>', 'the day by which waivers expire, as 2027-03-31 (default: today)')
    .addHelpText('after', EXAMPLES.check)
    .action(action);
}

function addHarden(program: Command, action: Action<HardenOptions>): void {
  program.command('harden')
    .description('fill what is absent, keeping comments, order and formatting')
    .argument('[path...]', 'files and folders; - for standard input', ['-'])
    .option('--diff', 'show what would change, as a unified diff')
    .option('-i, --in-place', 'write the files')
    .option('--override <control...>', 'replace explicit values that this control rejects')
    .option('--profile <file>', 'a profile in YAML, or a JavaScript module that exports one')
    .option('--config <file>', 'settings instead of .cdk8s-hardened.yaml')
    .option('--include <glob...>', 'only these files of the folders')
    .option('--exclude <glob...>', 'not these files of the folders')
    .addHelpText('after', EXAMPLES.harden)
    .action(action);
}
