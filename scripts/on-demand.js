// What the command line gets for modules that few calls need and that take long to start: their names, each of which loads its module when it is first used.
// NAMES is filled in by the bundler: the names by module, as JSON.
const modules = {
  yaml: () => require('./yaml.js'), // a file of its own beside the bundle: most inputs are plain enough for our own reader
  child_process: () => require('child_process'), // commander would start commands of other packages by it
  crypto: () => require('node:crypto'), // only `lock` computes digests
  worker_threads: () => require('node:worker_threads'), // only programs that call the command line start threads
};
for (const [module, names] of Object.entries(JSON.parse(NAMES))) {
  let loaded;
  const get = (name) => () => (loaded ??= modules[module]())[name];
  for (const name of names) Object.defineProperty(exports, name, { enumerable: true, get: get(name) });
}
