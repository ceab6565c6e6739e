import { StreamedCheck } from './streamed-check';
import { rendered } from '../../engine/finding';
import { parsePodSecurity, podSecurityFindings } from '../../engine/pod-security';
import { UsageError } from '../exit-code';

/** Checks by the Pod Security Standard alone, as `restricted:v1.36` names it. */
export function podSecurityCheck(notation: string): StreamedCheck {
  const policy = parsePodSecurity(notation);
  if ('problem' in policy) throw new UsageError(`--pod-security "${notation}" ${policy.problem}`);
  return {
    asked: policy.checks,
    controls: [],
    leftOut: [],
    unsettled: [],
    check: ({ manifest, file, document }) => podSecurityFindings([{ manifest, origin: { file, document } }], policy).map(rendered),
    conclude: () => [],
    unjudged: () => [],
    severityIn: () => 'error',
    waivedIn: () => undefined,
  };
}
