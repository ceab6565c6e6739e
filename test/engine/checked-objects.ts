import { CheckedObject, CheckRun, CheckRunOptions } from '../../src/engine/check-run';
import { Finding, LazyFinding } from '../../src/engine/finding';

/** The findings of objects that are checked in one run: those of each object together, then those about no object. */
export function checkObjects(objects: readonly CheckedObject[], options: CheckRunOptions): Finding[] {
  const run = new CheckRun<LazyFinding[]>(options);
  const aboutNone: LazyFinding[] = [];
  const byObject = objects.map((object) => {
    const findings: LazyFinding[] = [];
    findings.push(...run.check(object, findings));
    return findings;
  });
  for (const { finding, ref } of run.conclude()) (ref ?? aboutNone).push(finding);
  return [...byObject.flat(), ...aboutNone].map((finding) => finding.render());
}
