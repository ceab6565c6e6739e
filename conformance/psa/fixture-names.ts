import { evaluatePodSecurity } from '../../src/engine/pod-security';
import { PodSecurityLevel } from '../../src/profile/pod-security-level';
import { Disagreement, Row } from '../suite';
import { UPSTREAM } from './evaluators';
import { Fixture } from './upstream-fixtures';

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

function disagreementOn(fixture: Fixture): Disagreement | undefined {
  const { level, version, about, minor, passes, file, manifest } = fixture;
  const { allowed, checks, undecided } = evaluatePodSecurity(manifest, { level, version });
  const found = checks.map(({ id }) => id.toLowerCase());
  const said = `${allowed ? 'allowed' : `forbidden by ${found.join(', ') || 'nothing'}`}${undecided.length > 0 ? ', undecided' : ''}`;
  if (passes) return allowed ? undefined : { ...UPSTREAM, check: about, object: file, detail: `${said}; it should pass` };
  const override = level === PodSecurityLevel.RESTRICTED && Object.hasOwn(OVERRIDES, about) ? OVERRIDES[about] : undefined;
  const named = override && override.since <= minor ? override.by : about;
  const { must, may } = besides(fixture);
  const isExact = [named, ...must].every((id) => found.includes(id)) && found.every((id) => [named, ...must, ...may].includes(id));
  if (!allowed && undecided.length === 0 && isExact) return undefined;
  return { ...UPSTREAM, check: about, object: file, detail: `${said}; expected ${[named, ...must].join(', ')}` };
}

/** Holds our verdict on each fixture against what its name says: the level, whether it passes and the check that it is about. */
export function fixtureNames(fixtures: readonly Fixture[]): Row {
  return { part: 'fixtures, by their names', cases: fixtures.length, disagreements: fixtures.flatMap((fixture) => disagreementOn(fixture) ?? []) };
}
