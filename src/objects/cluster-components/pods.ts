import { COMPONENTS, ComponentName, ComponentSource, ComponentView, Flag } from './component';
import { flagType } from './flag-types';
import { flagView, FlagWriting } from './flag-view';
import { flagsIn, plainVariables, Word, withVariables, wordsOf } from './flags';
import { groupKind, metadataOf, Manifest } from '../manifest';
import { plainText } from '../plain-text';
import { podOf, POD_KINDS, PodView } from '../pod-template';
import { Fields, childPointer, descend, elementsOf, isObject, pointerKeys, valueAt } from '../pointer';
import { isShell, programName } from '../shells';

const isComponent = (name: string): name is ComponentName => (COMPONENTS as readonly string[]).includes(name);

/** `registry.k8s.io/kube-apiserver:v1.37.1` and `k8s.gcr.io/kube-apiserver-amd64` run what they are called. */
function componentOfImage(image: unknown): ComponentName | undefined {
  if (typeof image !== 'string') return undefined;
  const name = programName(image.split('@')[0]).split(':')[0].replace(/-(amd64|arm64|arm|ppc64le|s390x)$/, '');
  return isComponent(name) ? name : undefined;
}

/** What a container starts. */
interface Argv {
  /** Those of a text that a shell runs stand where the text does. */
  readonly words: readonly Word[];
  readonly isForShell: boolean;
}

function argvOf(container: Fields, pointer: string): Argv {
  const variables = plainVariables(container.env);
  const words = ['command', 'args'].flatMap((list) => elementsOf(container[list])
    .map((text, i): Word => ({ text: withVariables(plainText(text), variables), pointer: childPointer(`${pointer}/${list}`, i) })));
  const script = words.findIndex(({ text }, i) => i > 0 && /^-[a-z]*c$/.test(text) && isShell(words[i - 1].text));
  if (script < 0 || script + 1 >= words.length) return { words, isForShell: false };
  const { text, pointer: place } = words[script + 1];
  return { words: wordsOf(text).map((word) => ({ text: word, pointer: place })), isForShell: true };
}

const NAMED = new RegExp(COMPONENTS.join('|'));
const names = (text: unknown): boolean => typeof text === 'string' && NAMED.test(text);

/** Nearly no container runs a component, and this is asked about each. */
const mayRun = ({ image, command, args }: Fields): boolean => names(image) || elementsOf(command).some(names) || elementsOf(args).some(names);

interface Program extends Argv { readonly component: ComponentName }

/** The component that a container runs. Words before its name belong to an entry point such as `tini`. */
function programIn(container: Fields, pointer: string): Program | undefined {
  const { words, isForShell } = argvOf(container, pointer);
  const isValueOfFlag = (i: number): boolean => i > 0 && /^--[^=]+$/.test(words[i - 1].text);
  const at = words.findIndex(({ text }, i) => isComponent(programName(text)) && !isValueOfFlag(i));
  if (at >= 0) return { component: programName(words[at].text) as ComponentName, words: words.slice(at + 1), isForShell };
  const ofImage = words.length === 0 || words[0].text.startsWith('-') ? componentOfImage(container.image) : undefined;
  return ofImage && { component: ofImage, words, isForShell };
}

/** etcd reads each of its flags from the environment as well, where no flag is given. https://etcd.io/docs/v3.6/op-guide/configuration/ */
function flagsOfEnvironment(container: Fields, pointer: string, given: readonly Flag[]): Flag[] {
  return elementsOf(container.env).flatMap((entry, i) => {
    if (!isObject(entry) || typeof entry.name !== 'string' || !entry.name.startsWith('ETCD_')) return [];
    const name = entry.name.slice('ETCD_'.length).toLowerCase().replace(/_/g, '-');
    const text = typeof entry.value === 'string' ? entry.value : '$(unknown)';
    return given.some((flag) => flag.name === name) ? [] : [{ name, text, pointer: `${pointer}/env/${i}/value`, prefix: '', isVariable: true }];
  });
}

/** An etcd may belong to any application; that of the cluster runs in the namespace of its system, or on the network of its node. */
function isOfCluster(component: ComponentName, { spec, metadata }: PodView, manifest: Manifest): boolean {
  if (component !== 'etcd') return true;
  const labels = isObject(metadata) && isObject(metadata.labels) ? metadata.labels : {};
  return metadataOf(manifest).namespace === 'kube-system' || spec.hostNetwork === true || labels.tier === 'control-plane';
}

/** Whether a further word would be a flag: none is behind `--`, and a flag without a value takes the next word for it. */
function endsOpen(words: readonly Word[]): boolean {
  const last = words.at(-1)?.text ?? '';
  const [, name] = /^--?([a-z][a-z0-9-]*)$/.exec(last) ?? [];
  return !words.some(({ text }) => text === '--') && (name === undefined || flagType(name) === 'boolean');
}

function viewOf(container: unknown, pointer: string, pod: PodView, manifest: Manifest): ComponentView[] {
  if (!isObject(container) || !mayRun(container)) return [];
  const program = programIn(container, pointer);
  if (!program || !isOfCluster(program.component, pod, manifest)) return [];
  const { component, words, isForShell } = program;
  const flags = flagsIn(words);
  const all = component === 'etcd' ? [...flags, ...flagsOfEnvironment(container, pointer, flags)] : flags;
  const [list] = (['args', 'command'] as const).filter((one) => elementsOf(container[one]).length > 0);
  const holder = list === undefined ? `${pointer}/args` : `${pointer}/${list}`;
  const takesMore = list !== undefined && !isForShell && endsOpen(words);
  return [flagView({
    component, flags: all, holder, container: typeof container.name === 'string' ? container.name : undefined,
    isPartial: flags.some(({ name }) => name === 'config' || name === 'config-file'),
    writing: takesMore ? writingInto(container, pointer, list) : undefined,
  })];
}

/** A flag is a word of its own; its value may be the next one, or a variable of the environment. */
function writingInto(container: Fields, pointer: string, list: 'command' | 'args'): FlagWriting {
  return {
    add: (name, text) => {
      const value = `--${name}=${text}`;
      (container[list] as unknown[]).push(value);
      return { pointer: `${pointer}/${list}/-`, value };
    },
    replace: ({ pointer: place, prefix }, text) => {
      const value = prefix + text;
      assignOwn(container, pointerKeys(place.slice(pointer.length)), value);
      return { pointer: place, value };
    },
  };
}

function assignOwn(container: Fields, keys: readonly string[], value: string): void {
  const holder = valueAt(container, descend('', keys.slice(0, -1))) as Record<string, unknown>;
  holder[keys[keys.length - 1]] = value;
}

/** The containers of pods that run a component: static pods of the kubelet, and workloads that host the control plane of another cluster. */
export const pods: ComponentSource = {
  isIn: (kind) => Object.hasOwn(POD_KINDS, kind),
  viewsOf: (manifest) => {
    const pod = podOf(manifest);
    if (!pod) return [];
    return elementsOf(pod.spec.containers).flatMap((container, i) => viewOf(container, `${pod.pointer}/containers/${i}`, pod, manifest));
  },
};

/**
 * Whether a pod is one that the kubelet of a control plane starts from a file: it runs a component, in the namespace of the system or on the network of
 * its node.
 */
export function isControlPlanePod(manifest: Manifest): boolean {
  if (groupKind(manifest) !== 'Pod') return false;
  const isOfSystem = metadataOf(manifest).namespace === 'kube-system' || valueAt(manifest, '/spec/hostNetwork') === true;
  return isOfSystem && pods.viewsOf(manifest).length > 0;
}
