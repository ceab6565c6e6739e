import { Json } from './rendered-container';
import { CATALOGUE } from '../../controls';
import { ControlId, VOCABULARY } from '../../controls/vocabulary';
import { Filler } from '../../engine/fill';
import { Judge } from '../../engine/judge';
import { once } from '../../objects/remembered';
import { isLowerLevel, PodSecurityLevel } from '../../profile/pod-security-level';
import { SecurityProfile } from '../../profile/security-profile';

/** What controls say about a change of a pod. */
export interface SampleFindings {
  readonly controls: readonly ControlId[];
  /** The highest Pod Security level that admits it. */
  readonly level: PodSecurityLevel;
}

const filler = once(() => new Filler(CATALOGUE));
/** Each control alone, since beside others it would leave out what another one says already. What looks at other objects is left out. */
const judges = once(() => CATALOGUE.filter(({ subject: { name } }) => name === 'pod' || name === 'container').map((control) => [control.id, new Judge([control])] as const));

/** The controls that a good pod violates once it is changed, and the level that still admits it: the controls themselves decide, so that no list here can differ from them. */
export function sampleFindings(profile: SecurityProfile, change: (podSpec: Json) => void): SampleFindings {
  const unchanged = violated(profile, () => {});
  const controls = violated(profile, change).filter((control) => !unchanged.includes(control));
  const level = controls.map(levelBelow).reduce((lowest, one) => (isLowerLevel(one, lowest) ? one : lowest), PodSecurityLevel.RESTRICTED);
  return { controls, level };
}

function violated(profile: SecurityProfile, change: (podSpec: Json) => void): ControlId[] {
  const spec: Json = { containers: [{ name: 'main', image: 'example' }] };
  change(spec);
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'sample', namespace: 'sample' }, spec };
  filler().fill(manifest, profile);
  return judges().filter(([, judge]) => judge.findings([{ manifest, profile, origin: {}, waivers: [] }]).length > 0).map(([id]) => id);
}

/** The highest level that does not demand a control. */
function levelBelow(control: ControlId): PodSecurityLevel {
  const { standard } = VOCABULARY[control];
  if (standard === 'pod-security-baseline') return PodSecurityLevel.PRIVILEGED;
  return standard === 'pod-security-restricted' ? PodSecurityLevel.BASELINE : PodSecurityLevel.RESTRICTED;
}
