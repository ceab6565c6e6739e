import { Command, Option } from 'commander';
import { CATALOGUE } from '../controls';
import { SCAFFOLDS } from './scaffolding/scaffold';

/** The shells that we write completions for. */
export const SHELLS = ['bash', 'zsh', 'fish'];

interface CompletedOption {
  readonly names: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  /** The values that there are; files where it takes a value and nothing is listed. */
  readonly values: readonly string[];
}

interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** What may follow; files where nothing is listed. */
  readonly words: readonly string[];
}

/** A completion script: commands, options and their values, controls. */
export function completion(shell: string, program: Command): string {
  const controls = CATALOGUE.map(({ id }) => id);
  const followers: Readonly<Record<string, readonly string[]>> = { explain: controls, completion: SHELLS, init: SCAFFOLDS };
  const commands = program.commands.map((command): CompletedCommand => ({
    name: command.name(),
    description: command.summary(),
    options: command.options.map((option) => completedOption(option, controls)),
    words: followers[command.name()] ?? [],
  }));
  return { bash, zsh, fish }[shell as 'bash' | 'zsh' | 'fish'](commands);
}

function completedOption(option: Option, controls: readonly string[]): CompletedOption {
  return {
    names: [option.long, option.short].filter((name): name is string => name !== undefined),
    description: option.description,
    takesValue: option.required,
    values: option.long === '--override' ? controls : option.argChoices ?? [],
  };
}

function bash(commands: readonly CompletedCommand[]): string {
  return `_cdk8s_hardened() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')}" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]} $before" in
${commands.flatMap(({ name, options }) => options.filter(({ takesValue }) => takesValue).map(({ names, values }) =>
  `    ${names.map((option) => `"${name} ${option}"`).join('|')}) COMPREPLY=($(${compgen(values)} -- "$word")); return ;;`)).join('\n')}
  esac
  case "\${COMP_WORDS[1]}" in
${commands.map(({ name, options, words }) =>
  `    ${name}) COMPREPLY=($(compgen -W "${options.map(({ names }) => names[0]).join(' ')}" -- "$word") $(${compgen(words)} -- "$word")) ;;`).join('\n')}
  esac
}
complete -o filenames -F _cdk8s_hardened cdk8s-hardened
`;
}

const compgen = (words: readonly string[]): string => (words.length === 0 ? 'compgen -f' : `compgen -W "${words.join(' ')}"`);

function zsh(commands: readonly CompletedCommand[]): string {
  const plain = (text: string): string => text.replace(/[[\]':]/g, ' ');
  const after = (words: readonly string[]): string => (words.length === 0 ? '_files' : `(${words.join(' ')})`);
  const option = ({ names, description, takesValue, values }: CompletedOption): string =>
    names.map((name) => `'${name}[${plain(description)}]${takesValue ? `:value:${after(values)}` : ''}'`).join(' ');
  return `#compdef cdk8s-hardened
_cdk8s_hardened() {
  if (( CURRENT == 2 )); then
    local -a commands=(${commands.map(({ name, description }) => `'${name}:${plain(description)}'`).join(' ')})
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(({ name, options, words }) => `    ${name}) _arguments ${[...options.map(option), `'*:word:${after(words)}'`].join(' ')} ;;`).join('\n')}
  esac
}
compdef _cdk8s_hardened cdk8s-hardened
`;
}

function fish(commands: readonly CompletedCommand[]): string {
  const plain = (text: string): string => text.replace(/'/g, ' ');
  const start = 'complete -c cdk8s-hardened';
  return commands.flatMap(({ name, description, options, words }) => {
    const within = `${start} -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `${start} -f -n __fish_use_subcommand -a ${name} -d '${plain(description)}'`,
      ...options.map((option) => `${within} ${fishOption(option)} -d '${plain(option.description)}'`),
      words.length === 0 ? `${within} -F` : `${within} -f -a '${words.join(' ')}'`,
    ];
  }).join('\n') + '\n';
}

function fishOption({ names, takesValue, values }: CompletedOption): string {
  const [long, short] = names;
  const value = values.length === 0 ? ' -r' : ` -x -a '${values.join(' ')}'`;
  return `-l ${long.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`}${takesValue ? value : ''}`;
}
