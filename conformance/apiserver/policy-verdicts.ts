import { AuditLog, Failure } from './audit-log';
import { Answer, Client, saying, succeeded } from './client';
import { inParallel } from './in-parallel';
import { PlacedExample } from './placed-examples';
import { Accepted, Refused } from './submission';
import { Problem, Tally } from './tally';
import { Control } from '../../src/controls/control';
import { Finding, withCovered } from '../../src/engine/finding';
import { Judge } from '../../src/engine/judge';
import { keyOf } from '../../src/objects/manifest';
import { AdmissionRollout } from '../../src/profile/admission-rollout';

const ids = (found: readonly Finding[]): string[] => [...new Set(found.flatMap(withCovered).map(({ control }) => control))].sort();

const without = (all: readonly string[], some: readonly string[]): string[] => all.filter((id) => !some.includes(id));

/** Every message of our policies begins with the control that it is about. */
const controlOf = ({ message }: Failure): string => message.split(':')[0];

/** How KNOWN.md names an example. */
const nameOf = ({ control, where, shows }: PlacedExample): string => `${control.id}: ${shows} in ${where}`;

/** An API server that our policies are in force on, and its log. */
export interface PolicyServer { readonly client: Client; readonly log: AuditLog }

/**
 * Compares what the policies in force say of examples, all of one profile, with what the engine finds: every control that fails, and whether the
 * object may be stored. What is compared is the object as the policies see it, with the defaults of the API server. In a namespace that the rollout
 * exempts nothing may fail.
 */
export async function comparedVerdicts(
  server: PolicyServer, examples: readonly Accepted[], controls: readonly Control[], tally: Tally,
): Promise<void> {
  const judge = new Judge(controls);
  const answers = await inParallel(examples, ({ send }) => send(server.client));
  const failures = await server.log.failures(answers.map(({ auditId }) => auditId));
  examples.forEach(({ example, stored: manifest }, i) => {
    const { profile } = example;
    const { kind, name, namespace } = keyOf(manifest);
    const isExempt = AdmissionRollout.of().exemptNamespaces.includes(kind === 'Namespace' ? name : namespace);
    const found = judge.findings([{ manifest, profile, origin: {}, waivers: [] }]);
    tally.case(nameOf(example), unequal(isExempt ? [] : found, failures.get(answers[i].auditId)!, answers[i]));
  });
}

function unequal(found: readonly Finding[], failures: readonly Failure[], answer: Answer): Problem[] {
  const [ours, theirs] = [ids(found), [...new Set(failures.map(controlOf))]];
  const isForbidden = found.some(({ severity }) => severity === 'error');
  return [
    ...without(ours, theirs).map((id) => ({ check: id, detail: 'only check finds fault' })),
    ...without(theirs, ours).map((id) => ({ check: id, detail: 'only the policies find fault' })),
    ...(succeeded(answer) !== isForbidden ? [] : [{ check: 'decision', detail: `check finds ${isForbidden ? 'an error' : 'no error'}, the API server says: ${saying(answer)}` }]),
  ];
}

/** Compares what `check` finds in a file with what it finds in the object that the API server makes of it. */
export function comparedFiles(examples: readonly Accepted[], controls: readonly Control[], tally: Tally): void {
  const judge = new Judge(controls);
  for (const { example, stored } of examples) {
    const { control, profile, manifest, verdict } = example;
    const [written, read] = [manifest, stored].map((object) => ids(judge.findings([{ manifest: object, profile, origin: {}, waivers: [] }])));
    tally.case(nameOf(example), [
      ...without(written, read).map((id) => ({ check: `${id}: only in the file`, detail: 'the API server fills in what the control asks for' })),
      ...without(read, written).map((id) => ({ check: `${id}: only in the cluster`, detail: 'the API server fills in what the control forbids' })),
      ...(written.includes(control.id) === (verdict === 'bad') ? [] : [{ check: control.id, detail: 'what the API server demands changes the verdict of the example' }]),
    ]);
  }
}

/** What the API server refuses whatever the policies say, with the reason why an example says it all the same. */
const EXPLAINED: readonly (readonly [RegExp, string])[] = [
  [/ephemeral containers not allowed in pod template/, 'ephemeral containers in a template; check judges them where a file has them'],
  [/cannot be set for an Ephemeral Container/, 'an ephemeral container with ports, probes or hooks; check judges them where a file has them'],
  [/container\.apparmor\.security\.beta\S+: Invalid value: \S+: container not found/, 'an annotation for a container that is not there; check judges it all the same'],
  [/namespaced rules cannot apply to non-resource URLs/, 'URLs in a Role; check judges them as in a ClusterRole'],
];

/** The same for all kinds, lists and names. */
function reasonOf(said: string): string {
  return said.replace(/^\d+ \w+: \S+ "[^"]*" is invalid: /, '').replace(/\b(spec\.)?(jobTemplate\.spec\.)?template\./g, '')
    .replace(/\b(init|ephemeral)?containers\[\d+\]/gi, 'container');
}

/** A bad example that nobody can create is counted by its reason, a good one is a fault. */
export function refusals(examples: readonly Refused[], tally: Tally): string[] {
  const counts = new Map<string, number>();
  for (const { example, said } of examples) {
    const explained = EXPLAINED.find(([pattern]) => pattern.test(said))?.[1];
    if (!explained && example.verdict === 'good') tally.case(nameOf(example), [{ check: example.control.id, detail: `the API server does not take a good example: ${said}` }]);
    const reason = explained ?? reasonOf(said);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const listed = [...counts].sort(([, one], [, other]) => other - one).map(([reason, count]) => `  ${count}: ${reason}`);
  return [`apiserver: ${examples.length} examples of controls are nothing that the API server would store, so that no policy judges them:`, ...listed];
}
