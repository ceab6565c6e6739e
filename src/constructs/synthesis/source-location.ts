import { findSourceMap } from 'module';
import * as path from 'path';
import { runInThisContext } from 'vm';
import { Chart } from 'cdk8s';
import { IConstruct, Node } from 'constructs';
import { getOrInsert } from '../../objects/remembered';

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

/** A stack that is taken, not looked at: V8 makes its frames only when they are read. */
class Trace {
  public readonly stack?: unknown;
  private known?: { readonly location?: SourceLocation };

  /** @param construct what is being made: the frames of its own constructor say nothing, and each costs time */
  constructor(construct: IConstruct) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = FRAMES;
    Error.captureStackTrace(this, construct.constructor);
    Error.stackTraceLimit = limit;
  }

  public get location(): SourceLocation | undefined {
    this.known ??= { location: firstOfUser(framesOf(this)) };
    return this.known.location;
  }
}

/** The frames of an error as V8 has them: their text would take longer than all the rest of the index. */
function framesOf(error: { readonly stack?: unknown }): readonly NodeJS.CallSite[] {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_, frames) => frames;
  try {
    return Array.isArray(error.stack) ? error.stack as readonly NodeJS.CallSite[] : [];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

/** Whether the jsii kernel, which runs this library for Python, Java and Go, is among the callers. */
function isCalledThroughJsii(): boolean {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Infinity;
  const error = new Error();
  Error.stackTraceLimit = limit;
  return framesOf(error).some((frame) => frame.getTypeName() === 'KernelHost');
}

/** Notes where each construct below a root is made. Through jsii the lines are those of its kernel, not of the user: none is noted then. */
export function watchSources(root: IConstruct): void {
  if (!isCalledThroughJsii()) watched.add(root);
}

/** Notes where a construct is made, if its app watches. */
export function noteSource(child: IConstruct, parent: Node, root: IConstruct, name: string): void {
  if (watched.has(root)) traces.set(child, around ?? traceOfOwner(parent, name) ?? new Trace(child));
}

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

function firstOfUser(frames: readonly NodeJS.CallSite[]): SourceLocation | undefined {
  for (const frame of frames) {
    const location = locationOf(frame);
    if (location) return location;
  }
  return undefined;
}

const locations = new Map<string, SourceLocation | undefined>();
/** Whether files belong to libraries, of which most frames of a construct are. V8 needs long to find the position of one. */
const libraries = new Map<string, boolean>();

/** Where a frame is in the user's code; one line may make thousands of constructs. */
function locationOf(frame: NodeJS.CallSite): SourceLocation | undefined {
  const file = frame.getFileName() ?? '';
  if (getOrInsert(libraries, file, isLibrary)) return undefined;
  const place = `${file}:${frame.getPosition()} ${process.cwd()}`;
  if (!locations.has(place)) locations.set(place, locationIn(mappedText(frame)));
  return locations.get(place);
}

/** A frame as text that names the source: through the hook of a loader, which may stand outside of the realm of a test, or the source maps of Node. */
function mappedText(frame: NodeJS.CallSite): string {
  const [here, outside] = [Error, runInThisContext('Error')] as readonly Partial<ErrorConstructor>[];
  const hook = here.prepareStackTrace ?? outside.prepareStackTrace;
  if (hook) return String(hook(new Error(), [frame]));
  const [line, column] = [frame.getLineNumber() ?? 1, frame.getColumnNumber() ?? 1];
  const entry = findSourceMap(frame.getFileName() ?? '')?.findEntry(line - 1, column - 1);
  return entry && 'originalSource' in entry ? `${entry.originalSource}:${entry.originalLine + 1}:1` : String(frame);
}

function locationIn(text: string): SourceLocation | undefined {
  const match = /(?:^|[ (])((?:file:\/\/)?\/[^()]+|[A-Za-z]:\\[^()]+):(\d+):\d+\)?$/.exec(text);
  if (!match || isLibrary(match[1])) return undefined;
  const file = match[1].startsWith('file://') ? decodeURI(match[1].slice('file://'.length)) : match[1];
  return { file: path.relative(process.cwd(), file).split(path.sep).join('/'), line: Number(match[2]) };
}

const OWN_FOLDER = path.resolve(__dirname.replace(/constructs.synthesis$/, '')); // the file may have been bundled into the folder itself

function isLibrary(file: string): boolean {
  return file.includes(`${path.sep}node_modules${path.sep}`) || file.startsWith(OWN_FOLDER + path.sep);
}
