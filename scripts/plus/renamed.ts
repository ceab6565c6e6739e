import { OWN_MINOR, RELEASES } from './minors';

/** What is replaced in `package.json`. */
interface Manifest {
  name: string;
  devDependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  jsii: { targets: Targets };
}

/** The names of the package in other languages. */
interface Targets {
  java: { package: string; maven: { artifactId: string } };
  python: { distName: string; module: string };
  dotnet: { namespace: string; packageId: string };
  go: { packageName: string };
}

const PLUS = /(cdk8s[-_.]?plus[-_]?)27\b/g; // cdk8s-plus-27, cdk8s_plus_27, org.cdk8s.plus27, cdk8splus27
/** The package by its name, in imports and paths; elsewhere the same word is the name of the command and of the tool. */
const IMPORTED = /((?:from |import |require\()['"]|node_modules\/|invokeBinScript\(")cdk8s-hardened(?![\w.-])/g;
const IN_PYTHON = /((?:from|import|-m) )cdk8s_hardened\b/g;
const REQUIRED = /cdk8s-hardened(?=[>=]=)/g; // as pip reads it
const MAPPED = /("\^?)cdk8s-hardened((?:\/\w+)?\$?": ?(?:"<rootDir>|"\^|\[))/g; // in the settings of jest and TypeScript, and among dependencies

/** The text of a file in the copy for another minor of cdk8s-plus. */
export function renamed(text: string, minor: number): string {
  if (minor === OWN_MINOR) return text;
  return text.replace(PLUS, `$1${minor}`).replace(IMPORTED, `$1cdk8s-hardened-${minor}`).replace(MAPPED, `$1cdk8s-hardened-${minor}$2`)
    .replace(IN_PYTHON, `$1cdk8s_hardened_${minor}`).replace(REQUIRED, `cdk8s-hardened-${minor}`);
}

/** `package.json` in that copy: in each language the names end with the minor, as those of cdk8s-plus do. */
export function renamedManifest(text: string, minor: number): string {
  if (minor === OWN_MINOR) return text;
  const manifest = JSON.parse(renamed(text, minor)) as Manifest;
  const { version } = RELEASES[minor];
  const plus = `cdk8s-plus-${minor}`;
  manifest.name += `-${minor}`;
  manifest.devDependencies[plus] = version;
  manifest.peerDependencies[plus] = `^${version}`;
  const { java, python, dotnet, go } = manifest.jsii.targets;
  java.package += `.plus${minor}`;
  java.maven.artifactId += `-${minor}`;
  python.distName += `-${minor}`;
  python.module += `_${minor}`;
  dotnet.namespace += `.Plus${minor}`;
  dotnet.packageId += `.Plus${minor}`;
  go.packageName += minor;
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
