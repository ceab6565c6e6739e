import { spawnSync } from 'child_process';
import { join } from 'path';
import { ComponentRules } from './component-rules';
import { ruleKey } from './enforcement';
import { MergedTypes, mergeTypes } from './merged-types';
import { OpenApi, OpenApiSchema } from './open-api';
import { build, moduleFolder } from '../go-module';
import { KUBERNETES_VERSIONS } from '../releases';

/** Modules of the staging area, which have a version of their own. */
const MODULES = ['api', 'apimachinery', 'apiserver', 'component-base', 'kube-proxy', 'kubelet', 'pod-security-admission'];

/** The packages that hold configuration files of components, with their API version. */
const PACKAGES: Readonly<Record<string, string>> = {
  'k8s.io/kubelet/config/v1beta1': 'kubelet.config.k8s.io/v1beta1',
  'k8s.io/kubelet/config/v1': 'kubelet.config.k8s.io/v1',
  'k8s.io/kube-proxy/config/v1alpha1': 'kubeproxy.config.k8s.io/v1alpha1',
  'k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm/v1beta4': 'kubeadm.k8s.io/v1beta4',
  'k8s.io/apiserver/pkg/apis/audit/v1': 'audit.k8s.io/v1',
  'k8s.io/apiserver/pkg/apis/apiserver/v1': 'apiserver.config.k8s.io/v1',
  'k8s.io/apiserver/pkg/apis/apiserver/v1beta1': 'apiserver.config.k8s.io/v1beta1',
  'k8s.io/apiserver/pkg/apis/apiserver/v1alpha1': 'apiserver.config.k8s.io/v1alpha1',
  'k8s.io/pod-security-admission/admission/api/v1': 'pod-security.admission.config.k8s.io/v1',
  'k8s.io/kubernetes/plugin/pkg/admission/eventratelimit/apis/eventratelimit/v1alpha1': 'eventratelimit.admission.k8s.io/v1alpha1',
};

/** The types of the configuration files of components, from the Go source of one version of Kubernetes. */
function readComponentTypes(kubernetes: string): OpenApi {
  const staged = kubernetes.replace('v1.', 'v0.');
  const folders = Object.fromEntries([
    ...MODULES.map((name) => [`k8s.io/${name}`, moduleFolder(`k8s.io/${name}`, staged)]), ['k8s.io/kubernetes', moduleFolder('k8s.io/kubernetes', kubernetes)],
  ]) as Record<string, string>;
  const program = build(join(__dirname, 'gotypes'));
  const { status, stdout, stderr } = spawnSync(program, { input: JSON.stringify({ folders, packages: PACKAGES }), encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`the Go source of Kubernetes ${kubernetes} cannot be read: ${stderr}`);
  const { definitions } = JSON.parse(stdout) as OpenApi;
  return { minor: Number(kubernetes.split('.')[1]), definitions: Object.fromEntries(Object.entries(definitions).map(inItsGroup)), enums: new Map() };
}

/** These two kinds are registered in another group than the others of their packages. */
function inItsGroup([name, schema]: [string, OpenApiSchema]): [string, OpenApiSchema] {
  const [kind] = schema['x-kubernetes-group-version-kind'] ?? [];
  const isOther = kind?.kind === 'EgressSelectorConfiguration' || (kind?.kind === 'AdmissionConfiguration' && kind.version === 'v1alpha1');
  return [name, isOther ? { ...schema, 'x-kubernetes-group-version-kind': [{ ...kind, group: 'apiserver.k8s.io' }] } : schema];
}

/** Of a container of a Windows node, which the component refuses elsewhere. */
const KUBE_PROXY_MODE = 'values k8s.io/kube-proxy/config/v1alpha1.KubeProxyConfiguration mode';

/** The types of all versions, with what the components were found to want. */
export function componentTypes(rules: ComponentRules): MergedTypes {
  const merged = mergeTypes(KUBERNETES_VERSIONS.map(readComponentTypes), (schema) => schema['x-kubernetes-group-version-kind'] !== undefined);
  const valuesOf = (key: string): readonly string[] | undefined => {
    const values = rules[key];
    return Array.isArray(values) ? [...values as string[], ...(key === KUBE_PROXY_MODE ? ['kernelspace'] : [])] : undefined;
  };
  const typed = [...merged.types].map(([type, { fields, ...span }]) => [type, {
    ...span, fields: fields.map((field) => ({
      ...field, required: rules[ruleKey('required', type, field.name)] === true,
      values: valuesOf(ruleKey('values', type, field.name))?.map((value) => ({ value, first: field.first, last: field.last })),
    })),
  }] as const);
  return { ...merged, types: new Map(typed) };
}
