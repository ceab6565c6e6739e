import { ComponentSource, ComponentView } from './component';
import { flagView } from './flag-view';
import { flagsIn, Word, wordsOf } from './flags';
import { nodeFileKind } from './node-files';
import { plainText } from '../plain-text';
import { childPointer, elementsOf, isObject } from '../pointer';

const KUBELET = /(?:^|\/)kubelet$/;

/** The values of the variables of systemd, which a unit sets with `Environment=`; others come from files that the unit names. */
const REFERENCE = /^\$\{?[A-Za-z_]\w*\}?$/;

/** The flags that the kubelet has where no file and no flag says otherwise. https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/ */
const LEGACY = { 'anonymous-auth': 'true', 'authentication-token-webhook': 'false', 'authorization-mode': 'AlwaysAllow', 'read-only-port': '10255' };

function viewOf(words: readonly Word[], holder: string, isWhole: boolean): ComponentView {
  const flags = flagsIn(words);
  const hasFile = flags.some(({ name }) => name === 'config' || name === 'config-dir');
  return flagView({ component: 'kubelet', flags, holder, isPartial: hasFile || !isWhole, ...(hasFile || !isWhole ? {} : { defaults: LEGACY }) });
}

const wordsAt = (text: unknown, pointer: string): Word[] => wordsOf(plainText(text)).map((word) => ({ text: word, pointer }));

/** Variables such as `KUBELET_KUBEADM_ARGS` and `KUBELET_EXTRA_ARGS`, which hold flags for the command line of a unit. */
const environmentFiles: ComponentSource = {
  isIn: (kind) => kind === nodeFileKind('EnvironmentFile'),
  viewsOf: ({ variables }) => Object.entries(isObject(variables) ? variables : {})
    .filter(([name]) => /^KUBELET_\w*ARGS$/.test(name))
    .map(([name, text]) => viewOf(wordsAt(text, childPointer('/variables', name)), childPointer('/variables', name), false)),
};

/** A service of systemd, or a drop-in of one, that starts the kubelet or sets variables with its flags. */
const units: ComponentSource = {
  isIn: (kind) => kind === nodeFileKind('SystemdUnit'),
  viewsOf: ({ execStart, environment }) => [
    ...elementsOf(execStart).flatMap((line, i) => {
      const pointer = childPointer('/execStart', i);
      const words = wordsAt(line, pointer);
      const at = words.findIndex(({ text }) => KUBELET.test(text.replace(/^[-@:+!]+/, '')));
      if (at < 0) return [];
      const rest = words.slice(at + 1);
      return [viewOf(rest, pointer, !rest.some(({ text }) => REFERENCE.test(text)))];
    }),
    ...elementsOf(environment).flatMap((assignment, i) => {
      const pointer = childPointer('/environment', i);
      const [, name, text] = /^(\w+)=([^]*)$/.exec(plainText(assignment)) ?? [];
      return name !== undefined && /^KUBELET_\w*ARGS$/.test(name) ? [viewOf(wordsAt(text, pointer), pointer, false)] : [];
    }),
  ],
};

/** How systemd starts the kubelet. */
export const systemdFiles: readonly ComponentSource[] = [environmentFiles, units];
