import { Paint } from './paint';

/** The width of a text without a terminal. */
export const DEFAULT_WIDTH = 80;

/** How text for a terminal is set. */
export interface TextOptions {
  /** @default - no color */
  readonly paint?: Paint;
  /** @default 80 */
  readonly width?: number;
  /** Whether a report leaves nothing out. */
  readonly verbose?: boolean;
  /**
   * The options and paths of the call, as they are typed, for commands that a report proposes.
   *
   * @default PATH
   */
  readonly call?: string;
}

/** Words set in lines of at most `width` characters, the first after `lead`, the others below its end. A word that is too long stays whole. */
export function setInLines(text: string, width: number, lead = ''): string[] {
  const indent = ' '.repeat(lead.length);
  const lines: string[] = [];
  let line = lead;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].map((one) => one.trimEnd());
}

/** `1 error`, `2 errors`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string => `${count} ${count === 1 ? noun : plural}`;

/** `Upper case first, and a full stop.` */
export const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
