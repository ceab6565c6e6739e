import { CATALOGUE } from '../controls';
import { Finding, JudgedObject } from './finding';
import { distinctPlaces, evaluatePodSecurity, Offender, PodSecurityQuestion, sentence } from './pod-security-verdict';
import { keyOf } from '../objects/manifest';

export { parsePodSecurity } from './pod-security-policy';
export { evaluatePodSecurity } from './pod-security-verdict';

const CONTROLS = new Map(CATALOGUE.flatMap((control) => (control.podSecurity ?? []).map(({ id }) => [id, control] as const)));

function finding({ manifest, origin }: Pick<JudgedObject, 'manifest' | 'origin'>, id: string, { pointer, container }: Offender, rest: Pick<Finding, 'outcome' | 'message'>): Finding {
  const { why, fix } = CONTROLS.get(id)!;
  return {
    control: id, severity: 'error', origin, object: keyOf(manifest), pointer, ...(container === undefined ? {} : { container }), ...rest, why, fix: fix.yaml, fixCode: fix.code, waiver: null,
  };
}

/** What Pod Security Admission forbids, and what it could not decode: one finding for each check and object, named by the check and in the words of the API server. */
export function podSecurityFindings(objects: readonly Pick<JudgedObject, 'manifest' | 'origin'>[], question: PodSecurityQuestion): Finding[] {
  return objects.flatMap((object) => {
    const { checks, undecided } = evaluatePodSecurity(object.manifest, question);
    return [
      ...checks.map(({ id, reason, detail, offenders: [first] }) => finding(object, id, first, { outcome: 'violation', message: sentence(reason, detail) })),
      // a wrong type counts once, for the first check that met it
      ...distinctPlaces(undecided).map((one) => finding(object, one.id, one, { outcome: 'inconclusive', message: one.message })),
    ];
  });
}
