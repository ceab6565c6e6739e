import { refusal, refusedText } from './refusal';
import { entries, ReadableContainer } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { childPointer } from '../pointer';
import { Problem } from '../problem';

function descendingProblem(path: string): string | undefined {
  if (path.startsWith('/')) return 'must be relative to the volume; remove the slash at its start';
  return path.split('/').includes('..') ? 'must not contain ".."' : undefined;
}

/** What is wrong with the parts of volumes that a container mounts. */
export function mountProblems({ value, pointer }: ReadableContainer, called: string): Problem[] {
  return entries(value.volumeMounts, childPointer(pointer, 'volumeMounts')).flatMap(({ value: { subPath, subPathExpr }, pointer: at }) => [
    ...refusedText(subPath, `${at}/subPath`, 'subPath', descendingProblem),
    ...refusedText(subPathExpr, `${at}/subPathExpr`, 'subPathExpr', descendingProblem),
    ...refusal(`${at}/subPathExpr`, !isMissing(subPath) && !isMissing(subPathExpr) && `${called} has a mount with \`subPath\` and \`subPathExpr\`; keep one of them`),
  ]);
}
