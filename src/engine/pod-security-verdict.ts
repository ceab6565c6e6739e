import { Blocked, DecodedPod, decodedPods, PodReading } from './pod-security-pod';
import { ActiveCheck, activeChecks, effectiveMinor, PodSecurityPolicy } from './pod-security-policy';
import { TypeProblems } from './type-problems';
import { inUserNamespace } from '../controls/conditions';
import { compile, explain, Frame } from '../controls/evaluate';
import { CheckRevision, Demand } from '../controls/pod-security-check';
import { Fault, Faults } from '../controls/pod-security-text';
import { Expression } from '../controls/require';
import { Site } from '../controls/site';
import { Manifest } from '../objects/manifest';
import { pointerKeys, valueAt } from '../objects/pointer';

/** A policy, and how strictly and of what to read pods. */
export interface PodSecurityQuestion extends PodSecurityPolicy, PodReading {
  /** Keeps the rules about root for pods with `hostUsers: false`, which the restricted level spares since 1.35. */
  readonly strictRoot?: boolean;
}

/** One place that a check forbids. */
export interface Offender {
  readonly pointer: string;
  readonly container?: string;
  readonly actual: unknown;
}

/** A place that cannot be decided: a value of the wrong type, which the API server would refuse to decode. */
export interface Undecided extends Offender {
  /** The check that needs it. */
  readonly id: string;
  readonly message: string;
}

/** A check that forbids a pod. */
export interface ForbiddenBy {
  /** The name that the check has upstream. */
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** The version whose checks were made, however new the policy asked for. */
  readonly version: string;
  readonly reason: string;
  readonly detail: string;
  readonly offenders: readonly Offender[];
}

/** What Pod Security Admission says of an object. */
export interface PodSecurityVerdict {
  readonly allowed: boolean;
  readonly checks: readonly ForbiddenBy[];
  readonly undecided: readonly Undecided[];
  /** All reasons with their details, in the words of the API server; empty where nothing is forbidden. */
  readonly aggregate: string;
  /** The aggregate with the policy that was asked for: `violates PodSecurity "restricted:latest": …`. */
  readonly message: string;
}

const sitesOf = (expression: Expression | undefined, frame: Frame): readonly Site[] => (
  expression === undefined || compile(expression)(frame) === 'pass' ? [] : explain(expression, frame));

/** The volume that a site is in. */
function volumeOf({ pointer: pod, spec }: DecodedPod, site: Site): Fault['volume'] {
  const [list, index] = site.pointer.startsWith(`${pod}/`) ? pointerKeys(site.pointer.slice(pod.length)) : [];
  if (list !== 'volumes') return undefined;
  const name = valueAt(spec, `/volumes/${index}/name`);
  return { name: typeof name === 'string' ? name : '', pointer: `${pod}/volumes/${index}` };
}

type Found = Fault & { readonly label?: string };

function faultsOf({ pod: ofPod, container: ofContainer, annotations }: Demand, pod: DecodedPod): Found[] {
  return [
    ...sitesOf(ofPod, pod.frame).map((site) => ({ ...site, by: 'pod', volume: volumeOf(pod, site) } as const)),
    ...pod.containers.flatMap(({ label, name, pointer, frame }) => sitesOf(ofContainer, frame)
      .map((site) => ({ ...site, by: 'container', label, container: { name, pointer } } as const))),
    ...sitesOf(annotations, pod.frame).map((site) => ({ ...site, by: 'annotation' } as const)),
  ];
}

const offender = ({ pointer, label, actual }: Found): Offender => ({ pointer, ...(label === undefined ? {} : { container: label }), actual });

/** The first of each place. */
export function distinctPlaces<T extends { readonly pointer: string }>(found: readonly T[]): T[] {
  const seen = new Set<string>();
  return found.filter(({ pointer }) => !seen.has(pointer) && seen.add(pointer));
}

/** One check on one pod. */
class Examination {
  private readonly unless: Expression | undefined;

  constructor(
    private readonly active: ActiveCheck,
    private readonly pod: DecodedPod,
    private readonly types: TypeProblems,
    private readonly question: PodSecurityQuestion,
  ) {
    const { unless } = active.revision;
    const isKept = question.strictRoot === true && unless === inUserNamespace && active.check.level === 'restricted';
    this.unless = isKept ? undefined : unless;
  }

  public result(): { readonly forbidden: readonly ForbiddenBy[]; readonly undecided: readonly Undecided[] } {
    const spared = this.unless && compile(this.unless)(this.pod.frame);
    const byDemand = this.active.revision.demands.map((demand) => faultsOf(demand, this.pod));
    const unclear = [
      ...(spared === 'inconclusive' ? sitesOf(this.unless, this.pod.frame).map((site): Found => ({ ...site, by: 'pod' })) : []),
      ...byDemand.flat().filter(({ undecided }) => undecided), // of pods that are spared too: the API server would not have decoded them
    ];
    const isJudged = spared === undefined || spared === 'violation';
    return {
      forbidden: isJudged ? this.forbidden(byDemand.map((found) => found.filter(({ undecided }) => !undecided))) : [],
      undecided: distinctPlaces([...this.blocked(), ...unclear.map((one) => this.doubt(one))]),
    };
  }

  private forbidden(byDemand: readonly (readonly Found[])[]): ForbiddenBy[] {
    const { check: { id, level, reason }, revision: { demands } } = this.active;
    const first = byDemand.findIndex((found) => found.length > 0);
    if (first < 0) return [];
    const faults = new Faults(byDemand[first]);
    return [{
      id, level, version: `v1.${effectiveMinor(this.question)}`, reason: typeof reason === 'string' ? reason : reason(faults),
      detail: demands[first].says(faults), offenders: distinctPlaces(byDemand.flat()).map(offender),
    }];
  }

  private doubt(found: Found): Undecided {
    return { id: this.active.check.id, ...offender(found), ...this.types.at(found.pointer) };
  }

  private blocked(): Undecided[] {
    return asksContainers(this.active.revision) ? this.pod.blocked.map((one) => ({ id: this.active.check.id, ...one })) : [];
  }
}

const asksContainers = ({ demands }: CheckRevision): boolean => demands.some(({ container }) => container !== undefined);

/** Judges an object as Pod Security Admission does once the API server has decoded it. An object without pods is allowed. */
export function evaluatePodSecurity(manifest: Manifest, question: PodSecurityQuestion): PodSecurityVerdict {
  const active = activeChecks(question);
  const types = new TypeProblems(manifest);
  const { pods, blocked } = decodedPods(manifest, question);
  const results = pods.flatMap((pod) => active.map((one) => new Examination(one, pod, types, question).result()));
  const everyCheck = (one: Blocked): Undecided[] => active.map(({ check }) => ({ id: check.id, ...one }));
  const checks = results.flatMap(({ forbidden }) => forbidden);
  const undecided = [...blocked.flatMap(everyCheck), ...results.flatMap((result) => result.undecided)];
  const aggregate = checks.map(({ reason, detail }) => sentence(reason, detail)).join(', ');
  const policy = `${question.level}:${question.version}`;
  return {
    allowed: checks.length === 0 && undecided.length === 0, checks, undecided, aggregate,
    message: aggregate === '' ? '' : `violates PodSecurity "${policy}": ${aggregate}`,
  };
}

/** `reason (detail)`. */
export const sentence = (reason: string, detail: string): string => (detail === '' ? reason : `${reason} (${detail})`);
