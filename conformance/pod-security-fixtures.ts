/**
 * Judges every fixture of Pod Security Admission and compares verdict and checks: `npx tsx conformance/pod-security-fixtures.ts`.
 */
import { main } from './go-module';
import { Fixture, RELEASE, upstreamFixtures } from './upstream-fixtures';
import { evaluatePodSecurity } from '../src/engine/pod-security';
import { PodSecurityLevel } from '../src/profile/pod-security-level';

/** Restricted checks that stand in for a baseline one, and since when. */
const OVERRIDES: Readonly<Record<string, { readonly by: string; readonly since: number }>> = {
  hostpathvolumes: { by: 'restrictedvolumes', since: 0 },
  seccompprofile_baseline: { by: 'seccompprofile_restricted', since: 19 },
  capabilities_baseline: { by: 'capabilities_restricted', since: 22 },
  procmount: { by: 'procmount_restricted', since: 35 },
};

/** Checks that a fixture breaks besides its own, by necessity; `may` where only some of the files do. */
function besides({ level, about, minor }: Fixture): { readonly must: readonly string[]; readonly may: readonly string[] } {
  const isRestricted = level === PodSecurityLevel.RESTRICTED;
  return {
    must: [
      ...(about === 'windowshostprocess' ? ['hostnamespaces'] : []),
      ...(about === 'privileged' && isRestricted && minor >= 8 ? ['allowprivilegeescalation'] : []),
    ],
    may: about === 'allowprivilegeescalation' && minor >= 22 ? ['capabilities_restricted'] : [],
  };
}

function disagreement(fixture: Fixture): string | undefined {
  const { level, version, about, minor, passes, file, manifest } = fixture;
  const { allowed, checks, undecided } = evaluatePodSecurity(manifest, { level, version });
  const found = checks.map(({ id }) => id.toLowerCase());
  const said = `${file}: ${allowed ? 'allowed' : `forbidden by ${found.join(', ') || 'nothing'}`}${undecided.length > 0 ? ', undecided' : ''}`;
  if (passes) return allowed ? undefined : said;
  const override = level === PodSecurityLevel.RESTRICTED && Object.hasOwn(OVERRIDES, about) ? OVERRIDES[about] : undefined;
  const named = override && override.since <= minor ? override.by : about;
  const { must, may } = besides(fixture);
  const isExact = [named, ...must].every((id) => found.includes(id)) && found.every((id) => [named, ...must, ...may].includes(id));
  return !allowed && undecided.length === 0 && isExact ? undefined : `${said}; expected ${[named, ...must].join(', ')}`;
}

main(() => {
  const fixtures = upstreamFixtures();
  const faults = fixtures.map((fixture) => ({ fixture, fault: disagreement(fixture) }));
  const rows = [PodSecurityLevel.BASELINE, PodSecurityLevel.RESTRICTED].flatMap((level) => [true, false].map((passes) => {
    const of = faults.filter(({ fixture }) => fixture.level === level && fixture.passes === passes);
    const wrong = of.filter(({ fault }) => fault !== undefined).length;
    return { level, verdict: passes ? 'pass' : 'fail', fixtures: of.length, agreements: of.length - wrong, disagreements: wrong };
  }));
  process.stdout.write(`k8s.io/pod-security-admission ${RELEASE}: ${fixtures.length} fixtures\n`);
  console.table(rows);
  const wrong = faults.flatMap(({ fault }) => fault ?? []);
  wrong.forEach((fault) => process.stdout.write(`${fault}\n`));
  return wrong.length === 0 && fixtures.length > 4000;
});
