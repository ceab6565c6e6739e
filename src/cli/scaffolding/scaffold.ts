import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { basename, dirname, join, sep } from 'path';

/** What can be scaffolded: the folders of `scaffold`. */
export const SCAFFOLDS = ['app', 'platform'] as const;

/** In which languages: the folders in each of them. */
export const LANGUAGES = ['typescript', 'python'] as const;

/** What can be scaffolded. */
export type ScaffoldName = typeof SCAFFOLDS[number];

/** The language of a scaffold. */
export type ScaffoldLanguage = typeof LANGUAGES[number];

/** A file of a scaffold, by its path in the folder that is scaffolded. */
export interface ScaffoldFile { readonly path: string; readonly text: string }

/** What differs from folder to folder. */
type Values = Readonly<Record<string, string>>;

/** The files of a scaffold, for a project of this name. */
export function scaffoldFiles(scaffold: ScaffoldName, language: ScaffoldLanguage, name: string): ScaffoldFile[] {
  const root = packageFolder();
  const values = valuesOf(root, name);
  const folder = join(root, 'scaffold', scaffold, language);
  return (readdirSync(folder, { recursive: true }) as string[])
    .filter((file) => statSync(join(folder, file)).isFile() && !/(^|[/\\])__pycache__[/\\]/.test(file))
    .map((file) => ({ path: pathOf(file), text: filledIn(readFileSync(join(folder, file), 'utf8'), values) }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The folder of our package: that above the bundle or the sources, which holds a `package.json`. */
function packageFolder(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** The scaffold depends on the versions that this one was built and tested with. */
function valuesOf(root: string, name: string): Values {
  const { version, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly version: string; readonly peerDependencies: Readonly<Record<string, string>>;
  };
  const { cdk8s, constructs, 'cdk8s-plus-27': plus } = peerDependencies;
  return { name, version, cdk8s, constructs, plus, plusMinimum: plus.replace('^', '') };
}

/** What to run next, by the language. */
export const NEXT_STEPS: Readonly<Record<ScaffoldLanguage, Readonly<Record<ScaffoldName, readonly string[]>>>> = {
  typescript: { app: npmSteps(), platform: npmSteps() },
  python: { app: pythonSteps('-r requirements-dev.txt', 'main.py'), platform: pythonSteps("-e '.[test]'", 'example/main.py') },
};

/** npm leaves `.gitignore` out of a package, so that names that begin with a dot begin with `dot-` there. */
const pathOf = (file: string): string => file.split(sep).map((part) => part.replace(/^dot-/, '.')).join('/');

const filledIn = (text: string, values: Values): string => text.replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key]);

function npmSteps(): readonly string[] {
  return ['npm install', 'npm test        # writes test/__manifests__; commit them', 'npm run synth   # writes dist/', 'npm run check   # judges dist/'];
}

function pythonSteps(install: string, main: string): readonly string[] {
  return [
    'python -m venv .venv && . .venv/bin/activate', `pip install ${install}`, 'UPDATE_MANIFESTS=1 pytest   # writes tests/manifests; commit them', `python ${main}   # writes dist/`,
    'cdk8s-hardened check dist',
  ];
}

/** The name of a project in a folder, as npm and PyPI take it. */
export function projectName(folder: string): string {
  const name = basename(folder).toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return name === '' ? 'app' : name;
}
