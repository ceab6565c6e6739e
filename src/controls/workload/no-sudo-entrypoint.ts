import { defineControl } from '../control';
import { allOf, Expression, field, item, not } from '../require';

/** `sudo` as a word of its own, or as the first or a later command of a shell. kubescape looks for the letters anywhere, as in `--sudoers`. */
const free = (list: string): Expression => field(list).every(allOf(
  item().differsFrom('sudo'), not(item().endsWith('/sudo')),
  not(item().startsWith('sudo ')), not(item().contains(' sudo ')), not(item().contains('/sudo ')),
));

const bad = (list: string) => [
  { shows: `sudo in ${list}`, subject: { [list]: ['sudo', 'nginx'] } },
  { shows: `sudo with its path in ${list}`, subject: { [list]: ['/usr/bin/sudo', 'nginx'] } },
  { shows: `a shell that starts sudo in ${list}`, subject: { [list]: ['sh', '-c', 'sudo nginx'] } },
  { shows: `a shell that comes to sudo in ${list}`, subject: { [list]: ['sh', '-c', 'cd /srv && sudo nginx'] } },
  { shows: `a shell that starts sudo with its path in ${list}`, subject: { [list]: ['sh', '-c', '/usr/bin/sudo nginx'] } },
];

export const noSudoEntrypoint = defineControl({
  id: 'no-sudo-entrypoint',
  title: 'Containers do not start with sudo',
  subject: 'container',
  why: 'sudo is a setuid program, so whoever takes over the process can become root in the container',
  fix: {
    code: 'remove sudo from `command` and `args` of the container and run as the user that the process needs',
    yaml: 'remove sudo from `command` and `args`, and set `securityContext.runAsUser` to the user that the process needs',
  },
  references: ['https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/'],
  frameworks: ['kubescape:C-0062'],
  require: allOf(free('command'), free('args')),
  absent: 'good',
  examples: () => ({
    good: [{ shows: 'words that hold sudo', subject: { command: ['visudo', '--sudoers'], args: ['pseudo', '/etc/sudoers'] } }],
    bad: [...bad('command'), ...bad('args')],
  }),
});
