/** Where kinds that Kubernetes does not bring keep the specs of their pods, as JSON pointers; `*` stands for every element of a list or map. */
export type CustomPodSpecs = Readonly<Record<string, readonly string[]>>;

const TEMPLATE = ['/spec/template/spec'];

/** Well-known custom kinds that describe pods, with their group. */
export const CUSTOM_POD_SPECS: CustomPodSpecs = {
  // https://argoproj.github.io/argo-rollouts/features/specification/
  'argoproj.io/Rollout': TEMPLATE,
  // https://openkruise.io/docs/user-manuals/cloneset and its neighbours
  'apps.kruise.io/BroadcastJob': TEMPLATE,
  'apps.kruise.io/CloneSet': TEMPLATE,
  'apps.kruise.io/DaemonSet': TEMPLATE,
  'apps.kruise.io/StatefulSet': TEMPLATE,
  'apps.kruise.io/AdvancedCronJob': ['/spec/template/jobTemplate/spec/template/spec', '/spec/template/broadcastJobTemplate/spec/template/spec'],
  // https://docs.okd.io/latest/rest_api/workloads_apis/deploymentconfig-apps-openshift-io-v1.html
  'apps.openshift.io/DeploymentConfig': TEMPLATE,
  // https://volcano.sh/en/docs/vcjob/
  'batch.volcano.sh/Job': ['/spec/tasks/*/template/spec'],
  // removed in 1.16, and still in old files
  'extensions/DaemonSet': TEMPLATE,
  'extensions/Deployment': TEMPLATE,
  'extensions/ReplicaSet': TEMPLATE,
  // https://knative.dev/docs/serving/reference/serving-api/
  'serving.knative.dev/Configuration': TEMPLATE,
  'serving.knative.dev/Revision': ['/spec'],
  'serving.knative.dev/Service': TEMPLATE,
};

/** Whether a kind takes only a part of a pod's fields and names its containers itself, as Knative does. https://knative.dev/docs/serving/configuration/feature-flags/ */
export function takesPartOfPod(kind: string): boolean {
  return kind.startsWith('serving.knative.dev/');
}
