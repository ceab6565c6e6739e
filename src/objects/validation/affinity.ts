import { NONE, refusal, refusedNumber, refusedText } from './refusal';
import { keysOfSelector, labelSelectorProblems, nodeSelectorProblems, nodeTermProblems } from './selectors';
import { entries } from '../container-shape';
import { dnsLabelProblem, labelKeyProblem } from '../names';
import { PodView } from '../pod-template';
import { Fields, childPointer, descend, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** What is wrong with label keys whose values of the pod join a selector. The API server adds them to the selector of a Pod alone, whose labels these are. */
export function matchedKeyProblems(around: Fields, pointer: string, labels: unknown): readonly Problem[] {
  const { labelSelector, matchLabelKeys, mismatchLabelKeys } = around;
  if (matchLabelKeys === undefined && mismatchLabelKeys === undefined) return NONE;
  const excluded = elementsOf(mismatchLabelKeys);
  const selected = keysOfSelector(labelSelector);
  return ['matchLabelKeys', 'mismatchLabelKeys'].flatMap((field) => {
    const at = childPointer(pointer, field);
    const keys = elementsOf(around[field]);
    if (!isObject(labelSelector)) return refusal(at, keys.length > 0 && `${field} joins a selector; set \`labelSelector\`, or remove it`);
    return keys.flatMap((key, i) => {
      if (typeof key !== 'string') return NONE;
      const problem = labelKeyProblem(key);
      const isJoined = isObject(labels) && Object.hasOwn(labels, key);
      const isSelectedTwice = selected.filter((one) => one === key).length + (isJoined ? 1 : 0) > 1;
      return [
        ...refusal(childPointer(at, i), problem && `the label key "${key}" ${problem}`),
        ...(field !== 'matchLabelKeys' ? NONE : refusal(childPointer(at, i), excluded.includes(key) ? `the key "${key}" is in \`matchLabelKeys\` and in \`mismatchLabelKeys\`; remove one`
          : isSelectedTwice && `the key "${key}" is in \`matchLabelKeys\` and in \`labelSelector\`; remove one`)),
      ];
    });
  });
}

function podTermProblems(term: unknown, pointer: string, labels: unknown): readonly Problem[] {
  if (!isObject(term)) return NONE;
  return [
    ...labelSelectorProblems(term.labelSelector, childPointer(pointer, 'labelSelector')),
    ...labelSelectorProblems(term.namespaceSelector, childPointer(pointer, 'namespaceSelector')),
    ...elementsOf(term.namespaces).flatMap((name, i) => refusal(descend(pointer, ['namespaces', i]), typeof name === 'string' && namespaceProblem(name))),
    ...matchedKeyProblems(term, pointer, labels),
    ...refusedText(term.topologyKey, childPointer(pointer, 'topologyKey'), 'topologyKey', labelKeyProblem),
  ];
}

function namespaceProblem(name: string): string | undefined {
  const problem = dnsLabelProblem(name);
  return problem && `the namespace "${name}" ${problem}`;
}

function podAffinityProblems(affinity: unknown, pointer: string, labels: unknown): readonly Problem[] {
  if (!isObject(affinity)) return NONE;
  return [
    ...entries(affinity[REQUIRED], `${pointer}/${REQUIRED}`).flatMap((term) => podTermProblems(term.value, term.pointer, labels)),
    ...weighted(affinity[PREFERRED], `${pointer}/${PREFERRED}`, 'podAffinityTerm', (term, at) => podTermProblems(term, at, labels)),
  ];
}

function weighted(list: unknown, pointer: string, field: string, problemsOf: (term: unknown, at: string) => readonly Problem[]): Problem[] {
  return entries(list, pointer).flatMap(({ value, pointer: at }) => [
    ...refusedNumber(value.weight, `${at}/weight`, 1, 100), ...problemsOf(value[field], `${at}/${field}`),
  ]);
}

/** The labels of a Pod; undefined for a template. */
export const ownLabels = ({ metadata, metadataPointer }: PodView): unknown => (metadataPointer === '/metadata' && isObject(metadata) ? metadata.labels : undefined);

/** What is wrong with the affinity of pods. https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go (validateAffinity) */
export function affinityProblems(pod: PodView): readonly Problem[] {
  const { spec: { affinity }, pointer } = pod;
  if (!isObject(affinity)) return NONE;
  const labels = ownLabels(pod);
  const at = `${pointer}/affinity`;
  const { nodeAffinity } = affinity;
  return [
    ...(isObject(nodeAffinity) ? [
      ...nodeSelectorProblems(nodeAffinity[REQUIRED], `${at}/nodeAffinity/${REQUIRED}`),
      ...weighted(nodeAffinity[PREFERRED], `${at}/nodeAffinity/${PREFERRED}`, 'preference', (term, where) => nodeTermProblems(term, where, false)),
    ] : NONE),
    ...podAffinityProblems(affinity.podAffinity, `${at}/podAffinity`, labels), ...podAffinityProblems(affinity.podAntiAffinity, `${at}/podAntiAffinity`, labels),
  ];
}
