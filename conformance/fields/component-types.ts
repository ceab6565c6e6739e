import { spawnSync } from 'child_process';
import { join } from 'path';
import { OpenApi } from './open-api';
import { KUBERNETES_VERSIONS } from '../releases';
import { build, moduleFolder } from '../go-module';

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
  'k8s.io/pod-security-admission/admission/api/v1': 'pod-security.admission.config.k8s.io/v1',
  'k8s.io/kubernetes/plugin/pkg/admission/eventratelimit/apis/eventratelimit/v1alpha1': 'eventratelimit.admission.k8s.io/v1alpha1',
};

/** The types of the configuration files of components, from the Go source of one version of Kubernetes. */
export function readComponentTypes(kubernetes: string): OpenApi {
  const staged = kubernetes.replace('v1.', 'v0.');
  const folders = Object.fromEntries([
    ...MODULES.map((name) => [`k8s.io/${name}`, moduleFolder(`k8s.io/${name}`, staged)]), ['k8s.io/kubernetes', moduleFolder('k8s.io/kubernetes', kubernetes)],
  ]) as Record<string, string>;
  const program = build(join(__dirname, 'gotypes'));
  const { status, stdout, stderr } = spawnSync(program, { input: JSON.stringify({ folders, packages: PACKAGES }), encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`the Go source of Kubernetes ${kubernetes} cannot be read: ${stderr}`);
  const { definitions } = JSON.parse(stdout) as OpenApi;
  return { minor: Number(kubernetes.split('.')[1]), definitions, enums: new Map() };
}

/** Those of all versions. */
export const componentTypes = (): readonly OpenApi[] => KUBERNETES_VERSIONS.map(readComponentTypes);
