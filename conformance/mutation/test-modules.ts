import { existsSync, readFileSync, statSync } from 'fs';
import Module, { createRequire } from 'module';
import { dirname, join, relative } from 'path';
import { createTransformer } from '@swc/jest';

const PROJECT = join(__dirname, '..', '..');

/** What jest does with a file; it also moves `jest.mock` before the imports. */
const TRANSFORMER = createTransformer(Object.values(JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')).jest.transform as Record<string, never[]>)[0][1]);

/** Every file that Stryker changed has a function that counts which code runs; it makes the tests three times slower. */
const withoutCounting = (text: string): string => text.replace(/function stryCov_\w+\(\) \{/g, '$& return;');

/** Compiled by Node's loader, which keeps the source map: tests and sources look at lines in stacks. */
function compiledFunction(path: string, code: string, map: string): Compiled['evaluate'] {
  const parameters = ['module', 'exports', 'require', '__dirname', '__filename', ...GLOBALS].join();
  const holder = new Module(path) as Module & { _compile(text: string, filename: string): void };
  const url = `data:application/json;base64,${Buffer.from(map).toString('base64')}`;
  // A function of its own, since a module may declare what a parameter is called
  holder._compile(`module.exports = function (${parameters}) {(function () {${code}\n})();};\n//# sourceMappingURL=${url}`, path);
  return holder.exports as Compiled['evaluate'];
}

/** A file as a function of what a CommonJS module sees, and of jest's globals. */
interface Compiled {
  readonly evaluate: (...values: unknown[]) => void;
  /** The files of the project that it imports. */
  readonly imports: readonly string[];
}

/** How a test changes what it loads, by the names that jest has for it. */
export interface ModuleFunctions {
  readonly requireActual: (specifier: string) => unknown;
  readonly mock: (specifier: string, factory: () => unknown) => void;
  readonly doMock: (specifier: string, factory: () => unknown) => void;
  readonly dontMock: (specifier: string) => void;
  /** Calls a function for which nothing is loaded yet. */
  readonly isolateModules: (run: () => void) => void;
}

/** The globals of a test file, of which those of jest know how to load. */
type GlobalsOf = (modules: ModuleFunctions) => Readonly<Record<string, unknown>>;

/** The packages whose classes the sources change: a test that isolates modules gets its own. */
const ISOLATED = /\/node_modules\/(cdk8s|cdk8s-plus-\d+|constructs)\//;

/** Calls a function that loads these packages anew; what was loaded before holds again afterwards. */
function withFreshPackages(cache: NodeJS.Dict<NodeModule>, run: () => void): void {
  const take = (): (readonly [string, NodeModule | undefined])[] => {
    const taken = Object.entries(cache).filter(([path]) => ISOLATED.test(path));
    for (const [path] of taken) delete cache[path];
    return taken;
  };
  const before = take();
  try {
    run();
  } finally {
    take();
    for (const [path, module] of before) cache[path] = module;
  }
}

/** The sources and tests of a copy of the project, compiled once and evaluated as often as needed. */
export class TestModules {
  private readonly requirePackage = createRequire(__filename);
  private readonly compiled = new Map<string, Compiled>();
  private readonly reached = new Map<string, ReadonlySet<string>>();

  /** @param counts whether the changed sources count which mutants run */
  constructor(private readonly sandbox: string, private readonly counts: boolean) {}

  /** Evaluates a file and all that it imports; nothing is kept from earlier loads. */
  public load(file: string, globals: GlobalsOf): void {
    let loaded = new Map<string, { exports: unknown }>();
    const mocks = new Map<string, () => unknown>();
    const mocked = new Map<string, unknown>();
    const given: Record<string, unknown> = {};

    const evaluated = (path: string): unknown => {
      const known = loaded.get(path);
      if (known) return known.exports;
      const module = { exports: {} as unknown };
      loaded.set(path, module);
      if (path.endsWith('.json')) return module.exports = JSON.parse(readFileSync(path, 'utf8'));
      const from = dirname(path);
      // Tests read files beside themselves: those of the project, since the sandbox holds changed ones.
      const folder = path.startsWith(join(this.sandbox, 'test')) ? join(PROJECT, relative(this.sandbox, from)) : from;
      this.compile(path).evaluate(module, module.exports, requireIn(from), folder, path, ...GLOBALS.map((name) => given[name]));
      return module.exports;
    };
    const actual = (path: string): unknown => (path.startsWith(this.sandbox) ? evaluated(path) : this.requirePackage(path)); // a test may write a module elsewhere
    const requireIn = (from: string): NodeRequire => {
      const load = (specifier: string): unknown => {
        const path = this.resolve(from, specifier);
        if (!mocks.has(path)) return actual(path);
        if (!mocked.has(path)) mocked.set(path, mocks.get(path)!());
        return mocked.get(path);
      };
      return Object.assign(load, { resolve: this.requirePackage.resolve }) as NodeRequire;
    };

    const path = join(this.sandbox, file);
    const resolved = (specifier: string): string => this.resolve(dirname(path), specifier);
    const mock = (specifier: string, factory: () => unknown): void => {
      mocks.set(resolved(specifier), factory);
      mocked.delete(resolved(specifier));
    };
    Object.assign(given, globals({
      requireActual: (specifier) => actual(resolved(specifier)),
      mock,
      doMock: mock,
      dontMock: (specifier) => { mocks.delete(resolved(specifier)); },
      isolateModules: (run) => {
        const before = loaded;
        loaded = new Map();
        try {
          withFreshPackages(this.requirePackage.cache, run);
        } finally {
          loaded = before;
        }
      },
    }));
    evaluated(path);
  }

  /** All files of the project that a file imports, itself included, relative to the project. */
  public reachedFrom(file: string): ReadonlySet<string> {
    let reached = this.reached.get(file);
    if (!reached) {
      const paths = new Set([join(this.sandbox, file)]);
      for (const path of paths) for (const imported of this.compile(path).imports) paths.add(imported);
      this.reached.set(file, reached = new Set([...paths].map((path) => relative(this.sandbox, path))));
    }
    return reached;
  }

  /** The files of the project that a file imports itself. */
  public importsOf(file: string): ReadonlySet<string> {
    return new Set(this.compile(join(this.sandbox, file)).imports.map((path) => relative(this.sandbox, path)));
  }

  private compile(path: string): Compiled {
    let compiled = this.compiled.get(path);
    if (!compiled) {
      const { code, map } = TRANSFORMER.process!(readFileSync(path, 'utf8'), path, {} as never) as { code: string; map: string };
      const imports = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, specifier]) => this.resolve(dirname(path), specifier)).filter((imported) => imported.startsWith('/') && imported.endsWith('.ts'));
      this.compiled.set(path, compiled = { evaluate: compiledFunction(path, this.counts ? code : withoutCounting(code), map), imports });
    }
    return compiled;
  }

  /** The file of the project, or the name of a package. */
  private resolve(from: string, specifier: string): string {
    if (specifier === 'cdk8s-hardened') return join(this.sandbox, 'src', 'index.ts'); // as jest's moduleNameMapper
    if (!specifier.startsWith('.')) return specifier;
    const path = join(from, specifier);
    return [path, `${path}.ts`, join(path, 'index.ts')].find((file) => existsSync(file) && statSync(file).isFile()) ?? specifier;
  }
}

/** The globals of jest that tests use. Any other is a ReferenceError, never a test that silently does nothing. */
export const GLOBALS = ['describe', 'test', 'expect', 'beforeAll', 'beforeEach', 'afterEach', 'afterAll', 'jest'] as const;
