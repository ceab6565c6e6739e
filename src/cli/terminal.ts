import * as fs from 'fs';
import { createColors } from 'picocolors';
import { setInLines } from '../reports/layout';
import { Paint, PLAIN } from '../reports/paint';
import { visibleMessage } from '../reports/visible';

/** How text looks on an output. */
export interface TextStyle {
  readonly paint: Paint;
  readonly columns: number;
}

/** The outputs and the input of the command; the style is that of standard output. */
export interface Terminal extends TextStyle {
  /** The style of standard error, which may be a terminal where standard output is not. */
  readonly messages: TextStyle;
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Whether somebody would have to type the input. */
  readonly inputIsTyped: boolean;
  /** Results; the only thing on standard output. */
  write(text: string | Uint8Array): void;
  /** Messages for people, on standard error. */
  say(text: string): void;
  /** A line that is overwritten by the next one, and gone without one; nothing where standard error is no terminal. */
  progress(text?: () => string): void;
}

const WIDTH = 100; // of a page, where there is no terminal to ask
const PROGRESS_EVERY = 100; // milliseconds

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  const out = new Descriptor(1);
  const err = new Descriptor(2);
  const line = new ProgressLine(err, stderr.isTTY === true, stderr.columns);
  return {
    write: (text) => { line.show(''); out.write(text); },
    say: (text) => { line.show(''); err.write(`${stderr.isTTY ? wrapped(text, stderr.columns || WIDTH) : text}\n`); },
    progress: (text) => { text ? line.showSoon(text) : line.show(''); },
    ...styleOf(stdout),
    messages: styleOf(stderr),
    get input() { return process.stdin; }, // opened only by those who read it
    get inputIsTyped() { return process.stdin.isTTY === true; },
  };
}

/** The same outputs, with messages that steer neither the terminal nor a build server, whatever names are in them. */
export const withVisibleMessages = (terminal: Terminal): Terminal =>
  Object.create(terminal, { say: { value: (text: string) => terminal.say(visibleMessage(text)) } }) as Terminal; // its input is opened only by those who read it

const styleOf = ({ isTTY, columns }: NodeJS.WriteStream): TextStyle => (
  { paint: wantsColor(isTTY === true, process.env) ? colors() : PLAIN, columns: columns || WIDTH });

/** A text whose long lines break between words; a terminal would break them anywhere. */
const wrapped = (text: string, width: number): string => text.split('\n').flatMap((line) => (line.length > width ? setInLines(line, width) : [line])).join('\n');

/** Colors only on a terminal or where FORCE_COLOR is set, and never against NO_COLOR. https://no-color.org, https://force-color.org */
export function wantsColor(isTerminal: boolean, { NO_COLOR, FORCE_COLOR, TERM }: Readonly<Record<string, string | undefined>>): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb';
}

/** Colors that can be read on a dark and on a light background: yellow, cyan and dim text vanish on white, blue on black. */
function colors(): Paint {
  const c = createColors(true);
  return {
    error: (text) => c.red(c.bold(text)),
    warning: c.magenta,
    waived: (text) => text,
    inconclusive: (text) => c.inverse(c.bold(text)),
    strong: c.bold,
  };
}

class ProgressLine {
  private shown = 0;
  private since = 0;

  constructor(private readonly err: Descriptor, private readonly isLive: boolean, private readonly width = WIDTH) {}

  /** Shows a text unless the last one is too young; nothing is asked where nobody looks. */
  public showSoon(text: () => string): void {
    if (!this.isLive || Date.now() - this.since < PROGRESS_EVERY) return;
    this.since = Date.now();
    this.show(text());
  }

  public show(text: string): void {
    if (!this.isLive || (text === '' && this.shown === 0)) return;
    const fitting = text.slice(0, this.width - 1);
    this.err.write(`\r${fitting.padEnd(this.shown)}${fitting === '' ? '\r' : ''}`);
    this.shown = fitting.length;
  }
}

/** Writes at once, so that nothing is lost when the process exits. */
class Descriptor {
  private isClosed = false;

  constructor(private readonly descriptor: number) {}

  public write(text: string | Uint8Array): void {
    let rest = typeof text === 'string' ? Buffer.from(text) : text;
    while (rest.length > 0 && !this.isClosed) rest = rest.subarray(this.writeSome(rest));
  }

  private writeSome(bytes: Uint8Array): number {
    try {
      return fs.writeSync(this.descriptor, bytes);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') return pause(); // a pipe whose reader is slower than we are
      if (code !== 'EPIPE') throw error;
      this.isClosed = true; // whoever read has seen enough, as with `| head`; the exit code still says what was found
      return 0;
    }
  }
}

function pause(): number {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  return 0;
}
