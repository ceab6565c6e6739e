import { readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { createRequire, wrap } from 'module';
import { dirname, join } from 'path';
import { constants, Script } from 'vm';
import { prepareForShortLife } from './virtual-machine';

/** The digest of the bundle, filled in by the bundler. */
declare const DIGEST: string;

const BUNDLE = join(__dirname, 'cdk8s-hardened.js');

/**
 * What V8 compiled of the bundle in an earlier run: reading it takes a fifth of the time of compiling. It is beside the bundle, so that whoever could replace it
 * could replace the bundle, and no other folder is trusted. V8 rejects what another version or other flags made, but compares no more of the text than its length.
 */
const COMPILED = join(__dirname, `compiled-${DIGEST}-${process.version}-${process.arch}.bin`);

/** Starts the command line as the process that it is. */
export function start(): void {
  prepareForShortLife(); // before anything is compiled, since V8 compares the flags as well
  bundle().main();
}

function bundle(): { main(): void } {
  const requireBeside = createRequire(BUNDLE);
  const importing = constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER; // since Node 20.12; without it the bundle could import no module of a user
  if (importing === undefined || process.env.NODE_DISABLE_COMPILE_CACHE) return requireBeside(BUNDLE);
  const cachedData = keptCode();
  const script = new Script(wrap(readFileSync(BUNDLE, 'latin1')), { filename: BUNDLE, cachedData, importModuleDynamically: importing });
  if (cachedData === undefined || script.cachedDataRejected) process.once('exit', () => keepCode(script.createCachedData()));
  const module = { exports: {} as ReturnType<typeof bundle> };
  script.runInThisContext()(module.exports, requireBeside, module, BUNDLE, dirname(BUNDLE));
  return module.exports;
}

function keptCode(): Buffer | undefined {
  try {
    return readFileSync(COMPILED);
  } catch {
    return undefined;
  }
}

/** Written under another name first, so that no other run reads half of it. Where nothing may be written beside the bundle, each run compiles. */
function keepCode(code: Buffer): void {
  const part = `${COMPILED}.${process.pid}`;
  try {
    writeFileSync(part, code, { mode: 0o644 });
    renameSync(part, COMPILED);
  } catch {
    rmSync(part, { force: true });
  }
}
