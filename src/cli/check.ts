import * as fs from 'fs';
import { Baseline } from './baseline';
import { readDataFile } from './data-file';
import { exitCode } from './exit-code';
import { Input, problemFinding, readInput } from './input';
import { Tool } from './program';
import { readProfile, readSettings, Settings } from './settings';
import { Terminal } from './terminal';
import { UsageError } from './usage-error';
import { CATALOGUE } from '../controls';
import { SeverityName } from '../controls/vocabulary';
import { checkObjects } from '../engine/check';
import { Finding } from '../engine/finding';
import { readWaiverFile } from '../engine/waiver-file';
import { parsePodSecurity, podSecurityFindings } from '../engine/pod-security';
import { SecurityProfile } from '../profile/security-profile';
import { checkText } from '../reports/check-text';
import { checkJson } from '../reports/json';
import { checkJunit } from '../reports/junit';
import { checkMarkdown } from '../reports/markdown';
import { checkOpenReports } from '../reports/openreports';
import { CheckReport, ReportedFinding } from '../reports/report';
import { checkSarif } from '../reports/sarif';

/** The formats of a report. */
export const FORMATS = ['text', 'json', 'sarif', 'junit', 'markdown', 'openreports'] as const;

/** The options of `check`, as the argument parser names them. */
export interface CheckOptions {
  readonly format: typeof FORMATS[number];
  readonly output?: string;
  readonly failOn?: SeverityName;
  readonly podSecurity?: string;
  readonly profile?: string;
  readonly config?: string;
  readonly waivers?: string;
  readonly inlineWaivers: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly include?: string[];
  readonly exclude?: string[];
  readonly now?: string;
}

/** Judges the files of a call and reports; resolves to the exit code. */
export async function check(paths: readonly string[], options: CheckOptions, tool: Tool, terminal: Terminal): Promise<number> {
  const settings = readSettings(options.config);
  const profile = options.profile === undefined ? settings.profile : readProfile(options.profile);
  const judge = judgeOf(options, settings, profile);
  const known = readBaseline(options.baseline ?? settings.baseline);
  const include = options.include ?? settings.include;
  const exclude = options.exclude ?? settings.exclude;
  const input = await readInput(paths, { include, exclude }, terminal);
  const all = located(input, judge.findings(input));
  if (options.writeBaseline !== undefined) fs.writeFileSync(options.writeBaseline, Baseline.text(all));
  const findings = (known?.newAmong(all) ?? all) as ReportedFinding[];
  const report = { summary: summaryOf(input, findings, judge.controls), findings, controls: judge.controls === 0 ? [] : CATALOGUE, tool };
  publish(rendered(report, options, terminal), options.output, terminal);
  return exitCode(findings, options.failOn ?? settings.failOn ?? 'error');
}

interface ChosenJudge {
  readonly controls: number;
  readonly findings: (input: Input) => Finding[];
}

function judgeOf(options: CheckOptions, settings: Settings, profile: SecurityProfile): ChosenJudge {
  const origins = ({ objects }: Input) => objects.map(({ manifest, file, document }) => ({ manifest, origin: { file, document } }));
  if (options.podSecurity !== undefined) {
    const policy = parsePodSecurity(options.podSecurity);
    if ('problem' in policy) throw new UsageError(`--pod-security "${options.podSecurity}" ${policy.problem}`);
    return { controls: policy.checks, findings: (input) => podSecurityFindings(origins(input), policy) };
  }
  const now = day(options.now);
  // A manifest, or the repository that it comes from, does not excuse itself where the caller says so.
  const fileWaivers = [
    ...(options.inlineWaivers && settings.waivers !== undefined ? [readWaiverFile({ waivers: settings.waivers }, settings.file)] : []),
    ...(options.waivers === undefined ? [] : [readWaiverFile(readDataFile(options.waivers), options.waivers)]),
  ];
  return {
    controls: CATALOGUE.length,
    findings: (input) => checkObjects(origins(input), { profile, fileWaivers, inlineWaivers: options.inlineWaivers, now }),
  };
}

function day(text: string | undefined): string {
  if (text === undefined) return new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text))) throw new UsageError(`--now "${text}" is not a day such as 2027-03-31`);
  return text;
}

function readBaseline(file: string | undefined): Baseline | undefined {
  return file === undefined ? undefined : Baseline.from(readDataFile(file), file);
}

/** Findings with their places, in the order of the input. Only what is shown is located, since that costs a second parse. */
function located(input: Input, findings: readonly Finding[]): ReportedFinding[] {
  const places = new Map(input.objects.map((object) => [`${object.file} ${object.document}`, object]));
  const judged = findings.map((finding): ReportedFinding => {
    const object = places.get(`${finding.origin.file} ${finding.origin.document}`);
    return { ...finding, ...object?.locate(finding.pointer) };
  });
  return [...input.problems.map(problemFinding), ...judged];
}

function summaryOf({ files, objects, skipped }: Input, findings: readonly Finding[], controls: number): CheckReport['summary'] {
  const count = (test: (finding: Finding) => boolean): number => findings.filter(test).length;
  return {
    files, objects: objects.length, skipped, controls,
    errors: count(({ outcome, severity }) => outcome === 'violation' && severity === 'error'),
    warnings: count(({ outcome, severity }) => outcome === 'violation' && severity === 'warning'),
    waived: count(({ outcome }) => outcome === 'waived'),
    inconclusive: count(({ outcome }) => outcome === 'inconclusive'),
  };
}

function rendered(report: CheckReport, { format, output }: CheckOptions, terminal: Terminal): string {
  switch (format) {
    case 'json': return checkJson(report);
    case 'sarif': return checkSarif(report);
    case 'junit': return checkJunit(report);
    case 'markdown': return checkMarkdown(report);
    case 'openreports': return checkOpenReports(report);
    default: return checkText(report, output === undefined ? { paint: terminal.paint, width: terminal.columns } : {});
  }
}

function publish(text: string, file: string | undefined, terminal: Terminal): void {
  const ended = text.endsWith('\n') ? text : `${text}\n`;
  if (file === undefined) return terminal.write(ended);
  try {
    fs.writeFileSync(file, ended);
  } catch (error) {
    throw new UsageError(`cannot write "${file}": ${(error as Error).message}; pass another --output`);
  }
}
