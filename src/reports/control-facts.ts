import { toCel } from '../controls/cel';
import { Control, forProfile, Harden } from '../controls/control';
import { Expression } from '../controls/require';
import { SeverityName, Standard } from '../controls/vocabulary';
import { requirement } from '../engine/rules';
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

/** What the control fills in under the default profile; undefined where that is nothing. */
export function filledIn(control: Control): Harden | undefined {
  const harden = control.harden && forProfile(control.harden, SecurityProfile.restricted());
  return harden && (harden.container ?? harden.pod ?? harden.objects) ? harden : undefined;
}

/** Where a control acts and, where it does not, why. */
export function enforcementOf(control: Control): readonly EnforcementPoint[] {
  const policy = policyOf(control);
  return [
    {
      point: 'default',
      enforced: control.harden !== undefined,
      how: control.harden ? 'filled in where it is unset, never overwritten' : control.absent === 'good' ? 'unset is right already' : 'no field can be filled in; see the fix',
    },
    { point: 'synth', enforced: true, how: `${control.optIn ? 'once a profile gives it a severity; then ' : ''}a violation ${AT_SYNTH[control.severity]}` },
    { point: 'check', enforced: true, how: '`cdk8s-hardened check` judges YAML and JSON' },
    { point: 'admission', enforced: policy !== undefined, how: policy ? 'as a ValidatingAdmissionPolicy, in CEL' : control.admission?.because ?? '' },
  ];
}

const NAMES = { 'container': 'container', 'pod': 'pod', 'policy-rule': 'rule', 'object': 'object', 'set': 'set' } as const;

function meaning({ containers }: Control): readonly (readonly [string, string])[] {
  return [
    ['container', containers ? `each container of these roles: ${containers.join(', ')}` : 'each container, be it init, main or ephemeral'],
    ['pod', 'the spec of the pod'],
    ['metadata', 'the metadata of the pod'],
    ['rule', 'each rule of the role'],
    ['object', 'the whole object'],
  ];
}

/** The requirement as the API server would run it; undefined where none can say it. */
export function policyOf(control: Control): Policy | undefined {
  if (!('require' in control) || control.admission) return undefined;
  const { expression, needsProfile } = tellingRequirement(control);
  const roots = { subject: NAMES[control.subject], pod: 'pod', metadata: 'metadata', object: 'object' };
  const { kind } = expression;
  const lines = kind === 'all' || kind === 'any'
    ? expression.of.map((part, i) => `${i === 0 ? '' : kind === 'all' ? '&& ' : '|| '}${toCel(part, roots)}`) : [toCel(expression, roots)];
  const text = lines.join('\n');
  return { lines, variables: new Map(meaning(control).filter(([name]) => new RegExp(`(?<![\\w.?"-])${name}\\b(?!")`).test(text))), needsProfile };
}

/** The requirement under the default profile or, where that one asks for nothing, under the first of the examples that does. */
function tellingRequirement(control: Control): { readonly expression: Expression; readonly needsProfile: boolean } {
  const own = [...control.examples.bad, ...control.examples.good].flatMap(({ profile }) => profile?.() ?? []);
  const [first, ...others] = [SecurityProfile.restricted(), ...own].map((profile) => requirement(control, profile));
  const telling = [first, ...others].find((expression) => expression && !(expression.kind === 'all' && expression.of.length === 0));
  return { expression: telling ?? { kind: 'all', of: [] }, needsProfile: telling !== first };
}
