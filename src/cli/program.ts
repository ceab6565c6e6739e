import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { check, CheckOptions } from './check';
import { completion, SHELLS } from './completion';
import { convert, ConvertOptions } from './convert';
import { CLEAN, INCONCLUSIVE, UsageError } from './exit-code';
import { explain, ExplainOptions } from './explain';
import { harden, HardenOptions } from './harden';
import { CHECK_EXAMPLES, COMPLETION_EXAMPLES, CONVERT_EXAMPLES, EXPLAIN_EXAMPLES, HARDEN_EXAMPLES, INIT_EXAMPLES, LOCK_EXAMPLES, POLICIES_EXAMPLES, PROGRAM_EXAMPLES, RBAC_EXAMPLES, RUNTIME_EXAMPLES } from './help';
import { init, InitOptions } from './init';
import { lock, LockOptions } from './lock';
import { policies, PoliciesOptions } from './policies';
import { rbac, RbacOptions } from './rbac';
import { runtime, RuntimeOptions } from './runtime';
import { LANGUAGES, ScaffoldName, SCAFFOLDS } from './scaffolding/scaffold';
import { SETTINGS_FILE } from './settings';
import { Terminal, withVisibleMessages } from './terminal';
import { ACTIONS } from '../admission/stages';
import { SCAN_SEVERITIES } from '../objects/scans/scan-report';
import { CustomControl } from '../profile/custom-control';
import { PROJECT } from '../reports/documentation';
import { FORMATS } from '../reports/formats';
import { Tool } from '../reports/report';

/** The command line. Resolves to the exit code. Custom controls are those of a program that calls it. */
export async function run(argv: readonly string[], tool: Tool, outputs: Terminal, customControls?: readonly CustomControl[]): Promise<number> {
  let code = CLEAN;
  const terminal = withVisibleMessages(outputs);
  const program = programFor(tool, terminal, (exitCode) => { code = exitCode; })
    .hook('preAction', (_, command) => { command.setOptionValue('customControls', customControls); });
  try {
    await program.parseAsync(argv.length === 0 ? ['check', '.'] : [...argv], { from: 'user' });
    return code;
  } catch (error) {
    terminal.progress();
    return codeOf(error, terminal);
  }
}

function codeOf(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? CLEAN : INCONCLUSIVE;
  if (error instanceof UsageError) {
    terminal.say(`error: ${error.message}`);
  } else {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    terminal.say(`error: cdk8s-hardened itself failed: ${message}; please report it with the lines below at ${PROJECT}/issues`);
    terminal.say(stack ?? '');
  }
  return INCONCLUSIVE;
}

/** The program with all its commands. Those that may end otherwise than clean tell by which exit code. */
export function programFor(tool: Tool, terminal: Terminal, exit: (code: number) => void): Command {
  const program = bareProgram(tool, terminal);
  addCheck(program, async (paths, options) => exit(await check(paths, options, tool, terminal)));
  addHarden(program, async (paths, options) => exit(await harden(paths, options, terminal)));
  addPolicies(program, async (options) => policies(options, terminal));
  addLock(program, async (image, options) => lock(image, options, terminal));
  addRbac(program, async (paths, options) => exit(await rbac(paths, options, terminal)));
  addRuntime(program, async (paths, options) => exit(await runtime(paths, options, terminal)));
  addConvert(program, async (paths, options) => exit(await convert(paths, options, terminal)));
  addInit(program, async (scaffold, folder, options) => init(scaffold, folder, options, terminal));
  addExplain(program, async (control, options) => explain(control, options, terminal));
  addCompletion(program, async (shell) => terminal.write(completion(shell, program)));
  return program;
}

function bareProgram(tool: Tool, terminal: Terminal): Command {
  return new Command('cdk8s-hardened')
    .description('Judges and hardens Kubernetes manifests.')
    .version(tool.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', PROGRAM_EXAMPLES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.write(text),
      writeErr: (text) => terminal.say(text.trimEnd()),
      getOutHelpWidth: () => terminal.columns,
      getErrHelpWidth: () => terminal.columns,
    })
    .showHelpAfterError('(add --help for what there is)')
    .showSuggestionAfterError();
}

/** The values of an option that may be repeated. A list after one option would swallow the paths that follow. */
const collect = (value: string, before: string[] = []): string[] => [...before, value];

type Action<Options> = (paths: string[], options: Options) => Promise<void>;

const profileOption = (): Option => new Option('--profile <file>', 'a profile in YAML, or a JavaScript module that exports one');

/** The options that name the files and what holds for them. */
function withSettings(command: Command): Command {
  return command
    .option('--config <file>', `settings instead of ${SETTINGS_FILE} of the working directory`)
    .option('--include <glob>', 'only these files of the folders; may be repeated', collect)
    .option('--exclude <glob>', 'not these files of the folders; may be repeated', collect);
}

function addCheck(program: Command, action: Action<CheckOptions>): void {
  withSettings(program.command('check')
    .summary('judge YAML and JSON files, folders or standard input')
    .description('Judges YAML and JSON files, folders or standard input.')
    .addArgument(program.createArgument('[path...]', 'files and folders; - for standard input').default(['.'], 'the working directory'))
    .addOption(new Option('-f, --format <format>', 'how to report').choices(Object.keys(FORMATS)).default('text'))
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(new Option('--fail-on <severity>', 'the least severity that fails (default: error)').choices(['error', 'warning']))
    .option('--fail-on-unjudged', 'exit with 2 where the fields of some object are not judged in full')
    .option('--crds <path>', 'CustomResourceDefinitions of the cluster: a file or folder; may be repeated', collect)
    .option('--host-root <folder>', 'the files of a Kubernetes node below this folder, with their modes and owners')
    .option('--scan-reports <path>', 'reports of image scanners, SBOMs and OpenVEX: a file, folder or pattern; may be repeated', collect)
    .addOption(new Option('--scan-fail-on <severity>', 'the least severity of a vulnerability that fails (default: high)').choices(SCAN_SEVERITIES))
    .option('--scan-ignore-unfixed', 'leave out vulnerabilities without a fix')
    .addOption(new Option('--scan-max-age <days>', 'how old a report may be').argParser(countFrom))
    .addOption(new Option('--pod-security <level:version>', 'only the Pod Security Standard, as restricted:v1.36').conflicts(['profile', 'waivers']))
    .addOption(profileOption())
    .option('--waivers <file>', 'waivers for manifests that cannot be annotated')
    .option('--no-inline-waivers', 'honor only the waivers of --waivers, not those in a manifest or in the settings')
    .option('-v, --verbose', 'with the format text: every finding in full, and why')
    .option('--baseline <file>', 'known findings: only what comes on top is reported and fails')
    .option('--write-baseline <file>', 'write what is found now as the baseline')
    .option('--now <date>', 'the day or the instant to judge by, as 2027-03-31 or 2027-03-31T08:00:00Z (default: now)')
    .addOption(new Option('--limit <count>', 'list at most so many findings; all are counted (default: 1000 as text, else 25000)').argParser(countFrom)))
    .addHelpText('after', CHECK_EXAMPLES)
    .action(action);
}

function addHarden(program: Command, action: Action<HardenOptions>): void {
  withSettings(program.command('harden')
    .summary('fill in what is absent, keeping comments, order and formatting')
    .description('Fills in what is absent, keeping comments, order and formatting.')
    .argument('[path...]', 'files and folders; - or nothing for standard input')
    .addOption(new Option('--diff', 'show what would change').conflicts('inPlace'))
    .option('-i, --in-place', 'write the files')
    .option('--writable-tmp', 'mount an emptyDir at /tmp in containers whose root filesystem becomes read-only')
    .option('--writable-paths', 'the same at each folder that a well-known image writes to, and the environment variables that it then needs')
    .addOption(new Option('-f, --format <format>', 'how to report; json goes to standard output instead of the manifests').choices(['text', 'json']).default('text')
      .conflicts('diff'))
    .option('--override <control>', 'replace the explicit values that this control rejects; may be repeated', collect)
    .addOption(profileOption()))
    .addHelpText('after', HARDEN_EXAMPLES)
    .action(action);
}

function addPolicies(program: Command, action: (options: PoliciesOptions) => Promise<void>): void {
  program.command('policies').summary('the controls as admission policies of the API server')
    .description('Prints the controls as ValidatingAdmissionPolicies and their bindings, for Kubernetes 1.30 and newer.')
    .addOption(profileOption())
    .option('--rollout <file>', 'the stages and waivers of an AdmissionRollout in YAML, or a JavaScript module that exports one')
    .option('--config <file>', `settings instead of ${SETTINGS_FILE} of the working directory`)
    .addOption(new Option('--action <action>', 'what happens on an error, except in the namespaces of a stage').choices(ACTIONS).default('deny'))
    .addOption(new Option('--mutating', 'the defaults as MutatingAdmissionPolicies instead, for Kubernetes 1.34 and newer').conflicts('action'))
    .option('--static', 'as files for the staticManifestsDir of an API server of 1.37 or newer')
    .option('-o, --output <file>', 'write the policies to a file')
    .addHelpText('after', POLICIES_EXAMPLES)
    .action(action);
}

function addLock(program: Command, action: (image: string | undefined, options: LockOptions) => Promise<void>): void {
  program.command('lock').summary('write the digests of images into a lock that synth reads')
    .description('Adds the digests of images to a lock, from what crane, docker, skopeo or a registry prints. It opens no network.')
    .argument('[image]', 'the image that the output is about, where the output does not name it')
    .option('--file <file>', 'the lock', 'images.lock.yaml')
    .option('--update', 'replace the digest of an image that the lock has already')
    .addHelpText('after', LOCK_EXAMPLES)
    .action((image: string | undefined, options: LockOptions) => action(image, options));
}

function addRbac(program: Command, action: Action<RbacOptions>): void {
  withSettings(program.command('rbac')
    .summary('who may do what, and what a subject can become step by step')
    .description('Says what a subject may do and can become, who may do something, and without either who can become cluster-admin.')
    .addArgument(program.createArgument('[path...]', 'files and folders; - for standard input (default: the working directory)'))
    .option('-s, --subject <subject>', 'serviceaccount:NAMESPACE/NAME, user:NAME or group:NAME')
    .option('-g, --group <name>', 'a group that the user of --subject is in; may be repeated', collect)
    .option('--can <verb-and-resource...>', 'a verb and a resource, as in --can list secrets; a path as in --can get /metrics')
    .option('-n, --namespace <name>', 'with --can: only in this namespace')
    .option('--name <name>', 'with --can: only the object of this name')
    .option('--built-in', 'with --can: also those who may by the roles and bindings that Kubernetes brings')
    .addOption(new Option('-f, --format <format>', 'how to report').choices(['text', 'json']).default('text'))
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(profileOption()))
    .addHelpText('after', RBAC_EXAMPLES)
    .action(action);
}

function addRuntime(program: Command, action: Action<RuntimeOptions>): void {
  withSettings(program.command('runtime')
    .summary('rules for Falco or Tetragon, derived from manifests')
    .description('Derives from manifests what their processes, files and connections are, and writes rules that report everything else.')
    .addArgument(program.createArgument('[path...]', 'files and folders; - for standard input').default(['.'], 'the working directory'))
    .addOption(new Option('--engine <engine>', 'what reads the rules').choices(['falco', 'tetragon']).makeOptionMandatory())
    .option('--cluster-cidr <block>', 'the addresses of pods and Services (default: all private ones); may be repeated', collect)
    .option('-o, --output <file>', 'write the rules to a file'))
    .addHelpText('after', RUNTIME_EXAMPLES)
    .action(action);
}

function addConvert(program: Command, action: Action<ConvertOptions>): void {
  program.command('convert').summary('exceptions of other scanners as waivers')
    .description('Reads the ignore files, annotations and exceptions of other tools, and writes them as waivers.')
    .addArgument(program.createArgument('[path...]', 'files and folders; - for standard input').default(['.'], 'the working directory'))
    .option('-o, --output <file>', 'write the waivers to a file')
    .addHelpText('after', CONVERT_EXAMPLES)
    .action(action);
}

function addInit(program: Command, action: (scaffold: ScaffoldName, folder: string, options: InitOptions) => Promise<void>): void {
  program.command('init').summary('a new repository of an app or of a platform team')
    .description('Writes the files of a new repository, ready to install, test and synthesize. It overwrites nothing.')
    .addArgument(program.createArgument('<scaffold>', 'an app, or what a platform team shares').choices(SCAFFOLDS))
    .addArgument(program.createArgument('[folder]', 'where to write').default('.', 'the working directory'))
    .addOption(new Option('-l, --language <language>', 'the language of the code').choices(LANGUAGES).default('typescript'))
    .addHelpText('after', INIT_EXAMPLES)
    .action(action);
}

function addExplain(program: Command, action: (control: string | undefined, options: ExplainOptions) => Promise<void>): void {
  program.command('explain').summary('why a control exists, how to satisfy it, and examples')
    .description('Says why a control exists, how to satisfy it, and shows examples. Without a name it lists the controls.')
    .argument('[control]', 'id, former id, or the id of another tool')
    .addOption(profileOption())
    .option('--config <file>', 'settings that name the profile')
    .addHelpText('after', EXPLAIN_EXAMPLES)
    .action((control: string | undefined, options: ExplainOptions) => action(control, options));
}

function addCompletion(program: Command, action: (shell: string) => Promise<void>): void {
  program.command('completion').summary('a completion script for your shell')
    .description('Prints a completion script for your shell.')
    .addArgument(program.createArgument('<shell>', 'for which shell').choices(SHELLS))
    .addHelpText('after', COMPLETION_EXAMPLES)
    .action((shell: string) => action(shell));
}

function countFrom(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It is not a count such as 1000.');
  return Number(text);
}
