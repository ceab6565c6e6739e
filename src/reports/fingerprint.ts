import { ReportedFinding } from './report';
import { groupKind } from '../objects/manifest';
import { descend } from '../objects/pointer';

/** The pointer with a star for each index, so that a neighbour that comes or goes does not change it. */
const withoutIndices = (pointer: string): string => pointer.replace(/\/\d+(?=\/|$)/g, '/*');

/**
 * What a finding is known by from one check to the next, whatever its line, its file and the version of its API; as readable text, since there
 * is nothing to hide in it.
 */
export function fingerprint({ control, object, container, pointer }: Pick<ReportedFinding, 'control' | 'object' | 'container' | 'pointer'>): string {
  return descend('', [control, groupKind({ ...object }), object.namespace, object.name, container ?? '']) + withoutIndices(pointer);
}

/** The fingerprints of findings, in their order; equal ones are told apart by their number. */
export function fingerprints(findings: readonly ReportedFinding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const text = fingerprint(finding);
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    return count === 1 ? text : `${text} (${count})`;
  });
}
