import { existsSync } from 'fs';
import { Conversion, convert as converted } from './conversion/converted-waivers';
import { ToolInput } from './conversion/tool-input';
import { waiversText } from './conversion/waivers-text';
import { writeFileFor } from './data-file';
import { CLEAN, INCONCLUSIVE, UsageError } from './exit-code';
import { Terminal } from './terminal';
import { counted } from '../reports/layout';
import { visible } from '../reports/visible';

/** The options of `convert`, as the argument parser names them. */
export interface ConvertOptions {
  readonly output?: string;
}

/** Writes the exceptions of other tools as waivers, and names those that no waiver can say; resolves to the exit code. */
export async function convert(paths: readonly string[], { output }: ConvertOptions, terminal: Terminal): Promise<number> {
  if (output !== undefined && existsSync(output)) {
    throw new UsageError(`"${output}" is there already, and may hold reasons that somebody wrote; name another --output, or remove it`);
  }
  const input = new ToolInput(paths, terminal);
  await input.read();
  const conversion = converted(input.found);
  const text = waiversText(conversion.waivers);
  if (output === undefined) terminal.write(text);
  else writeFileFor('--output', output, text);
  terminal.say(summaryOf(conversion, output));
  for (const problem of input.problems) terminal.say(`error: ${visible(problem)}`);
  return input.problems.length > 0 ? INCONCLUSIVE : CLEAN;
}

function summaryOf({ waivers, notCarried }: Conversion, output: string | undefined): string {
  const open = waivers.filter(({ reasonProblem }) => reasonProblem !== undefined).length;
  const endless = waivers.filter(({ expires }) => expires === undefined).length;
  return [
    `${counted(waivers.length, 'waiver')}${output === undefined ? '' : ` in "${visible(output)}"`}`,
    ...(open === 0 ? [] : [`  ${open} without an accepted reason: \`check\` refuses them until it is written where the file says TO BE SAID`]),
    ...(endless === 0 ? [] : [`  ${endless} without an end: add \`expires\` where the exception is for a time`]),
    ...(notCarried.length === 0 ? [] : [
      `${counted(notCarried.length, 'exception')} not carried over`,
      ...notCarried.map(({ what, from, because }) => `  ${visible(what)} (${visible(from)}): ${visible(because)}`),
    ]),
  ].join('\n');
}
