import { ANY_OBJECT, lastDayBefore, NotCarried, Read, ToolException } from './exception';
import { ObjectSelector } from '../../engine/waiver-file';
import { elementsOf, isObject, valueAt } from '../../objects/pointer';
import { globMatcher } from '../../sources/globs';

/** The names under which tools look for their files. */
const NAMES = [/^\.?kube-?linter([.-].*)?\.ya?ml$/, /^\.?checkov\.ya?ml$/, /^\.?trivyignore(\.ya?ml)?$/, /\.template\.json$/];

/** Whether a file of this name belongs to a tool. */
export const isToolFile = (name: string): boolean => NAMES.some((pattern) => pattern.test(name));

/** Whether a file holds lines and no YAML. */
export const isIgnoreList = (name: string): boolean => /trivyignore$/.test(name);

/** The objects in the files that patterns match, as far as they are among the input. */
export type ObjectsIn = (isMeant: (file: string) => boolean) => readonly ObjectSelector[];

/** The exceptions in the data of a file; undefined where no tool is recognized by it. */
export function toolFileExceptions(data: unknown, file: string, objectsIn: ObjectsIn): Read[] | undefined {
  if (!isObject(data)) return undefined;
  if (isObject(data.checks) || Array.isArray(data.customChecks)) return kubeLinter(data.checks, file);
  if ('skip-check' in data || 'skip-path' in data || 'check' in data) return checkov(data, file);
  if (['misconfigurations', 'vulnerabilities', 'secrets', 'licenses'].some((key) => key in data)) return trivy(data, file, objectsIn);
  if (isObject(data.Resources)) return cdkNag(data, file);
  return undefined;
}

const names = (value: unknown): string[] => (typeof value === 'string' ? value.split(',') : elementsOf(value).filter((one): one is string => typeof one === 'string'))
  .map((one) => one.trim()).filter((one) => one !== '');

function pathsLeftOut(tool: string, from: string, paths: readonly string[]): NotCarried[] {
  return paths.length === 0 ? [] : [{ what: `${tool} ${paths.join(', ')}`, from, because: 'a waiver names objects and no files; put the paths under `exclude` of `.cdk8s-hardened.yaml`' }];
}

/** https://github.com/stackrox/kube-linter/blob/main/docs/configuring-kubelinter.md */
function kubeLinter(checks: unknown, file: string): Read[] {
  const from = `${file}, checks.exclude`;
  return [
    ...names(valueAt(checks, '/exclude')).map((check): ToolException => ({ tool: 'kube-linter', check, from, object: ANY_OBJECT })),
    ...pathsLeftOut('kube-linter', `${file}, checks.ignorePaths`, names(valueAt(checks, '/ignorePaths'))),
    ...(valueAt(checks, '/doNotAutoAddDefaults') === true ? [{
      what: 'kube-linter doNotAutoAddDefaults', from: file,
      because: 'it turns off every check that `include` does not list, and our controls are all judged; start with a baseline, `cdk8s-hardened check --write-baseline`',
    }] : []),
  ];
}

/** https://www.checkov.io/2.Basics/CLI%20Command%20Reference.html, whose options are the keys of the file */
function checkov(data: Readonly<Record<string, unknown>>, file: string): Read[] {
  return [
    ...names(data['skip-check']).map((check): Read => (/[*?]/.test(check)
      ? { what: `checkov ${check}`, from: `${file}, skip-check`, because: 'it is a pattern, and a waiver names one control; name the checks' }
      : { tool: 'checkov', check, from: `${file}, skip-check`, object: ANY_OBJECT })),
    ...pathsLeftOut('checkov', `${file}, skip-path`, names(data['skip-path'])),
    ...(data.check === undefined ? [] : [{
      what: `checkov check: ${names(data.check).join(', ')}`, from: file,
      because: 'it turns off every other check, and our controls are all judged; start with a baseline, `cdk8s-hardened check --write-baseline`',
    }]),
  ];
}

const NO_MANIFEST: Readonly<Record<string, string>> = {
  vulnerabilities: 'it is about a vulnerability and no manifest; say so in OpenVEX, which `check --scan-reports` reads (docs/images.md)',
  secrets: 'it is about a secret in a file; our controls have names of their own, so run `cdk8s-hardened check` and waive what has to stay',
  licenses: 'it is about the license of a package, which no control judges; keep it with Trivy',
};

/** https://github.com/aquasecurity/trivy/blob/main/pkg/result/ignore.go */
function trivy(data: Readonly<Record<string, unknown>>, file: string, objectsIn: ObjectsIn): Read[] {
  const others = Object.entries(NO_MANIFEST).flatMap(([key, because]) => elementsOf(data[key])
    .map((one): NotCarried => ({ what: `trivy ${names([valueAt(one, '/id')]).join('') || key}`, from: `${file}, ${key}`, because })));
  return [...others, ...elementsOf(data.misconfigurations).flatMap((one) => trivyFinding(one, `${file}, misconfigurations`, objectsIn))];
}

function trivyFinding(finding: unknown, from: string, objectsIn: ObjectsIn): Read[] {
  const check = valueAt(finding, '/id');
  if (typeof check !== 'string') return [{ what: 'trivy entry without id', from, because: 'it names no check; correct it' }];
  const paths = names(valueAt(finding, '/paths'));
  const objects = paths.length === 0 ? [ANY_OBJECT] : objectsIn(globMatcher(paths));
  if (objects.length === 0) return [{ what: `trivy ${check}`, from, because: `it is limited to ${paths.join(', ')}, where no manifest was found; name the folder of the manifests, too` }];
  const [end, statement] = [valueAt(finding, '/expired_at'), valueAt(finding, '/statement')];
  return objects.map((object) => ({ tool: 'trivy', check, from, object, expires: lastDayBefore(end), ...(typeof statement === 'string' && { reason: statement }) }));
}

/** The lines of a `.trivyignore`, of which each is an id, perhaps with an end. */
export function ignoreListExceptions(text: string, file: string): Read[] {
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')).map((line): Read => {
    const [check, ...fields] = line.split(/\s+/);
    if (!/KSV|KCV/i.test(check)) return { what: `trivy ${check}`, from: file, because: /^(CVE|GHSA)-/.test(check) ? NO_MANIFEST.vulnerabilities : 'it is no check of Kubernetes; keep it with Trivy' };
    return { tool: 'trivy', check, from: file, object: ANY_OBJECT, expires: lastDayBefore(fields.find((one) => one.startsWith('exp:'))?.slice('exp:'.length)) };
  });
}

/** https://github.com/cdklabs/cdk-nag#suppressing-a-rule: it judges resources of CloudFormation. */
function cdkNag(data: Readonly<Record<string, unknown>>, file: string): Read[] {
  const resources = Object.entries(isObject(data.Resources) ? data.Resources : {});
  const places = [['the stack', data] as const, ...resources];
  return places.flatMap(([name, one]) => elementsOf(valueAt(one, '/Metadata/cdk_nag/rules_to_suppress')).map((rule): NotCarried => ({
    what: `cdk-nag ${names([valueAt(rule, '/id')]).join('') || 'rule without id'}`, from: `${file}, ${name}`,
    because: 'it is about a resource of AWS and no manifest; keep it with cdk-nag',
  })));
}
