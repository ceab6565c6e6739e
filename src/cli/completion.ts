import { Command } from 'commander';
import { CATALOGUE } from '../controls';

/** The shells that we write completions for. */
export const SHELLS = ['bash', 'zsh', 'fish'];

/** A completion script: commands, options and, for `explain`, the controls. */
export function completion(shell: string, program: Command): string {
  const commands = program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    words: command.name() === 'explain' ? CATALOGUE.map(({ id }) => id) : command.options.flatMap(({ long }) => long ?? []),
  }));
  return { bash, zsh, fish }[shell as 'bash' | 'zsh' | 'fish'](commands);
}

interface Completed { readonly name: string; readonly description: string; readonly words: readonly string[] }

function bash(commands: readonly Completed[]): string {
  return `_cdk8s_hardened() {
  local word="\${COMP_WORDS[COMP_CWORD]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.map(({ name }) => name).join(' ')}" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${commands.map(({ name, words }) => `    ${name}) COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$word") $(compgen -f -- "$word")) ;;`).join('\n')}
  esac
}
complete -o filenames -F _cdk8s_hardened cdk8s-hardened
`;
}

function zsh(commands: readonly Completed[]): string {
  return `#compdef cdk8s-hardened
if (( CURRENT == 2 )); then
  _values 'command' ${commands.map(({ name, description }) => `'${name}[${description.replace(/[[\]':]/g, ' ')}]'`).join(' ')}
else
  case $words[2] in
${commands.map(({ name, words }) => `    ${name}) compadd -- ${words.join(' ')}; _files ;;`).join('\n')}
  esac
fi
`;
}

function fish(commands: readonly Completed[]): string {
  return commands.map(({ name, description, words }) => [
    `complete -c cdk8s-hardened -n __fish_use_subcommand -a ${name} -d '${description.replace(/'/g, ' ')}'`,
    ...words.map((word) => (word.startsWith('--')
      ? `complete -c cdk8s-hardened -n '__fish_seen_subcommand_from ${name}' -l ${word.slice(2)}`
      : `complete -c cdk8s-hardened -n '__fish_seen_subcommand_from ${name}' -f -a ${word}`)),
  ].join('\n')).join('\n') + '\n';
}
