import { IConstruct } from 'constructs';
import { matchManifests } from './manifest-folder';
import { constructOf, MatcherContext, MatcherResult } from './matcher';
import { GrantOptions, HardenedTesting, ManifestFilesOptions, Port } from '../index';

/** The matchers, for `expect.extend`. */
export const hardenedMatchers = {
  toSatisfy(received: unknown, standard: string): MatcherResult {
    const scope = constructOf(received, 'toSatisfy');
    const violations = HardenedTesting.podSecurityViolations(scope, standard);
    return verdict(violations.length === 0, {
      no: () => [`${nameOf(scope)} does not satisfy ${standard}: a namespace with that label refuses ${counted(violations.length, 'object')}`, '', ...violations],
      yes: () => [`${nameOf(scope)} satisfies ${standard}, and the test expects that something is refused`],
    });
  },

  toHaveNoFindings(received: unknown): MatcherResult {
    const scope = constructOf(received, 'toHaveNoFindings');
    const findings = HardenedTesting.findings(scope);
    return verdict(findings.length === 0, {
      no: () => [`${nameOf(scope)} has ${counted(findings.length, 'finding')}`, '', ...findings],
      yes: () => [`${nameOf(scope)} has no findings, and the test expects some`],
    });
  },

  toAllowTraffic(received: unknown, from: IConstruct | string, to: IConstruct | string, port: number | Port): MatcherResult {
    const scope = constructOf(received, 'toAllowTraffic');
    const at = typeof port === 'number' ? Port.tcp(port) : port;
    const explanation = (): string[] => [explainTraffic(within(scope, from), within(scope, to), at)];
    return verdict(allows(within(scope, from), within(scope, to), at), {
      no: () => ['the test expects that traffic is allowed', '', ...explanation()],
      yes: () => ['the test expects that traffic is closed', '', ...explanation()],
    });
  },

  toGrant(received: unknown, subject: IConstruct, verb: string, resource: string, options: GrantOptions = {}): MatcherResult {
    const workload = within(constructOf(received, 'toGrant'), subject) as IConstruct;
    const explanation = (): string[] => [HardenedTesting.explainGrant(workload, verb, resource, options)];
    return verdict(HardenedTesting.grants(workload, verb, resource, options), {
      no: () => ['the test expects that it is granted', '', ...explanation()],
      yes: () => ['the test expects that it is not granted', '', ...explanation()],
    });
  },

  toMatchManifests(this: MatcherContext, received: unknown, folder?: string, options: ManifestFilesOptions = {}): MatcherResult {
    const scope = constructOf(received, 'toMatchManifests');
    return matchManifests(this, HardenedTesting.manifestFiles(scope, options), folder);
  },
};

interface Messages { readonly no: () => readonly string[]; readonly yes: () => readonly string[] }

/** Both messages are made when they are printed: `not` turns the verdict around. */
const verdict = (pass: boolean, { no, yes }: Messages): MatcherResult => ({ pass, message: () => (pass ? yes() : no()).join('\n') });

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const nameOf = ({ node }: IConstruct): string => (node.path === '' ? 'the app' : `"${node.path}"`);

/** An end of another app would be judged by other policies than those of the scope. */
function within(scope: IConstruct, end: IConstruct | string): IConstruct | string {
  if (typeof end === 'string' || constructOf(end, 'the matcher').node.root === scope.node.root) return end;
  throw new Error(`"${end.node.path}" is part of another app than ${nameOf(scope)}; take both from the same app`);
}

function allows(from: IConstruct | string, to: IConstruct | string, port: Port): boolean {
  if (typeof to === 'string') return HardenedTesting.allowsTrafficToAddress(workloadOf(from), to, port);
  return typeof from === 'string' ? HardenedTesting.allowsTrafficFromAddress(from, to, port) : HardenedTesting.allowsTraffic(from, to, port);
}

function explainTraffic(from: IConstruct | string, to: IConstruct | string, port: Port): string {
  if (typeof to === 'string') return HardenedTesting.explainTrafficToAddress(workloadOf(from), to, port);
  return typeof from === 'string' ? HardenedTesting.explainTrafficFromAddress(from, to, port) : HardenedTesting.explainTraffic(from, to, port);
}

function workloadOf(end: IConstruct | string): IConstruct {
  if (typeof end !== 'string') return end;
  throw new Error(`both ends are addresses, and "${end}" is in no app; pass a workload as one of them`);
}
