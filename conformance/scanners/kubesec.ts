import { goProgram, scan } from './installed';
import { GO_SCANNERS } from './pinned';
import { Scanner, Verdict } from './scanner';
import { schemaLocation } from './schemas';

interface Rule { readonly id: string; readonly points: number; readonly reason: string; readonly kinds: readonly string[] }
interface Scored {
  /** `Deployment/web.shop` */
  readonly object: string;
  readonly valid: boolean;
  readonly message: string;
  /** Rules that are met, those that take points away, and those that would bring points. */
  readonly scoring: { readonly passed?: readonly Rule[]; readonly critical?: readonly Rule[]; readonly advise?: readonly Rule[] };
}

const UNKNOWN_KIND = 'This resource kind is not supported by kubesec';

/** The rules that take points away. Of these it names only those that are broken. */
function penalties(): Rule[] {
  const rules = JSON.parse(scan(goProgram('kubesec'), ['print-rules', '--format', 'json'], [0])) as Rule[];
  return rules.filter(({ points }) => points < 0);
}

function judge(file: string, forbidden: readonly Rule[]): Verdict[] {
  const scored = JSON.parse(scan(goProgram('kubesec'), ['scan', '--schema-location', schemaLocation(), '--exit-code', '0', file], [0])) as Scored[];
  return scored.filter(({ message }) => message !== UNKNOWN_KIND).flatMap(({ object, valid, message, scoring }) => {
    const { passed = [], critical = [], advise = [] } = scoring;
    const kept = forbidden.filter(({ id, kinds }) => kinds.includes(object.split('/')[0]) && !critical.some((broken) => broken.id === id));
    const verdict = (passes: boolean) => ({ id: check, reason }: Rule): Verdict => ({ check, file, passes, message: reason });
    return [
      ...(valid ? [] : [{ check: 'valid', file, passes: false, message }]),
      ...[...passed, ...kept].map(verdict(true)),
      ...[...critical, ...advise].map(verdict(false)),
    ];
  });
}

export const kubesec: Scanner = {
  tool: 'kubesec',
  version: GO_SCANNERS.kubesec.version,
  install: () => [goProgram('kubesec'), schemaLocation()],
  judge: (folders) => {
    const forbidden = penalties();
    return folders.flatMap(({ files }) => files.flatMap((file) => judge(file, forbidden)));
  },
};
