/**
 * Holds what `valid-manifest` says of values against the validation of a real API server: `npm run conformance -- validation`. Valid objects are changed at one
 * place or two, and sent in dry runs. What the API server takes, `check` must take; what it refuses, `check` must name. How much of the
 * validation that has tried is counted in its source: the API server is built with coverage.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { inParallel } from './apiserver/in-parallel';
import { Chance } from './chance';
import { builtInTypes } from './fields/generated-files';
import { withJudge } from './fields/judge';
import { build, programsOf } from './go-module';
import { KUBERNETES_VERSIONS } from './releases';
import { main, Suite, SuiteOptions, SuiteResult, Tool } from './suite';
import { changedObjects } from './validation/changes';
import { reached } from './validation/coverage';
import { objectsOfKinds } from './validation/kinds';
import { importPathOf, PACKAGES, sourceMessages } from './validation/source-messages';
import { Tally } from './validation/tally';
import { trialObjects } from './validation/trials';
import { counted } from './validation/unprovokable';

const NEWEST = KUBERNETES_VERSIONS.at(-1)!;
const MINOR = Number(NEWEST.split('.')[1]);
const SERVER: Tool = { tool: 'kube-apiserver validation', version: NEWEST };
/** What the suite owes: of the messages of the source those that were provoked, and of these those that `check` names. */
const OWED = { provoked: 0.9, named: 0.98 };

const share = (part: number, of: number): string => `${part} of ${of} (${(100 * part / of).toFixed(1)} %)`;

async function run({ seed, changes }: SuiteOptions): Promise<SuiteResult> {
  const program = build(join(__dirname, 'apiserver'), { program: programsOf('covered-apiserver'), counted: PACKAGES.map(importPathOf) });
  const messages = sourceMessages(NEWEST);
  const counters = mkdtempSync(join(tmpdir(), 'validation-'));
  process.env.GOCOVERDIR = counters;
  const tally = new Tally(SERVER, MINOR);
  let [cases, unanswered] = [0, 0];
  try {
    await withJudge(program, async ({ client, objects }) => {
      const valid = objectsOfKinds(objects);
      const sent = [...valid, ...trialObjects(valid), ...changedObjects(valid, builtInTypes(), MINOR, changes, new Chance(seed))];
      cases = sent.length;
      await inParallel(sent, async (object) => {
        // the API server drops the connection where its own code panics
        const answer = await client.create(object, { dryRun: true }).catch(() => undefined);
        if (answer) tally.add(object, answer);
        else unanswered++;
      });
    });
    const { owed, provoked, unprovoked, stale } = counted(messages, reached(messages, counters));
    const { all, unnamed } = tally.reasons();
    const rest = unprovoked.map(({ file, line, inFunction }) => `${file}:${line} ${inFunction}`);
    writeFileSync(programsOf('validation-rest.txt'), [...rest, ...unnamed.map(({ object, detail }) => `${object}: ${detail}`)].join('\n'));
    return {
      tools: [SERVER],
      rows: [
        { part: 'validation: objects that the API server takes', cases, disagreements: tally.falseRefusals },
        { part: 'validation: reasons that it gives', cases: all, disagreements: unnamed },
      ],
      notes: [`validation: seed ${seed}; messages of the source provoked: ${share(provoked, owed)}, of ${messages.length} in all; named by check: ${share(all - unnamed.length, all)}; without answer: ${unanswered}`],
      shortfalls: [
        ...(provoked / owed < OWED.provoked ? [`only ${share(provoked, owed)} of the messages were provoked`] : []),
        ...stale.map((entry) => `unprovokable.yaml lists what was provoked, or is not in the source: ${entry}`),
        ...((all - unnamed.length) / all < OWED.named ? [`check names only ${share(all - unnamed.length, all)} of the reasons`] : []),
      ],
    };
  } finally {
    delete process.env.GOCOVERDIR;
    rmSync(counters, { recursive: true, force: true });
  }
}

export const suite: Suite = { name: 'validation', run };

if (require.main === module) void main(suite);
