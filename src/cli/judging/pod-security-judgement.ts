import { Judgement } from './judgement';
import { told } from '../../engine/fault';
import { parsePodSecurity, podSecurityFindings } from '../../engine/pod-security';
import { UsageError } from '../usage-error';

/** Judges by the Pod Security Standard alone, as `restricted:v1.36` names it. */
export function podSecurityJudgement(notation: string): Judgement {
  const policy = parsePodSecurity(notation);
  if ('problem' in policy) throw new UsageError(`--pod-security "${notation}" ${policy.problem}`);
  return {
    asked: policy.checks,
    controls: [],
    unsettled: [],
    judge: ({ manifest, file, document }) => podSecurityFindings([{ manifest, origin: { file, document } }], policy).map(told),
    conclude: () => [],
    severityIn: () => 'error',
    waivedIn: () => undefined,
  };
}
