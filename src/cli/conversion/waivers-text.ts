import { ConvertedWaiver } from './converted-waivers';

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** A waiver file. What the exceptions did not say is left open, so that `check` refuses the entry until somebody has said it. */
export function waiversText(waivers: readonly ConvertedWaiver[]): string {
  if (waivers.length === 0) return 'waivers: []\n';
  return `waivers:\n${waivers.map(entryText).join('')}`;
}

function entryText({ control, object, from, reason, reasonProblem, expires }: ConvertedWaiver): string {
  const lines = [
    ...from.map((one) => `  # was ${oneLine(one)}`),
    `  - control: ${control}`,
    `    reason: ${field(oneLine(reason))}${reasonProblem === undefined ? '' : ` # TO BE SAID: why it is right; ${oneLine(reasonProblem)}`}`,
    expires === undefined ? '    # expires: YYYY-MM-DD, the last day; without one it does not end' : `    expires: '${expires}'`,
    '    # owner: who answers for it',
    `    object: { ${Object.entries(object).map(([key, value]) => `${key}: ${field(value)}`).join(', ')} }`,
  ];
  return `${lines.join('\n')}\n`;
}

/** A text in one line, in quotes where a reader might take it for something else. */
const field = (text: string): string => (/^[A-Za-z][\w./-]*$/.test(text) && !/^(true|false|yes|no|on|off|null|y|n)$/i.test(text) ? text : JSON.stringify(text));
