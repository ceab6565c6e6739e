import { Baseline, KnownFindings, NewBaseline, NOTHING_KNOWN } from './baseline';
import { DataFile, readDataFile, writeFileFor } from './data-file';
import { readDefinitions } from './definitions';
import { exitCode, UsageError } from './exit-code';
import { HostRoot } from './host-root';
import { chartText, Input, problemFinding, problemText, tellCharts } from './input';
import { catalogueCheck } from './judging/catalogue-check';
import { completeLate } from './judging/complete-late';
import { FilledFindings } from './judging/filled-findings';
import { FindingLog, ListedFinding } from './judging/finding-log';
import { podSecurityCheck } from './judging/pod-security-check';
import { StreamedCheck } from './judging/streamed-check';
import { ScanOptions, withScanFiles } from './scan-settings';
import { callText, readSettings, Settings, SettingsOptions, waiverFileOf, waiversIn } from './settings';
import { Terminal } from './terminal';
import { CUSTOM_TYPES } from '../controls/custom-types';
import { Evidence, NOW, TODAY } from '../controls/evidence';
import { OBJECT_READER } from '../controls/object-reader';
import { SeverityName } from '../controls/vocabulary';
import { Phase } from '../engine/check-run';
import { rendered } from '../engine/finding';
import { readWaiverFile } from '../engine/waiver-file';
import { isDay, parseInstant } from '../objects/instant';
import { RotationCalendar } from '../objects/rotation/calendar';
import { Format, render } from '../reports/formats';
import { counted } from '../reports/layout';
import { Tool } from '../reports/report';
import { STANDARD_INPUT } from '../sources/files';
import { objectsIn } from '../sources/objects-in-text';
import { Position, SourceProblem } from '../sources/source';

/** The options of `check`, as the argument parser names them. */
export interface CheckOptions extends SettingsOptions, ScanOptions {
  readonly format: Format;
  readonly output?: string;
  readonly failOn?: SeverityName;
  readonly failOnUnjudged?: boolean;
  readonly hostRoot?: string;
  readonly podSecurity?: string;
  readonly waivers?: string;
  readonly inlineWaivers: boolean;
  readonly verbose?: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly limit?: number;
  readonly now?: string;
}

/** As many as code scanning of GitHub takes. */
const LISTED = 25_000;
/** As many as a person may want to scroll through; the counts tell the rest. */
const READABLE = 1000;

/** What came of reading and checking an input. */
interface Checked {
  readonly objects: number;
  readonly skipped: number;
  readonly problems: readonly SourceProblem[];
}

/** Checks the files of a call and reports; resolves to the exit code. */
export async function check(paths: readonly string[], options: CheckOptions, tool: Tool, terminal: Terminal): Promise<number> {
  const settings = await readSettings(options, terminal);
  const waivers = waiverData(options, settings);
  const host = new HostRoot(options.hostRoot);
  const evidence = await evidenceOf(options, settings, terminal);
  const streamed = streamedCheck(options, settings, waivers, host, evidence);
  const known = knownFrom(options, settings);
  const input = inputFor(paths, options, settings, host, terminal);
  const log = new FindingLog(streamed, options.limit ?? (options.format === 'text' ? READABLE : LISTED), known);
  const filled = isShort(options) ? new FilledFindings(settings.profile, waiverFileOf(settings), evidence) : undefined;
  const calendar = options.format === 'json' ? new RotationCalendar() : undefined;
  const checked = await checkAll({ input, streamed, log, terminal, filled, calendar });
  rejectNothing(paths, input, checked);
  const { entries, counts, known: knownCount } = log.close();
  completeLate(entries, input, filled);
  const findings = entries.map((entry) => locatedInWaivers(entry, waivers));
  const { objects, skipped } = checked;
  const summary = { files: input.files, objects, skipped, controls: streamed.asked, ...counts, unjudged: streamed.unjudged() };
  const inText = { verbose: options.verbose, call: callText(paths, options) };
  const onTerminal = options.output === undefined ? { ...inText, paint: terminal.paint, width: terminal.columns } : inText;
  const report = render({ summary, findings, rotation: calendar?.entries(), controls: streamed.controls, tool }, options.format, onTerminal);
  if (options.output === undefined) terminal.write(report);
  else writeFileFor('--output', options.output, report);
  tellCharts(input.charts, terminal);
  tellLimits(Object.values(counts).reduce((sum, count) => sum + count, 0), findings.length, terminal);
  tellBaseline(known, knownCount, options, terminal);
  tellLeftOut(streamed, terminal);
  return exitCode(summary, options.failOn ?? settings.failOn ?? 'error', options.failOnUnjudged);
}

/** As where the command before a pipe failed, which the shell does not tell by itself. */
const EMPTY_INPUT = 'there is nothing to check: standard input has no document; run the command before the pipe alone, and `set -o pipefail` in scripts';

function inputFor(paths: readonly string[], { hostRoot }: CheckOptions, settings: Settings, host: HostRoot, terminal: Terminal): Input {
  return hostRoot === undefined ? new Input(paths, settings, terminal) : new Input(hostPaths(paths, host), settings, terminal, host.files());
}

/** An input that holds nothing to judge must not look like one that passes. */
function rejectNothing(paths: readonly string[], { files, charts }: Input, { objects, problems, skipped }: Checked): void {
  if (files === 0) throw new UsageError(`there is nothing to check: ${problems.map(problemText).join('; ')}`);
  if (objects + problems.length === 0 && charts.length > 0) throw new UsageError(`there is nothing to check: ${charts.map(chartText).join('; ')}`);
  if (objects + problems.length + skipped === 0 && paths.includes(STANDARD_INPUT)) throw new UsageError(EMPTY_INPUT);
}

/** Whether the report names what `harden` fills in instead of listing it. */
const isShort = ({ format, verbose, podSecurity }: CheckOptions): boolean => format === 'text' && !verbose && podSecurity === undefined;

/** What a check reads from, and what takes its objects and findings in. */
interface Pass {
  readonly input: Input;
  readonly streamed: StreamedCheck;
  readonly log: FindingLog;
  readonly terminal: Terminal;
  readonly filled?: FilledFindings;
  readonly calendar?: RotationCalendar;
}

async function checkAll({ input, streamed, log, terminal, filled, calendar }: Pass): Promise<Checked> {
  const problems: SourceProblem[] = [];
  let objects = 0;
  let skipped = 0;
  let index = 0;
  const found = (): string => `checking  ${counted(input.files, 'file')}, ${counted(objects, 'object')}`;
  for await (const items of input.items()) {
    for (const item of items) {
      index += 1;
      if (item.type === 'skipped') {
        skipped += 1;
      } else if (item.type === 'problem') {
        problems.push(item);
        log.add(rendered(problemFinding(item)), { index, phase: Phase.OWN, locate: () => placeOf(item) });
      } else {
        objects += 1;
        filled?.note(item.manifest);
        calendar?.note(item.manifest);
        for (const finding of streamed.check(item, index)) {
          const locate = filled ? undefined : () => item.locate(finding.pointer); // otherwise its object is read once more anyway
          log.add(finding, { index, phase: Phase.OWN, locate, former: { index, address: item.address } });
        }
      }
    }
    terminal.progress(found);
  }
  terminal.progress();
  for (const { finding, ref, phase } of streamed.conclude()) log.add(finding, { index: ref?.index ?? Infinity, phase, former: ref });
  return { objects, skipped, problems };
}

const placeOf = ({ line, column }: SourceProblem): Position | undefined =>
  (line === undefined || column === undefined ? undefined : { line, column });

/** The facts that are in no manifest of the input. */
async function evidenceOf(options: CheckOptions, { crds, scans }: Settings, terminal: Terminal): Promise<Evidence> {
  const now = instantOf(options.now);
  const today = new Date(now).toISOString().slice(0, 10);
  const known = Evidence.NONE.with(TODAY, today).with(NOW, now).with(OBJECT_READER, objectsIn)
    .with(CUSTOM_TYPES, await readDefinitions(crds, terminal));
  return withScanFiles(known, options, scans);
}

function streamedCheck(
  options: CheckOptions, { profile }: Settings, waivers: readonly DataFile[], host: HostRoot, evidence: Evidence,
): StreamedCheck {
  if (options.podSecurity !== undefined) return podSecurityCheck(options.podSecurity);
  const waiverFiles = waivers.map(({ value, file }) => readWaiverFile(value, file));
  return catalogueCheck({ profile, inlineWaivers: options.inlineWaivers, waiverFiles, evidence, isStaticPod: (file) => host.isStaticPod(file) });
}

/** The working directory is a default, and no part of the host. */
const hostPaths = (paths: readonly string[], host: HostRoot): string[] => [...(paths.join() === '.' ? [] : paths), ...host.paths()];

/** Neither a manifest nor the repository that it comes from excuses itself where the caller says so. */
function waiverData({ waivers, inlineWaivers }: CheckOptions, settings: Settings): DataFile[] {
  const ofSettings = inlineWaivers ? settings.waivers : undefined;
  return [
    ...(ofSettings ? [{ ...ofSettings, value: { waivers: waiversIn(ofSettings) } }] : []),
    ...(waivers === undefined ? [] : [readDataFile(waivers)]),
  ];
}

function knownFrom({ baseline, writeBaseline }: CheckOptions, settings: Settings): KnownFindings {
  if (writeBaseline !== undefined) return new NewBaseline();
  const file = baseline ?? settings.baseline;
  return file === undefined ? NOTHING_KNOWN : Baseline.from(readDataFile(file).value, file);
}

/** A day stands for its first moment in UTC. */
function instantOf(text: string | undefined): number {
  if (text === undefined) return Date.now();
  const instant = parseInstant(isDay(text) ? `${text}T00:00:00Z` : text);
  if (instant === undefined) throw new UsageError(`--now "${text}" is neither a day such as 2027-03-31 nor an instant such as 2027-03-31T08:00:00Z`);
  return instant;
}

function locatedInWaivers({ finding }: ListedFinding, waivers: readonly DataFile[]): ListedFinding['finding'] {
  const source = finding.object.kind === 'Waiver' && finding.object.apiVersion === '' ? waivers.find(({ file }) => file === finding.origin.file) : undefined;
  return source ? { ...finding, ...source.locate(finding.pointer) } : finding;
}

function tellLimits(found: number, listed: number, terminal: Terminal): void {
  if (found > listed) terminal.say(`note: ${listed} of ${found} findings are listed, the most severe first, and all are counted; raise --limit to list more`);
}

function tellLeftOut({ leftOut }: StreamedCheck, terminal: Terminal): void {
  for (const { id, needs = [] } of leftOut) {
    for (const { evidence: { title, fix } } of needs.filter(({ absent, evidence }) => absent === 'not-applicable' && !evidence.isOptional)) {
      terminal.say(`note: ${id} was left out, since it needs ${title}; ${fix}`);
    }
  }
}

function tellBaseline(known: KnownFindings, count: number, { writeBaseline }: CheckOptions, terminal: Terminal): void {
  if (known instanceof NewBaseline && writeBaseline !== undefined) {
    writeFileFor('--write-baseline', writeBaseline, known.text());
    terminal.say(`note: ${counted(count, 'finding')} written to ${writeBaseline}; \`--baseline ${writeBaseline}\` reports what comes on top`);
  } else if (known instanceof Baseline) {
    const gone = known.gone();
    terminal.say(`note: ${counted(count, 'finding')} of the baseline not listed${gone === 0 ? '' : `; ${gone} more are gone, so write it anew with --write-baseline`}`);
  }
}
