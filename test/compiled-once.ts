import vm from 'vm';
import { TestEnvironment } from 'jest-environment-node';

interface Compiled {
  readonly head: string;
  readonly code: string;
  readonly script: vm.Script;
}

const compile = vm.compileFunction;
const known = new Map<string, Compiled>();

/**
 * Jest runs each test file in a context of its own, and compiles all modules again for each, which took most test files longer than their tests. A script can
 * run in any number of contexts: so a worker compiles each module once, with those of its functions that are called.
 * A module with `import()` needs to know its context, and is left to Jest.
 */
function compileOnce(code: string, parameters: readonly string[] = [], options: vm.CompileFunctionOptions = {}): ReturnType<typeof compile> {
  const { filename, parsingContext } = options;
  if (!filename || !parsingContext) return compile(code, parameters, options);
  const head = `(function(${parameters.join(',')}){`;
  let compiled = known.get(filename);
  if (compiled?.code !== code || compiled.head !== head) {
    if (/\bimport\s*\(/.test(code)) return compile(code, parameters, options);
    compiled = { head, code, script: new vm.Script(`${head}${code}\n})`, { filename, columnOffset: -head.length }) };
    known.set(filename, compiled);
  }
  return compiled.script.runInContext(parsingContext) as ReturnType<typeof compile>;
}

/** The environment of Node, in which modules are compiled once for all test files of a worker; not where coverage is counted, which Jest does per file. */
export default class CompiledOnce extends TestEnvironment {
  public constructor(...parameters: ConstructorParameters<typeof TestEnvironment>) {
    super(...parameters);
    vm.compileFunction = parameters[0].globalConfig.collectCoverage ? compile : compileOnce;
  }
}
