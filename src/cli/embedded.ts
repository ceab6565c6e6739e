import { run } from './program';
import { PLAIN } from '../reports/paint';
import { Tool } from '../reports/report';

/** What a call of the command line from within another program left behind. */
export interface Called {
  readonly code: number;
  /** What would have gone to standard output. */
  readonly out: string;
  /** What would have gone to standard error. */
  readonly said: string;
}

/** Calls the command line from within another program: nothing is read from or written to that program's terminal. */
export async function callEmbedded(argv: readonly string[], tool: Tool): Promise<Called> {
  const out: string[] = [];
  const said: string[] = [];
  const code = await run(argv, tool, {
    paint: PLAIN,
    columns: 100,
    messages: { paint: PLAIN, columns: 100 },
    input: nothing(),
    inputIsTyped: false,
    write: (text) => { out.push(Buffer.from(text).toString('utf8')); },
    say: (text) => { said.push(text); },
    progress: () => {},
  });
  return { code, out: out.join(''), said: said.join('\n') };
}

async function* nothing(): AsyncIterable<Uint8Array> {}
