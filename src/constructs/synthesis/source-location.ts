import * as path from 'path';
import { IConstruct, Node } from 'constructs';

/** Where in the user's code a construct was made. */
export interface SourceLocation {
  /** Relative to the working directory, with `/` between folders. */
  readonly file: string;
  readonly line: number;
}

const FRAMES = 24; // deep enough to leave cdk8s-plus and a class of the user's or two
const traces = new WeakMap<IConstruct, { readonly stack?: string }>();
const watched = new WeakSet<IConstruct>();

/**
 * Notes where each construct below this root is made. A trace is taken, not formatted: V8 turns it into text, through source maps where there are
 * any, only when a finding asks.
 */
export function watchSources(root: IConstruct): void {
  watched.add(root);
  const prototype = Node.prototype as unknown as { addChild: AddChild & { watches?: true } };
  if (prototype.addChild.watches) return;
  const addChild = prototype.addChild;
  const watching: AddChild = function (this: Node, child, name) {
    addChild.call(this, child, name);
    if (watched.has(this.root)) traces.set(child, trace());
  };
  prototype.addChild = Object.assign(watching, { watches: true as const });
}

type AddChild = (this: Node, child: IConstruct, name: string) => void;

function trace(): { readonly stack?: string } {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  const holder = {};
  Error.captureStackTrace(holder, trace);
  Error.stackTraceLimit = limit;
  return holder;
}

/** The user's line that made a construct; undefined where the app does not watch, or was written in another language. */
export function sourceOf(construct: IConstruct | undefined): SourceLocation | undefined {
  const frames = construct && traces.get(construct)?.stack?.split('\n').slice(1);
  for (const frame of frames ?? []) {
    const match = /\(?((?:file:\/\/)?\/[^()]+|[A-Za-z]:\\[^()]+):(\d+):\d+\)?$/.exec(frame);
    if (!match || isLibrary(match[1])) continue;
    const file = match[1].replace(/^file:\/\//, '');
    return { file: path.relative(process.cwd(), file).split(path.sep).join('/'), line: Number(match[2]) };
  }
  return undefined;
}

const OWN_FOLDER = path.join(__dirname, '..', '..');

function isLibrary(file: string): boolean {
  return file.includes(`${path.sep}node_modules${path.sep}`) || file.startsWith(OWN_FOLDER + path.sep);
}
