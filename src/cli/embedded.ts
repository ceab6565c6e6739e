import { run } from './program';
import { CustomControl } from '../profile/custom-control';
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

/** What the other program provides. */
export interface EmbeddingProgram {
  /** What stands on standard input. */
  readonly input?: string;
  readonly customControls?: readonly CustomControl[];
}

/** Calls the command line from within another program: nothing is read from or written to that program's terminal. */
export async function callEmbedded(argv: readonly string[], tool: Tool, { input = '', customControls }: EmbeddingProgram = {}): Promise<Called> {
  const out: string[] = [];
  const said: string[] = [];
  const code = await run(argv, tool, {
    paint: PLAIN,
    columns: 100,
    messages: { paint: PLAIN, columns: 100 },
    input: chunks(input),
    inputIsTyped: false,
    write: (text) => { out.push(Buffer.from(text).toString('utf8')); },
    say: (text) => { said.push(text); },
    progress: () => {},
  }, customControls);
  return { code, out: out.join(''), said: said.join('\n') };
}

async function* chunks(text: string): AsyncIterable<Uint8Array> {
  if (text !== '') yield Buffer.from(text);
}
