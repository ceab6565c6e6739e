import { cdk8s, javascript, JsonFile } from 'projen';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-hardened',
  description: 'Secure-by-default Kubernetes constructs for cdk8s, and one catalogue of security controls behind them',
  author: 'The cdk8s-hardened authors',
  authorAddress: 'cdk8s-hardened@users.noreply.github.com',
  repositoryUrl: 'https://github.com/cdk8s-hardened/cdk8s-hardened.git',
  homepage: 'https://github.com/cdk8s-hardened/cdk8s-hardened#readme',
  bugsUrl: 'https://github.com/cdk8s-hardened/cdk8s-hardened/issues',
  keywords: ['kubernetes', 'security', 'pod-security', 'networkpolicy', 'rbac', 'hardening'],
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-hardened authors',
  defaultReleaseBranch: 'main',
  stability: 'stable', // shows no "(experimental)" at every member in the other languages; until 1.0 the version says it
  projenrcTs: true,
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',

  // jsii warns (JSII6) unless each devDependency is exactly the minimum of its peer range.
  cdk8sVersion: '2.68.12',
  constructsVersion: '10.3.0',
  peerDeps: ['cdk8s-plus-27@^2.9.5'],
  devDeps: [
    'cdk8s-cli@2.207.60',
    'cdk8s-plus-27@2.9.5',
    '@swc/core@1.16.18', // exact: some later releases lack platform packages, which makes `npm ci` fail with "Missing: @swc/core-darwin-arm64@"
    '@swc/jest@^0.2.39',
    '@types/node@^20',
    '@marcbachmann/cel-js@8.0.0', // the CEL engine of the law tests; exact, because its optional syntax is what they run on
    'fast-check@^4.3.0',
    'tsx@^4.20.0',
    // bundled into the command line, so that the package has no dependencies
    'commander@^14.0.3',
    'js-yaml@^5.5.0',
    'picocolors@^1.1.1',
    'yaml@^2.8.0',
    'esbuild@^0.28.0',
    // the oracles of the report formats
    '@xmldom/xmldom@^0.9.8',
    'ajv@^8.17.0',
    // mutation testing; Stryker 10 needs Node 22
    '@stryker-mutator/api@^9.6.1',
    '@stryker-mutator/core@^9.6.1',
    'jsii-docgen@^10.5.0',
    'expect@^30.0.0',
    'jest-each@^30.0.0',
    'jest-environment-node@^30.0.0',
    'jest-mock@^30.0.0',
    'jest-snapshot@^30.0.0',
  ],
  // TypeScript 7 is supported neither by jsii 5.9 nor by the eslint plugins in use.
  jsiiVersion: '~5.9.0',
  typescriptVersion: '~5.9.0',

  github: false,
  depsUpgrade: false,
  release: false,
  // without a release workflow: the targets of jsii alone
  publishToPypi: { distName: 'cdk8s-hardened', module: 'cdk8s_hardened' },
  publishToMaven: { javaPackage: 'io.github.cdk8shardened', mavenGroupId: 'io.github.cdk8s-hardened', mavenArtifactId: 'cdk8s-hardened' },
  publishToGo: { moduleName: 'github.com/cdk8s-hardened/cdk8s-hardened-go', packageName: 'cdk8shardened' },
  publishToNuget: { dotNetNamespace: 'Cdk8sHardened', packageId: 'Cdk8sHardened' },
  docgen: false, // it writes one page of a megabyte; the task below writes a page per module
  bin: { 'cdk8s-hardened': 'bin/cdk8s-hardened' },
  gitignore: ['/build/', '/examples/*/dist/', '.hardened/', '.jsii.tabl.json', '/examples/java/target/', '__pycache__/'],
  npmignoreEnabled: false, // `files` below is an allow-list, which no stray file can slip through
  jest: true,
  jestOptions: {
    passWithNoTests: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: {
      testTimeout: 30_000,
      testEnvironment: '<rootDir>/test/compiled-once.ts',
      globalSetup: '<rootDir>/test/run-folder/make.ts',
      globalTeardown: '<rootDir>/test/run-folder/remove.ts',
      setupFiles: ['<rootDir>/test/property-seed.ts'],
      collectCoverage: false,
      moduleNameMapper: { '^cdk8s-hardened$': '<rootDir>/src/index.ts', '^cdk8s-hardened/jest$': '<rootDir>/src/jest/index.ts' }, // the examples, without a build
      modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/lib/', '<rootDir>/dist/', '<rootDir>/scaffold/'], // jest takes each package.json for one of its own
      transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/)'], // an ES module, which jest cannot require below Node 24
      additionalOptions: {
        maxWorkers: '100%', // by default jest leaves one core idle, which is half of a small machine
        // A worker ends by itself, but freeing its 600 MB takes Node 0.4 s on an idle core; after 0.5 s jest would kill it, and warn of a leak.
        workerGracefulExitTimeout: 10_000,
      },
    },
  },
  eslint: true,
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'projenrc', 'examples', 'scaffold', 'scripts', 'conformance', 'bench'], prettier: false, commandOptions: { fix: false } },
});

// swc transpiles the tests in a third of the time; `tsc --noEmit` (task typecheck) checks the types once for all files.
project.jest!.config.transform = {
  '^.+\\.[jt]s$': ['@swc/jest', {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
    sourceMaps: true,
  }],
};
delete project.jest!.config.preset;
project.deps.removeDependency('ts-jest');
project.jest!.config.testMatch = ['<rootDir>/test/**/!(*.slow).test.ts']; // the others: task test:slow

// 1.13.0 lacks platform packages, which makes `npm ci` fail with "Missing: @unrs/resolver-binding-…".
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });

// `exports` lets the examples import the package by its own name, exactly as a user does.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './jest': { types: './lib/jest/index.d.ts', default: './lib/jest.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
});
project.package.addField('typesVersions', { '*': { jest: ['lib/jest/index.d.ts'] } }); // for compilers that do not read `exports`
// three bundles with what starts one of them and what they load on demand, the licenses of what is in them, and the types
project.package.addField('files', [
  'bin', 'lib/index.js', 'lib/cdk8s-hardened.js', 'lib/start.js', 'lib/examples.js', 'lib/on-demand.js', 'lib/yaml.js', 'lib/jest.js', 'lib/bundled-licenses.txt', 'lib/**/*.d.ts', '!lib/cli', '!lib/sources', 'scaffold', '.jsii', 'NOTICE',
]);
project.gitignore.include('/.ci/');
for (const generated of ['/docs/api/**', '/docs/controls/**', '/src/controls/control-ids.ts', '/src/controls/index.ts', '/src/objects/fields/*-tables.ts']) project.gitattributes.addAttributes(generated, 'linguist-generated');

// The lockfile names no registry, so that it works with any mirror.
new javascript.NpmConfig(project).addConfig('omit-lockfile-registry-resolved', 'true');

// Sources inside the package would triple its size.
for (const option of ['inlineSourceMap', 'inlineSources']) project.tsconfig!.file.addOverride(`compilerOptions.${option}`, false);

// One project over everything, for the type check. The name of the package leads to the source there, so that nothing needs to be built first.
new JsonFile(project, 'tsconfig.dev.json', {
  obj: {
    extends: './tsconfig.json',
    // node20: as jest does, it lets tests require the ES modules among their dependencies
    compilerOptions: { noEmit: true, module: 'node20', rootDir: '.', paths: { 'cdk8s-hardened': ['./src/index.ts'], 'cdk8s-hardened/jest': ['./src/jest/index.ts'] } },
    include: ['src/**/*.ts', 'test/**/*.ts', 'examples/**/*.ts', 'scaffold/**/*.ts', 'scripts/**/*.ts', 'conformance/**/*.ts', 'bench/**/*.ts', 'projenrc/**/*.ts', '.projenrc.ts'],
    exclude: ['node_modules'],
  },
});
project.tsconfigDev.file.addOverride('compilerOptions.module', 'node20');
// Editors and eslint look for the nearest tsconfig.json. ts-node ignores `paths`, so a synthesized example uses the built package.
for (const folder of ['examples', 'scripts', 'conformance', 'bench']) {
  new JsonFile(project, `${folder}/tsconfig.json`, {
    obj: { 'extends': '../tsconfig.dev.json', 'include': ['**/*.ts'], 'ts-node': { transpileOnly: true } },
  });
}
// The examples import the package as others do, whether it is built or not.
project.eslint!.config.settings['import/external-module-folders'] = ['node_modules', 'lib'];
project.eslint!.addOverride({ files: ['examples/**', 'scaffold/**'], rules: { 'import/no-extraneous-dependencies': 'off' } });
// esbuild bundles what the command line imports, so for the package these are no dependencies; test/layers.test.ts lists which are allowed.
project.eslint!.allowDevDeps('src/cli/**');
project.eslint!.allowDevDeps('src/sources/**');
// The bundle reads its version from the package.json beside it, which an `import` would compile in and move the root of the sources.
project.eslint!.addOverride({ files: ['src/cli/main.ts'], rules: { '@typescript-eslint/no-require-imports': ['error', { allow: ['^\\.\\./package\\.json$'] }] } });
// It loads the profile module that the user names, and `import` would not name the exports of every CommonJS module.
project.eslint!.addOverride({ files: ['src/cli/module-export.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } });
// cdk8s-cli's plugin runs the command line that is bundled beside it.
project.eslint!.addOverride({ files: ['src/plugin/bundled-command-line.ts'], rules: { '@typescript-eslint/no-require-imports': ['error', { allow: ['^\\.\\./cdk8s-hardened\\.js$'] }] } });
project.eslint!.addOverride({ files: ['scripts/bundle-library.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } }); // of what was just built
project.eslint!.addOverride({ files: ['bench/programs/**', 'scripts/split/ordinary-app.ts'], rules: { 'import/no-extraneous-dependencies': 'off' } }); // apps, as the examples are
project.eslint!.addOverride({ files: ['src/**', 'scripts/**', 'conformance/**', 'bench/**'], rules: { 'no-nested-ternary': 'error' } });
project.eslint!.addRules({
  // related properties may share a line of a longer object, and nested objects their braces
  '@stylistic/object-property-newline': 'off',
  '@stylistic/object-curly-newline': ['error', { consistent: true }],
  'import/no-unresolved': ['error', { ignore: ['^cdk8s-hardened(/jest)?$'] }], // what it resolves to may not be built yet; the type check looks at it
});

// Node 20 is still what many app repositories run on; jsii greets it with a red banner.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');
// What has no source any more must not stay in the build, and so in the package.
project.compileTask.prependExec('node -e "require(\'fs\').rmSync(\'lib\', { recursive: true, force: true })"');
project.compileTask.exec('tsx scripts/absolute-links.ts');
project.compileTask.exec('tsx scripts/bundle-command-line.ts');
project.compileTask.exec('tsx scripts/bundle-library.ts');
project.addTask('eslint:fix', {
  description: 'Repairs what eslint can repair',
  steps: [{ spawn: 'eslint', args: ['--fix'] }],
});
const typecheck = project.addTask('typecheck', {
  description: 'Checks the types of sources, tests, examples and scripts',
  exec: 'tsc --noEmit -p tsconfig.dev.json',
});
project.testTask.removeStep(project.testTask.steps.findIndex(({ spawn }) => spawn === 'eslint'));
project.testTask.exec(`tsx scripts/side-by-side.ts ${typecheck.name} eslint`);
project.addTask('test:slow', {
  description: 'Run the tests that take longest, and properties with all their values',
  exec: "jest --ci --testMatch '<rootDir>/test/**/*.@(slow|property).test.ts'",
  env: { PROPERTY_RUNS: 'all' },
  receiveArgs: true,
});
project.addTask('test:coverage', { description: 'Run tests with coverage', exec: 'jest --ci --coverage', receiveArgs: true });
project.addTask('generate', {
  description: 'Writes the files that are made from the controls: the catalogue and docs/controls',
  steps: [{ exec: 'tsx scripts/generate-catalogue.ts' }, { exec: 'tsx scripts/generate-control-ids.ts' }, { exec: 'tsx scripts/generate-docs.ts' }],
});
project.addTask('conformance', {
  description: 'Compares ours with the real components: all suites but the scanners, or those that are named',
  exec: 'tsx conformance/run.ts',
  receiveArgs: true,
});
project.addTask('mutation', {
  description: 'Changes the sources on purpose, one place at a time, and counts which changes the tests notice',
  exec: 'tsx conformance/mutation.ts',
  receiveArgs: true,
});
project.addTask('bench', {
  description: 'Measures speed as ratios to peers: all rows, or those that are named',
  steps: [{ spawn: 'compile' }, { exec: 'tsx bench/run.ts', receiveArgs: true }],
});
// A snippet of README or API documentation that does not compile fails the packaging.
const translate = project.addTask('translate', {
  description: 'Translates README and examples of the API for the other languages',
  steps: [
    { exec: "node -e \"require('fs').rmSync('.jsii.tabl.json', { force: true })\"" }, // what it holds already is not compiled again
    { exec: 'jsii-rosetta extract --strict .' },
  ],
});
const docgen = project.addTask('docgen', { description: 'Writes docs/api from the assembly that `compile` made', exec: 'tsx scripts/generate-api-docs.ts' });
project.postCompileTask.spawn(docgen);
project.tasks.tryFind('package:js')!.reset('jsii-pacmak -v --target js --no-npmignore'); // by default it writes a .npmignore, which `files` replaces
for (const language of ['python', 'java', 'go', 'dotnet']) {
  const task = project.tasks.tryFind(`package:${language}`)!;
  task.reset();
  task.spawn(translate);
  task.exec(`tsx scripts/package-language.ts ${language}`);
}
project.tasks.tryFind('package')!.reset('tsx scripts/package.ts', { receiveArgs: true });
project.addTask('test:plus', {
  description: 'Tests constructs and examples with another minor of cdk8s-plus: 27 to 34, several of them, or all',
  exec: 'tsx scripts/test-plus.ts',
  receiveArgs: true,
});
// jsii-diff alone takes a registry that does not answer for a package that was never published, and passes
project.tasks.tryFind('compat')!.reset('tsx scripts/compat.ts', { receiveArgs: true });
project.addTask('rebuild', { description: 'Builds the committed state in two clones and compares the packages byte by byte', exec: 'tsx scripts/rebuild.ts' });
project.addTask('sbom', { description: 'Writes what is bundled into the package, as CycloneDX, to dist/sbom.cdx.json', exec: 'tsx scripts/sbom.ts' });
const quickstart = project.addTask('quickstart', { description: 'Builds the library, synthesizes examples/shop with the cdk8s CLI and shows what came out' });
quickstart.spawn(project.compileTask);
quickstart.exec('cdk8s synth --check-upgrade=false', { cwd: 'examples/shop' });
quickstart.exec('tsx scripts/print-index.ts examples/shop/.hardened/index.json');

project.synth();
