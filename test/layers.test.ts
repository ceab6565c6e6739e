import { readdirSync, readFileSync } from 'fs';
import { builtinModules } from 'module';
import { dirname, join, relative, resolve, sep } from 'path';
import * as ts from 'typescript';

const SRC = join(__dirname, '..', 'src');

/** What each stage may import of ours, and of others. The stages and their order are those of ARCHITECTURE.md. */
const LAYERS: Readonly<Record<string, { readonly ours: readonly string[]; readonly theirs: readonly string[] }>> = {
  objects: { ours: ['objects'], theirs: [] },
  profile: { ours: ['profile', 'objects'], theirs: [] },
  controls: { ours: ['controls', 'profile', 'objects'], theirs: [] },
  engine: { ours: ['engine', 'controls', 'profile', 'objects'], theirs: [] },
  admission: { ours: ['admission', 'engine', 'controls', 'profile', 'objects'], theirs: [] },
  reports: { ours: ['reports', 'engine', 'controls', 'profile', 'objects'], theirs: [] },
  runtime: { ours: ['runtime', 'objects'], theirs: [] },
  constructs: {
    ours: ['constructs', 'admission', 'runtime', 'reports', 'engine', 'controls', 'profile', 'objects'],
    theirs: ['cdk8s', 'cdk8s-plus-27', 'constructs', 'module', 'path', 'vm'],
  },
  cluster: {
    ours: ['cluster', 'constructs', 'admission', 'runtime', 'reports', 'engine', 'controls', 'profile', 'objects'],
    theirs: ['cdk8s', 'constructs', 'path'],
  },
  sources: { ours: ['sources', 'engine', 'controls', 'profile', 'objects'], theirs: ['yaml', 'buffer', 'fs', 'path', 'util'] },
  cli: { ours: ['cli', 'constructs', 'admission', 'runtime', 'reports', 'sources', 'engine', 'controls', 'profile', 'objects'], theirs: ['commander', 'picocolors', 'yaml', ...builtinModules] },
  // a bundle of its own, which loads that of the library
  jest: { ours: ['jest', 'index', 'objects'], theirs: ['cdk8s', 'constructs', 'fs', 'path'] },
  // runs the bundle of the command line, for cdk8s-cli and for programs of users
  plugin: { ours: ['plugin', 'cli', 'reports', 'engine', 'controls', 'profile', 'objects'], theirs: ['fs', 'path', 'worker_threads'] },
};

/** The files of the constructs that touch the disk. */
const ON_DISK = ['constructs/synthesis/read-files.ts', 'constructs/synthesis/written-files.ts'];

/** The public surface only names what others hold. */
const SURFACE = { ours: Object.keys(LAYERS), theirs: [] };

const FORBIDDEN_NAMES = /(^|[/-])(utils?|helpers?|common|managers?)(\.|\/|-|$)/;
const GENERATED = [
  'controls/control-ids.ts', 'controls/index.ts', 'controls/powers.ts', 'objects/api-resources-table.ts', 'objects/built-in-roles-table.ts',
  'objects/fields/built-in-tables.ts',
];
const DATA = ['controls/vocabulary.ts'];

interface Source { readonly file: string; readonly text: string; readonly tree: ts.SourceFile }

const sources: readonly Source[] = (readdirSync(SRC, { recursive: true }) as string[])
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split(sep).join('/'))
  .sort()
  .map((file) => {
    const text = readFileSync(join(SRC, file), 'utf8');
    return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true) };
  });

function nodesOf(node: ts.Node): ts.Node[] {
  const nodes = [node];
  ts.forEachChild(node, (child) => { nodes.push(...nodesOf(child)); });
  return nodes;
}

/** What a file imports, be it by import, by export from, by require or as a type. */
function importsOf({ tree }: Source): string[] {
  return nodesOf(tree).flatMap((node) => {
    const from = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier
      : ts.isExternalModuleReference(node) ? node.expression
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal
          : ts.isCallExpression(node) && (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require') ? node.arguments[0]
            : undefined;
    return from && ts.isStringLiteral(from) ? [from.text] : [];
  });
}

const layerOf = (file: string): string | undefined => (file.includes('/') ? file.split('/')[0] : undefined);

function misplacedImports(source: Source): string[] {
  const layer = layerOf(source.file);
  const allowed = layer === undefined ? SURFACE : LAYERS[layer] ?? { ours: [], theirs: [] };
  return importsOf(source).filter((specifier) => {
    if (ON_DISK.includes(source.file) && builtinModules.includes(specifier)) return false;
    if (!specifier.startsWith('.')) return !allowed.theirs.includes(specifier);
    if (source.file === 'cli/main.ts' && specifier === '../package.json') return false; // seen from the bundle
    if (source.file === 'plugin/bundled-command-line.ts' && specifier === '../cdk8s-hardened.js') return false; // the bundle
    const target = relative(SRC, resolve(SRC, dirname(source.file), specifier)).split(sep).join('/');
    return !allowed.ours.includes(target.split('/')[0]);
  }).map((specifier) => `src/${source.file} imports ${specifier}`);
}

const lines = ({ text }: Source): number => text.trimEnd().split('\n').length;
const longer = (limit: number, within: (file: string) => boolean): string[] =>
  sources.filter((source) => within(source.file) && lines(source) > limit).map((source) => `src/${source.file}: ${lines(source)} lines, at most ${limit}`);

test('every folder of src is a stage', () => {
  const folders = new Set(sources.flatMap(({ file }) => layerOf(file) ?? []));
  expect([...folders].filter((folder) => !(folder in LAYERS))).toEqual([]);
});

test('imports point one way', () => {
  expect(sources.flatMap(misplacedImports)).toEqual([]);
});

/** The files of ours that a file imports, in the notation of `sources`. */
function targetsOf(source: Source): string[] {
  return importsOf(source).filter((specifier) => specifier.startsWith('.')).flatMap((specifier) => {
    const path = relative(SRC, resolve(SRC, dirname(source.file), specifier)).split(sep).join('/');
    return sources.map(({ file }) => file).filter((file) => file === `${path}.ts` || file === `${path}/index.ts`);
  });
}

/** The files that a file imports in the end, without itself unless it is among them. */
function reachedFrom(file: string, targets: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const left = [...targets.get(file) ?? []];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    left.push(...targets.get(next) ?? []);
  }
  return reached;
}

test('no file imports itself by way of others', () => {
  const targets = new Map(sources.map((source) => [source.file, targetsOf(source)]));
  expect([...targets.values()].flat().length).toBeGreaterThan(sources.length);
  expect(reachedFrom('a', new Map([['a', ['b']], ['b', ['c']], ['c', ['a']]]))).toContain('a');
  expect(sources.map(({ file }) => file).filter((file) => reachedFrom(file, targets).has(file))).toEqual([]);
});

test('the imports of a file are all seen', () => {
  const text = 'import a from "a"; export * from "b"; import c = require("c"); type D = import("d").D; void import("e"); require("f");';
  expect(importsOf({ file: '', text, tree: ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true) })).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('no file is too long to be read at once', () => {
  const isControl = (file: string) => /^controls\/[^/]+\//.test(file);
  expect([
    ...longer(120, isControl),
    ...longer(200, (file) => /^(constructs|cluster)\//.test(file)),
    ...longer(300, (file) => ![...GENERATED, ...DATA].includes(file)),
  ]).toEqual([]);
});

const exportedTypes = ({ tree }: Source): string[] => tree.statements
  .filter((one) => ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one) || ts.isClassDeclaration(one) || ts.isEnumDeclaration(one))
  .filter((one) => one.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
  .flatMap(({ name }) => name?.text ?? []);

test('one concept, one name: no two files export types of the same name', () => {
  const filesOf = new Map<string, string[]>();
  for (const source of sources) for (const name of exportedTypes(source)) filesOf.set(name, [...filesOf.get(name) ?? [], source.file]);
  expect(filesOf.size).toBeGreaterThan(200);
  expect([...filesOf].filter(([, files]) => files.length > 1).map(([name, files]) => `${name}: ${files.join(', ')}`)).toEqual([]);
});

test('no file or folder is a drawer for odds and ends', () => {
  expect(sources.map(({ file }) => file).filter((file) => FORBIDDEN_NAMES.test(file.replace('package-manager', '')))).toEqual([]);
});

describe('a construct file holds no security literal', () => {
  // what cdk8s-plus renders has to be named where it is taken out again
  const constructs = sources.filter(({ file }) => /^(constructs|cluster)\//.test(file) && file !== 'constructs/workload/given.ts');

  const STRINGS = [
    /^ALL$/, /^NET_BIND_SERVICE$/, /^RuntimeDefault$/, /^Localhost$/, /^Unconfined$/, /^OnRootMismatch$/, /^container_t$/, /pod-security\.kubernetes\.io\//,
  ];
  const KEYS = [
    'allowPrivilegeEscalation', 'appArmorProfile', 'capabilities', 'drop', 'enableServiceLinks', 'hostIPC', 'hostNetwork', 'hostPID', 'hostUsers', 'imagePullPolicy',
    'privileged', 'procMount', 'readOnlyRootFilesystem', 'runAsGroup', 'runAsNonRoot', 'runAsUser', 'seccompProfile', 'seLinuxOptions',
  ];
  const NUMBERS = ['65532', '0o440', '288', '0o444', '292'];

  function literalsOf({ file, tree }: Source): string[] {
    return nodesOf(tree).filter((node) =>
      (ts.isStringLiteralLike(node) && STRINGS.some((pattern) => pattern.test(node.text)))
      || (ts.isNumericLiteral(node) && NUMBERS.includes(node.getText()))
      || (ts.isPropertyAssignment(node) && KEYS.includes(node.name.getText().replace(/^['"]|['"]$/g, ''))))
      .map((node) => `src/${file}: ${node.getText()}`);
  }

  test('they come from the controls and the profile', () => {
    expect(constructs.flatMap(literalsOf)).toEqual([]);
  });

  test('a literal would be found', () => {
    const text = 'const x = { runAsNonRoot: true, type: "RuntimeDefault", "drop": ["ALL"], uid: 65532, label: "pod-security.kubernetes.io/enforce" };';
    const found = literalsOf({ file: 'x.ts', text, tree: ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true) });
    expect(found.length).toBe(6);
  });
});
