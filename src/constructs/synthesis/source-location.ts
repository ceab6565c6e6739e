import * as path from 'path';
import { Chart } from 'cdk8s';
import { IConstruct, Node } from 'constructs';

/** Where in the user's code a construct was made. */
export interface SourceLocation {
  /** Relative to the working directory, with `/` between folders. */
  readonly file: string;
  readonly line: number;
}

const FRAMES = 12; // deep enough to leave cdk8s-plus and our own classes
const traces = new WeakMap<IConstruct, Trace>();
const watched = new WeakSet<IConstruct>();
let around: Trace | undefined;

/** A stack that is taken, not formatted: V8 turns it into text, through source maps where there are any, only when somebody asks. */
class Trace {
  private readonly stack?: string;
  private known?: { readonly location?: SourceLocation };

  /** @param construct what is being made: the frames of its own constructor say nothing, and each costs time */
  constructor(construct: IConstruct) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = FRAMES;
    Error.captureStackTrace(this, construct.constructor);
    Error.stackTraceLimit = limit;
  }

  public get location(): SourceLocation | undefined {
    this.known ??= { location: locationIn(this.stack) };
    return this.known.location;
  }
}

/** Notes where each construct below this root is made. */
export function watchSources(root: IConstruct): void {
  watched.add(root);
  const prototype = Node.prototype as unknown as { addChild: AddChild & { watches?: true } };
  if (prototype.addChild.watches) return;
  const addChild = prototype.addChild;
  const watching: AddChild = function (this: Node, child, name) {
    addChild.call(this, child, name);
    if (watched.has(this.root)) traces.set(child, around ?? traceOfOwner(this, name) ?? new Trace(child));
  };
  prototype.addChild = Object.assign(watching, { watches: true as const });
}

type AddChild = (this: Node, child: IConstruct, name: string) => void;

/** The resource of an L2 construct is made by its constructor, on the same line of the user's. */
function traceOfOwner({ scopes }: Node, name: string): Trace | undefined {
  const owner = scopes[scopes.length - 1];
  return name === 'Resource' && !Chart.isChart(owner) ? traces.get(owner) : undefined;
}

/** Makes what belongs to a construct: it comes from the same line of the user's. */
export function atSourceOf<T>(owner: IConstruct, make: () => T): T {
  const outer = around;
  around = traces.get(owner) ?? outer;
  try {
    return make();
  } finally {
    around = outer;
  }
}

/** The user's line that made a construct; undefined where the app does not watch, or was written in another language. */
export function sourceOf(construct: IConstruct | undefined): SourceLocation | undefined {
  return construct && traces.get(construct)?.location;
}

function locationIn(stack: string | undefined): SourceLocation | undefined {
  for (const frame of stack?.split('\n').slice(1) ?? []) {
    const match = /\(?((?:file:\/\/)?\/[^()]+|[A-Za-z]:\\[^()]+):(\d+):\d+\)?$/.exec(frame);
    if (!match || isLibrary(match[1])) continue;
    const file = match[1].replace(/^file:\/\//, '');
    return { file: path.relative(process.cwd(), file).split(path.sep).join('/'), line: Number(match[2]) };
  }
  return undefined;
}

const OWN_FOLDER = path.resolve(__dirname.replace(/constructs.synthesis$/, '')); // the file may have been bundled into the folder itself

function isLibrary(file: string): boolean {
  return file.includes(`${path.sep}node_modules${path.sep}`) || file.startsWith(OWN_FOLDER + path.sep);
}
