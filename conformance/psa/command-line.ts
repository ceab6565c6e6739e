import { dirname, join } from 'path';
import { Answer, UPSTREAM } from './evaluators';
import { Fixture, fixturesFolder } from './upstream-fixtures';
import { run } from '../../src/cli/program';
import { Terminal } from '../../src/cli/terminal';
import { grouped } from '../../src/objects/grouped';
import { PLAIN } from '../../src/reports/paint';
import { Disagreement, Row } from '../suite';

interface Reported { readonly control: string; readonly file: string; readonly message: string; readonly outcome: string }
interface Report { readonly summary: { readonly files: number }; readonly findings: readonly Reported[] }

/** What `check --pod-security LEVEL:VERSION --format json` prints about a folder. */
async function check(folder: string, policy: string): Promise<Report> {
  let output = '';
  let said = '';
  const nothing = (async function* () { /* no standard input */ })();
  const terminal: Terminal = {
    paint: PLAIN, columns: 100, messages: { paint: PLAIN, columns: 100 }, input: nothing, inputIsTyped: false,
    write: (text) => { output += typeof text === 'string' ? text : Buffer.from(text).toString(); },
    say: (text) => { said += `${text}\n`; },
    progress: () => undefined,
  };
  const code = await run(['check', folder, '--pod-security', policy, '--format', 'json'], { name: 'cdk8s-hardened', version: '0' }, terminal);
  if (output === '') throw new Error(`check --pod-security ${policy} ended with ${code}: ${said}`);
  return JSON.parse(output) as Report;
}

function disagreementOn(fixture: Fixture, policy: string, findings: readonly Reported[], answer: Answer): Disagreement | undefined {
  const object = `${policy} ${fixture.file}`;
  const [found, asked] = [findings.map(({ control }) => control), answer.checks].map((ids) => [...ids].sort().join(' '));
  const messages = answer.checks.map((id) => findings.find(({ control }) => control === id)?.message).join(', ');
  if (found === asked && messages === answer.aggregate && findings.every(({ outcome }) => outcome === 'violation')) return undefined;
  const detail = `ours: ${found || 'nothing'} "${messages}"; theirs: ${asked || 'nothing'} "${answer.aggregate}"`;
  return { ...UPSTREAM, check: 'check --pod-security', object, detail };
}

type Answers = (fixture: Fixture, policy: string) => Answer;

/** The fixtures of a folder, under a policy, as the command reports them. */
async function judged(folder: string, fixtures: readonly Fixture[], policy: string, answerOf: Answers): Promise<Disagreement[]> {
  const { summary, findings } = await check(join(fixturesFolder(), folder), policy);
  if (summary.files !== fixtures.length) throw new Error(`check read ${summary.files} files of ${folder}, which has ${fixtures.length}`);
  const byFile = grouped(findings, ({ file }) => file.split('/').slice(-4).join('/'));
  return fixtures.flatMap((fixture) => disagreementOn(fixture, policy, byFile.get(fixture.file) ?? [], answerOf(fixture, policy)) ?? []);
}

/** Every fixture under its policies through the command line, held against what Kubernetes answered. */
export async function commandLine(
  fixtures: readonly Fixture[], policiesOf: (fixture: Fixture) => readonly string[], answerOf: Answers,
): Promise<Row> {
  const disagreements: Disagreement[] = [];
  let cases = 0;
  for (const [folder, inFolder] of grouped(fixtures, ({ file }) => dirname(dirname(file)))) {
    for (const policy of policiesOf(inFolder[0])) {
      disagreements.push(...await judged(folder, inFolder, policy, answerOf));
      cases += inFolder.length;
    }
  }
  return { part: 'fixtures, check --pod-security', cases, disagreements };
}
