import { isDeepStrictEqual } from 'util';
import { Answer, Job } from './judge';
import { mutatingPolicies } from '../../src/admission/mutating';
import { CATALOGUE } from '../../src/controls';
import { Control } from '../../src/controls/control';
import { Example, UNSET } from '../../src/controls/example';
import { Filler } from '../../src/engine/fill';
import { isControlPlanePod } from '../../src/objects/cluster-components/pods';
import { groupKind, Manifest } from '../../src/objects/manifest';
import { POD_KINDS, podsOf } from '../../src/objects/pod-template';
import { SecurityProfile } from '../../src/profile/security-profile';
import { AdmissionRequest, creation } from '../../test/admission/requests';
import { placements } from '../../test/laws/placements';
import { OPT_INS } from '../../test/laws/profiles';

/** With every control that fills something in. */
const profile = SecurityProfile.restricted({ severities: OPT_INS });

/** What the policies fill in, as the patterns of resources say. */
const KINDS = ['Pod', 'apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'batch/Job', 'batch/CronJob', 'ServiceAccount', 'policy/PodDisruptionBudget', 'Namespace'];

/** A workload without containers, as some examples are, the API server does not store. */
const isStored = (object: Manifest): boolean => !(groupKind(object) in POD_KINDS) || podsOf(object).length > 0;

interface Named { readonly name: string; readonly request: AdmissionRequest }

/** Every example of every control that fills something in, where the policies do too. */
export function defaultsCases(): Named[] {
  return CATALOGUE.filter((control) => control.harden && control.subject.name !== 'set')
    .flatMap((control) => [...control.examples.good, ...control.examples.bad, UNSET].flatMap((example) => casesOf(control, example)))
    // to pods of a control plane we add flags alone; the policies do not tell them apart, as docs/admission.md says
    .filter(({ name, request: { object } }) => KINDS.includes(groupKind(object)) && isStored(object) && !isControlPlanePod(object) && !name.endsWith('ephemeralContainers'));
}

const casesOf = (control: Control, example: Example): Named[] => placements(control, example).map(({ where, manifests: [object] }) => (
  { name: `${control.id}: ${example.shows} in ${where}`, request: creation(object) }));

/** The mutating policies, with what they are to fill. */
export function defaultsJob(cases: readonly Named[]): Job {
  const { policies, bindings } = mutatingPolicies(CATALOGUE, profile);
  return { policies: [], mutating: [...policies, ...bindings], review: true, cases: cases.map(({ request }) => request) };
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Where the API server fills in something else than we do, and what; undefined where both do the same. */
export function difference({ error, before, after }: Answer['mutated'][number]): string | undefined {
  if (error !== undefined) return error;
  const own = plain(before) as Record<string, unknown>;
  new Filler(CATALOGUE, false).fill(own, profile);
  return isDeepStrictEqual(own, plain(after)) ? undefined : `we make ${JSON.stringify(own)} of it, the policies ${JSON.stringify(after)}`;
}
