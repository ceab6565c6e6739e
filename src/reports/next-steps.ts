import { Paint } from './paint';
import { ReportedFinding } from './report';
import { visible } from './visible';

/** A command, and what it is for. */
type Step = readonly [command: string, purpose: string];

const PREFIX = '  cdk8s-hardened ';

/** What to run next, as lines to copy: the purpose of each command is a comment of the shell. */
export function nextLines(open: readonly ReportedFinding[], paint: Paint, width: number, call: string): string[] {
  if (open.length === 0) return [];
  const manual = open.find(({ filled, severity }) => !filled && severity === 'error') ?? open.find(({ filled }) => !filled) ?? open[0];
  const steps: Step[] = [
    ...(open.some(({ filled }) => filled) ? [[`harden --diff ${call}`, 'what it would fill in'] as const] : []),
    [`explain ${visible(manual.control)}`, 'why it matters, examples'],
    [`check --verbose ${call}`, 'every finding in full'],
  ];
  const widest = Math.max(...steps.map(([command]) => command.length));
  const fits = steps.every(([, purpose]) => PREFIX.length + widest + 4 + purpose.length <= width);
  return [
    paint.strong('what to run next'),
    ...steps.flatMap(([command, purpose]) => (fits ? [`${PREFIX}${command.padEnd(widest)}  # ${purpose}`] : [`  # ${purpose}`, `${PREFIX}${command}`])),
  ];
}
