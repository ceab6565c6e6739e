import { relativeProblem } from './paths';
import { Forms, oneOf, refusal, refusedForms, refusedText } from './refusal';
import { entries, ReadableContainer } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { plainText } from '../plain-text';
import { childPointer, valueAt } from '../pointer';
import { Problem } from '../problem';

const FORMS: Forms = { recursiveReadOnly: oneOf('Disabled', 'IfPossible', 'Enabled'), mountPropagation: oneOf('None', 'HostToContainer', 'Bidirectional') };

/** Mounts that the node sees, and mounts that are read-only with all that is mounted below them. */
function sharedProblems(mount: Readonly<Record<string, unknown>>, pointer: string, container: ReadableContainer['value']): readonly Problem[] {
  const { mountPropagation } = mount;
  return [
    ...refusal(`${pointer}/mountPropagation`, mountPropagation === 'Bidirectional' && valueAt(container, '/securityContext/privileged') !== true
      && 'mountPropagation Bidirectional is for privileged containers; choose HostToContainer or None'),
    ...refusal(`${pointer}/recursiveReadOnly`, recursiveProblem(mount)),
  ];
}

function recursiveProblem({ mountPropagation, readOnly, recursiveReadOnly }: Readonly<Record<string, unknown>>): string | undefined {
  if (recursiveReadOnly === '') return 'recursiveReadOnly is empty; remove it';
  if (isMissing(recursiveReadOnly) || recursiveReadOnly === 'Disabled') return undefined;
  if (readOnly !== true) return `recursiveReadOnly ${plainText(recursiveReadOnly)} needs \`readOnly: true\`; set that`;
  return isMissing(mountPropagation) || mountPropagation === 'None' ? undefined : 'recursiveReadOnly needs `mountPropagation: None`; remove one';
}

/** What is wrong with the parts of volumes that a container mounts. */
export function mountProblems({ value, role, pointer }: ReadableContainer, called: string): Problem[] {
  return entries(value.volumeMounts, childPointer(pointer, 'volumeMounts')).flatMap(({ value: mount, pointer: at }) => {
    const { subPath, subPathExpr } = mount;
    const ofDebugging = role === 'ephemeral' ? ['subPath', 'subPathExpr'].filter((field) => !isMissing(mount[field])) : [];
    return [
      ...refusedForms(mount, at, FORMS), ...sharedProblems(mount, at, value),
      ...refusedText(subPath, `${at}/subPath`, 'subPath', relativeProblem),
      ...refusedText(subPathExpr, `${at}/subPathExpr`, 'subPathExpr', relativeProblem),
      ...refusal(`${at}/subPathExpr`, !isMissing(subPath) && !isMissing(subPathExpr) && `${called} has a mount with \`subPath\` and \`subPathExpr\`; keep one of them`),
      ...ofDebugging.flatMap((field) => refusal(`${at}/${field}`, `${called} is an ephemeral container, which mounts whole volumes; remove \`${field}\``)),
    ];
  });
}
