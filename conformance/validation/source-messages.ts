import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { moduleFolder } from '../go-module';

/** A place in the source of Kubernetes that reports an error about a field. */
export interface SourceMessage {
  /** The file as a coverage profile names it, by the import path of its package. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly inFunction: string;
  /** The code that reports it, to the end of its line and the next. */
  readonly text: string;
}

interface Package { readonly module: string; readonly folder: string; readonly roots: readonly string[] }

const ofKubernetes = (group: string, ...roots: readonly string[]): Package => ({ module: 'k8s.io/kubernetes', folder: `pkg/apis/${group}/validation`, roots });

/** The packages that validate the kinds of the suite, and what the strategy of each kind calls for an object that is created. */
export const PACKAGES: readonly Package[] = [
  ofKubernetes('core', 'ValidatePodCreate', 'ValidatePodTemplate', 'ValidateServiceCreate', 'ValidateReplicationController', 'ValidateConfigMap', 'ValidateSecret',
    'ValidatePersistentVolume', 'ValidatePersistentVolumeClaim', 'ValidateResourceQuota', 'ValidateLimitRange', 'ValidateServiceAccount', 'ValidateNamespace'),
  ofKubernetes('apps', 'ValidateDeployment', 'ValidateDaemonSet', 'ValidateReplicaSet', 'ValidateStatefulSet'),
  ofKubernetes('batch', 'ValidateJobCreate', 'ValidateCronJobCreate'),
  ofKubernetes('networking', 'ValidateIngressCreate', 'ValidateNetworkPolicy'),
  ofKubernetes('autoscaling', 'ValidateHorizontalPodAutoscaler'),
  ofKubernetes('policy', 'ValidatePodDisruptionBudget'),
  ofKubernetes('storage', 'ValidateStorageClass'),
  ofKubernetes('scheduling', 'ValidatePriorityClass'),
  ofKubernetes('rbac', 'ValidateRole', 'ValidateRoleBinding', 'ValidateClusterRole', 'ValidateClusterRoleBinding'),
  ofKubernetes('admissionregistration', 'ValidateValidatingWebhookConfiguration', 'ValidateMutatingWebhookConfiguration', 'ValidateValidatingAdmissionPolicy',
    'ValidateValidatingAdmissionPolicyBinding', 'ValidateMutatingAdmissionPolicy', 'ValidateMutatingAdmissionPolicyBinding'),
  { module: 'k8s.io/apiextensions-apiserver', folder: 'pkg/apis/apiextensions/validation', roots: ['ValidateCustomResourceDefinition'] },
];

export const importPathOf = ({ module, folder }: Package): string => `${module}/${folder}`;

/** A declaration at the top of a file. gofmt ends it with the first line that starts with its closing bracket. */
interface Declaration {
  readonly names: readonly string[];
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly imports: ReadonlyMap<string, string>;
}

const START = /^(?:func (?:\([^)]*\) )?(\w+)|(?:var|const) (\w+)|(?:var|const) \()/;
const ERROR = /\bfield\.(?:Invalid|Required|Forbidden|NotSupported|Duplicate|TooLong|TooLongMaxLength|TooMany|TypeInvalid|NotFound)\(/g;

function declarationsIn(file: string, source: string): Declaration[] {
  const imports = new Map([...source.matchAll(/^\t(?:(\w+) )?"([^"]+)"$/gm)].map(([, alias, path]) => [alias ?? path.slice(path.lastIndexOf('/') + 1), path]));
  const lines = source.split('\n');
  return lines.flatMap((first, i) => {
    const start = START.exec(first);
    if (!start) return [];
    const isFunction = start[1] !== undefined;
    const isBlock = isFunction || /^(?:var|const) \($/.test(first);
    const end = lines.findIndex((line, j) => (isBlock ? j > i && /^[)}]/.test(line) : j >= i && (lines[j + 1] ?? '') === ''));
    const text = lines.slice(i, end + 1).join('\n');
    const name = start[1] ?? start[2];
    const names = name === undefined ? [...text.matchAll(/^\t(\w+)(?:, \w+)* +(?:\S+ )?=/gm)].map(([, one]) => one) : [name];
    return [{ names, file, line: i + 1, text, imports }];
  });
}

/** The places of errors in a declaration, outside of comments. */
function messagesIn({ names, file, line, text }: Declaration): SourceMessage[] {
  const lines = text.split('\n');
  return lines.flatMap((content, i) => {
    const code = content.replace(/\/\/.*$/, '');
    return [...code.matchAll(ERROR)].map((match) => (
      { file, line: line + i, column: match.index + 1, inFunction: names[0] ?? '', text: `${content.slice(match.index)} ${(lines[i + 1] ?? '').trim()}` }));
  });
}

/** The errors that the validation of a new object of these kinds can come to: what its functions call, by name. */
export function sourceMessages(kubernetes: string): SourceMessage[] {
  const byPackage = new Map(PACKAGES.map((one) => {
    const version = one.module === 'k8s.io/kubernetes' ? kubernetes : kubernetes.replace(/^v1/, 'v0');
    const folder = join(moduleFolder(one.module, version), one.folder);
    const files = readdirSync(folder).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go')).sort();
    const all = files.flatMap((name) => declarationsIn(`${importPathOf(one)}/${name}`, readFileSync(join(folder, name), 'utf8')));
    const byName = new Map<string, Declaration[]>();
    for (const declaration of all) for (const name of declaration.names) byName.set(name, [...byName.get(name) ?? [], declaration]);
    return [importPathOf(one), byName];
  }));
  const reached = new Set<Declaration>();
  const visit = (path: string, name: string): void => {
    for (const declaration of byPackage.get(path)?.get(name) ?? []) {
      if (reached.has(declaration)) continue;
      reached.add(declaration);
      for (const [, qualifier, called] of declaration.text.replace(/\/\/.*$/gm, '').matchAll(/(?:(\w+)\.)?(\w+)/g)) {
        const target = qualifier === undefined ? path : declaration.imports.get(qualifier) ?? path;
        if (called !== name) visit(target, called);
      }
    }
  };
  for (const one of PACKAGES) for (const root of one.roots) visit(importPathOf(one), root);
  return [...reached].flatMap(messagesIn);
}
