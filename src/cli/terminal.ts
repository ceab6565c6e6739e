import * as fs from 'fs';
import { createColors } from 'picocolors';
import { Paint, PLAIN } from '../reports/paint';

/** Where the command talks to. */
export interface Terminal {
  /** Results; the only thing on standard output. */
  write(text: string): void;
  /** Messages for people, on standard error. */
  say(text: string): void;
  /** A line that is overwritten by the next one; nothing where standard error is no terminal. */
  progress(text: string): void;
  readonly paint: Paint;
  readonly columns: number;
}

const WIDTH = 100; // of a page, where there is no terminal to ask

/** The terminal of this process. Colours only where somebody sees them, and never against NO_COLOR (https://no-color.org). */
export function processTerminal(): Terminal {
  const live = process.stderr.isTTY === true;
  let shown = 0;
  const clear = () => {
    if (shown > 0) process.stderr.write(`\r${' '.repeat(shown)}\r`);
    shown = 0;
  };
  return {
    // synchronous, so that nothing is lost when the process exits at once
    write: (text) => { clear(); writeAll(1, text); },
    say: (text) => { clear(); writeAll(2, `${text}\n`); },
    progress: (text) => {
      if (!live) return;
      clear();
      process.stderr.write(text);
      shown = text.length;
    },
    paint: process.stdout.isTTY && !process.env.NO_COLOR ? colours() : PLAIN,
    columns: process.stdout.columns ?? WIDTH,
  };
}

function colours(): Paint {
  const c = createColors(true);
  return { error: (text) => c.red(c.bold(text)), warning: c.yellow, waived: c.cyan, inconclusive: (text) => c.bgRed(c.white(c.bold(text))), strong: c.bold, faint: c.dim };
}

function writeAll(descriptor: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') continue; // a pipe whose reader is slower than we are
      if (code === 'EPIPE') process.exit(process.exitCode ?? 0); // whoever read has seen enough, as with `| head`
      throw error;
    }
  }
}
