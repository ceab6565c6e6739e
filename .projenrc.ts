import { cdk8s, javascript } from 'projen';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-hardened',
  description: 'Secure-by-default Kubernetes constructs for cdk8s, and one catalogue of security controls behind them',
  author: 'The cdk8s-hardened authors',
  authorAddress: 'cdk8s-hardened@users.noreply.github.com',
  repositoryUrl: 'https://github.com/cdk8s-hardened/cdk8s-hardened.git',
  keywords: ['kubernetes', 'security', 'pod-security', 'networkpolicy', 'rbac', 'hardening'],
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-hardened authors',
  defaultReleaseBranch: 'main',
  stability: 'experimental',
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
    '@swc/core@^1.13.0',
    '@swc/jest@^0.2.39',
    '@types/node@^20',
    '@marcbachmann/cel-js@8.0.0', // the CEL engine of the law tests; exact, because its optional syntax is what they run on
    'fast-check@^4.3.0',
    'yaml@^2.8.0',
    'tsx@^4.20.0',
  ],
  // TypeScript 7 is supported neither by jsii 5.9 nor by the eslint plugins in use.
  jsiiVersion: '~5.9.0',
  typescriptVersion: '~5.9.0',

  github: false,
  depsUpgrade: false,
  release: false,
  docgen: true,
  jest: true,
  jestOptions: {
    coverage: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    jestConfig: { testTimeout: 30_000 },
  },
  eslint: true,
  eslintOptions: { dirs: ['src'], devdirs: ['test', 'projenrc', 'examples'], prettier: false },
  npmignoreEnabled: true,
});

// swc transpiles the tests in a third of the time; `tsc --noEmit` (task typecheck) checks the types once for all files.
project.jest!.config.transform = {
  '^.+\\.ts$': ['@swc/jest', {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
    sourceMaps: true,
  }],
};
delete project.jest!.config.preset;
project.deps.removeDependency('ts-jest');

// 1.13.0 lacks platform packages, which makes `npm ci` fail with "Missing: @unrs/resolver-binding-…".
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });

// `exports` lets the examples import the package by its own name, exactly as a user does.
project.package.addField('exports', {
  '.': { types: './lib/index.d.ts', default: './lib/index.js' },
  './package.json': './package.json',
  './.jsii': './.jsii',
});

project.synth();
