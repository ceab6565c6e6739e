import { toCel } from '../controls/cel';
import { Control, Fill, fillsOf, forProfile, Harden, notEnforcedBecause } from '../controls/control';
import { EvidenceNeed } from '../controls/evidence';
import { Expression } from '../controls/require';
import { SeverityName, Standard } from '../controls/vocabulary';
import { requirement } from '../engine/compiled-controls';
import { pointerKeys } from '../objects/pointer';
import { SecurityProfile } from '../profile/security-profile';

/** One of the places where a control can act, and what it does there. */
export interface EnforcementPoint {
  readonly point: 'default' | 'synth' | 'check' | 'admission';
  readonly enforced: boolean;
  readonly how: string;
}

/** A requirement in CEL, as an admission policy states it for one subject. */
export interface Policy {
  /** Clauses, to be joined. */
  readonly lines: readonly string[];
  /** The variables that occur in it, with what they stand for. */
  readonly variables: ReadonlyMap<string, string>;
  /** Whether it takes a profile of its own to require anything. */
  readonly needsProfile: boolean;
}

/** What the absence of a fact means, in words. */
const ABSENCE: Readonly<Record<EvidenceNeed['absent'], string>> = {
  'not-applicable': 'without it the control is left out', 'inconclusive': 'without it nothing that the control is about passes',
  'less-known': 'without it the control decides by the manifests alone',
};

/** The facts beside the objects that a control needs, each in one sentence. */
export function neededEvidence({ needs = [] }: Control): string[] {
  return needs.map(({ evidence: { title, fix }, absent }) => `${title}: ${fix}; ${ABSENCE[absent]}`);
}

/** What people call the source of a requirement. */
export const STANDARD_TITLES: Readonly<Record<Standard, string>> = {
  'pod-security-baseline': 'Pod Security Standards, baseline',
  'pod-security-restricted': 'Pod Security Standards, restricted',
  'rbac-good-practices': 'Kubernetes RBAC good practices',
  'nsa-cisa': 'NSA/CISA Kubernetes Hardening Guidance',
  'cis': 'CIS Kubernetes Benchmark',
  'kubernetes-api': 'the Kubernetes API itself',
  'availability': 'availability',
  'own': 'our own judgement',
};

const AT_SYNTH: Readonly<Record<SeverityName, string>> = {
  error: 'stops synth before any file is written', warning: 'is printed, synth goes on',
};

/** Fields that a control fills in at one kind of place. */
export interface FilledPart {
  /** The place: `each container`, or the kind of the object. */
  readonly where: string;
  readonly isKind: boolean;
  readonly fields: Fill;
}

/** What the control fills in under the default profile. */
export function filledParts(control: Control): readonly FilledPart[] {
  const harden: Harden = control.harden ? forProfile(control.harden, SecurityProfile.restricted()) : {};
  return [
    ...fillsOf(harden, control.subject).map(([{ text }, fields]) => ({ where: text.each, isKind: false, fields })),
    ...Object.entries(harden.objects ?? {}).map(([kind, fields]) => ({ where: kind, isKind: true, fields })),
  ];
}

/** The lists that grow though they are set: the one exception from keeping what is explicit. */
function extended(control: Control): string {
  const { extendedLists = [] } = control.harden ? forProfile(control.harden, SecurityProfile.restricted()) : {};
  const names = extendedLists.map((list) => `\`${pointerKeys(list).join('.')}\``);
  return names.length === 0 ? '' : `; ${names.join(', ')} gets what it lacks beside the items that it has`;
}

/** Where a control acts and, where it does not, why. */
export function enforcementOf(control: Control): readonly EnforcementPoint[] {
  const policy = policyOf(control);
  const unfilled = control.absent === 'good' ? 'unset is right already' : 'no field can be filled in; see the fix';
  return [
    {
      point: 'default',
      enforced: control.harden !== undefined,
      how: control.harden ? `filled in where it is unset, never overwritten${extended(control)}` : unfilled,
    },
    { point: 'synth', enforced: true, how: `${control.optIn ? 'once a profile gives it a severity; then ' : ''}a violation ${AT_SYNTH[control.severity]}` },
    { point: 'check', enforced: true, how: '`cdk8s-hardened check` judges YAML and JSON' },
    { point: 'admission', enforced: policy !== undefined, how: policy ? 'as a ValidatingAdmissionPolicy, in CEL' : notEnforcedBecause(control) ?? '' },
  ];
}

function meanings(control: Control): ReadonlyMap<string, string> {
  const { variable, meaning } = control.subject.text;
  return new Map([[variable, meaning(control)], ['pod', 'the spec of the pod'], ['metadata', 'the metadata of the pod'], ['object', 'the whole object']]);
}

/** The requirement as the API server would evaluate it; undefined where no policy can state it. */
export function policyOf(control: Control): Policy | undefined {
  if (!('require' in control) || notEnforcedBecause(control) !== undefined) return undefined;
  const { expression, needsProfile } = tellingRequirement(control);
  const roots = { subject: control.subject.text.variable, pod: 'pod', metadata: 'metadata', object: 'object' };
  const operator = expression.kind === 'all' ? '&& ' : '|| ';
  const lines = expression.kind === 'all' || expression.kind === 'any'
    ? expression.of.map((part, i) => `${i === 0 ? '' : operator}${toCel(part, roots)}`) : [toCel(expression, roots)];
  const text = lines.join('\n');
  return { lines, variables: new Map([...meanings(control)].filter(([name]) => new RegExp(`(?<![\\w.?"-])${name}\\b(?!")`).test(text))), needsProfile };
}

/** The requirement under the default profile or, where that one requires nothing, under the first of the examples that does. */
function tellingRequirement(control: Control): { readonly expression: Expression; readonly needsProfile: boolean } {
  const own = [...control.examples.bad, ...control.examples.good].flatMap(({ profile }) => profile?.() ?? []);
  const [first, ...others] = [SecurityProfile.restricted(), ...own].map((profile) => requirement(control, profile));
  const telling = [first, ...others].find((expression) => expression && !(expression.kind === 'all' && expression.of.length === 0));
  return { expression: telling ?? { kind: 'all', of: [] }, needsProfile: telling !== first };
}
