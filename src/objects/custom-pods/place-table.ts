/* eslint-disable @stylistic/max-len */

// Where the kinds that people run beside those of Kubernetes keep pods and parts of pods; `PlaceKind` says what the first words mean. Each kind stands
// below the definition or reference that shows its places. A kind may leave some out: whatever looks like a pod elsewhere is inconclusive.

type PlaceLines = readonly string[];

const TEMPLATE: PlaceLines = ['pod /spec/template/spec'];
const PART_TEMPLATE: PlaceLines = ['part /spec/podTemplate/spec', 'image /spec/image'];
const NO_PODS: PlaceLines = ['none'];

/** The steps of Tekton. */
const task = (spec: string): PlaceLines => [`container ${spec}/steps/*`, `container ${spec}/sidecars/*`, `container ${spec}/stepTemplate`, `volumes ${spec}/volumes`];
const pipeline = (spec: string): PlaceLines => [...task(`${spec}/tasks/*/taskSpec`), ...task(`${spec}/finally/*/taskSpec`)];

/** A template of Argo Workflows. */
const step = (at: string): PlaceLines => [
  `part ${at}`, `container ${at}/container`, `container ${at}/script`, `part ${at}/containerSet`, `container ${at}/sidecars/*`, `patch ${at}/podSpecPatch`,
];
const steps = (at: string): PlaceLines => [...step(at), ...step(`${at}/dag/tasks/*/inline`), ...step(`${at}/steps/*/*/inline`)];
const workflow = (spec: string): PlaceLines => [`part ${spec}`, `patch ${spec}/podSpecPatch`, ...steps(`${spec}/templates/*`), ...steps(`${spec}/templateDefaults`)];
const analysis: PlaceLines = ['pod /spec/metrics/*/provider/job/spec/template/spec'];

const rayCluster = (spec: string): PlaceLines => [
  `pod ${spec}/headGroupSpec/template/spec`, `pod ${spec}/workerGroupSpecs/*/template/spec`, `container ${spec}/autoscalerOptions`,
];

/** The driver or the executors of Spark: the security context is that of the container. */
const sparkPods = (at: string): PlaceLines => [`part ${at}`, `container ${at}`, `podContext ${at}/podSecurityContext`, `container ${at}/sidecars/*`, `part ${at}/template/spec`];
const spark = (spec: string): PlaceLines => [...sparkPods(`${spec}/driver`), ...sparkPods(`${spec}/executor`), `volumes ${spec}/volumes`, `image ${spec}/image`];

/** A component of Strimzi; the keys of its template are those of its containers, and `pod`. */
const strimzi = (at: string): PlaceLines => [`part ${at}/template/pod`, `container ${at}/template/*`, `image ${at}/image`];

/** What OpenTelemetry makes: the security context is that of the container. */
const telemetry = (at: string): PlaceLines => [`part ${at}`, `container ${at}`, `podContext ${at}/podSecurityContext`, `container ${at}/additionalContainers/*`];

const solver = (at: string): PlaceLines => [`part ${at}/http01/ingress/podTemplate/spec`, `part ${at}/http01/gatewayHTTPRoute/podTemplate/spec`];
const envoy = (at: string): PlaceLines => [`part ${at}/pod`, `container ${at}/container`, `part ${at}`];
const percona = (at: string): PlaceLines => [
  `context ${at}/containerSecurityContext`, `podContext ${at}/podSecurityContext`, `container ${at}/sidecars/*`, `volumes ${at}/sidecarVolumes`, `image ${at}/image`,
];

/** The rules of Kyverno: patterns, but for the objects that a rule generates. https://kyverno.io/docs/policy-types/cluster-policy/generate/ */
const kyvernoRules: PlaceLines = ['match', 'exclude', 'context', 'preconditions', 'validate', 'mutate', 'verifyImages', 'celPreconditions']
  .map((field) => `none /spec/rules/*/${field}`);

/** A virtual machine of KubeVirt; each volume is one of the pod that runs it. */
const virtualMachine = (spec: string): PlaceLines => [
  `volume ${spec}/volumes/*`, `image ${spec}/volumes/*/containerDisk/image`, `image ${spec}/domain/firmware/kernelBoot/container/image`,
];

/** The places of each kind, by its group and name; `*` for the other kinds of a group. */
export const PLACE_LINES: Readonly<Record<string, PlaceLines>> = {
  // https://github.com/kubernetes/kubernetes/blob/v1.15.12/staging/src/k8s.io/api/extensions/v1beta1/types.go (removed in 1.16, and still in old files)
  'extensions/DaemonSet': TEMPLATE,
  'extensions/Deployment': TEMPLATE,
  'extensions/ReplicaSet': TEMPLATE,

  // https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/controller/history/controller_history.go (the pod template that a rollback restores)
  'apps/ControllerRevision': ['part /data/spec/template/spec'],

  // https://tekton.dev/docs/pipelines/pipeline-api/
  'tekton.dev/Task': task('/spec'),
  'tekton.dev/ClusterTask': task('/spec'),
  'tekton.dev/StepAction': ['container /spec'],
  'tekton.dev/TaskRun': [...task('/spec/taskSpec'), 'part /spec/podTemplate'],
  'tekton.dev/Pipeline': pipeline('/spec'),
  'tekton.dev/PipelineRun': [
    ...pipeline('/spec/pipelineSpec'), 'part /spec/taskRunTemplate/podTemplate', 'part /spec/podTemplate', 'part /spec/taskRunSpecs/*/podTemplate',
    'part /spec/taskRunSpecs/*/taskPodTemplate',
  ],
  // https://tekton.dev/docs/triggers/eventlisteners/#specifying-a-kubernetesresource-object
  'triggers.tekton.dev/EventListener': ['part /spec/resources/kubernetesResource/spec/template/spec'],

  // https://argo-workflows.readthedocs.io/en/latest/fields/
  'argoproj.io/Workflow': workflow('/spec'),
  'argoproj.io/WorkflowTemplate': workflow('/spec'),
  'argoproj.io/ClusterWorkflowTemplate': workflow('/spec'),
  'argoproj.io/CronWorkflow': workflow('/spec/workflowSpec'),
  // https://github.com/argoproj/argo-events/blob/master/api/sensor.md and event-source.md
  'argoproj.io/Sensor': ['part /spec/template', 'container /spec/template/container'],
  'argoproj.io/EventSource': ['part /spec/template', 'container /spec/template/container'],
  // https://argoproj.github.io/argo-rollouts/features/specification/
  'argoproj.io/Rollout': TEMPLATE,
  // https://argoproj.github.io/argo-rollouts/features/experiment/ and analysis/
  'argoproj.io/Experiment': ['pod /spec/templates/*/template/spec'],
  'argoproj.io/AnalysisTemplate': analysis,
  'argoproj.io/ClusterAnalysisTemplate': analysis,
  'argoproj.io/AnalysisRun': analysis,
  // https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/ (values of charts, and patches)
  'argoproj.io/Application': NO_PODS,
  'argoproj.io/ApplicationSet': NO_PODS,

  // https://knative.dev/docs/serving/reference/serving-api/
  'serving.knative.dev/Configuration': TEMPLATE,
  'serving.knative.dev/Revision': ['pod /spec'],
  'serving.knative.dev/Service': TEMPLATE,
  // https://knative.dev/docs/eventing/custom-event-source/containersource/
  'sources.knative.dev/ContainerSource': TEMPLATE,

  // https://github.com/ray-project/kuberay/tree/v1.5.0/ray-operator/config/crd/bases
  'ray.io/RayCluster': rayCluster('/spec'),
  'ray.io/RayJob': [...rayCluster('/spec/rayClusterSpec'), 'pod /spec/submitterPodTemplate/spec'],
  'ray.io/RayService': rayCluster('/spec/rayClusterConfig'),

  // https://jobset.sigs.k8s.io/docs/reference/jobset.v1alpha2/
  'jobset.x-k8s.io/JobSet': ['pod /spec/replicatedJobs/*/template/spec/template/spec'],
  // https://lws.sigs.k8s.io/docs/reference/leaderworkerset.v1/
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': ['pod /spec/leaderWorkerTemplate/leaderTemplate/spec', 'pod /spec/leaderWorkerTemplate/workerTemplate/spec'],

  // https://github.com/kubeflow/training-operator/tree/v1.8.1/manifests/base/crds
  'kubeflow.org/MPIJob': ['pod /spec/mpiReplicaSpecs/*/template/spec'],
  'kubeflow.org/MXJob': ['pod /spec/mxReplicaSpecs/*/template/spec'],
  'kubeflow.org/PaddleJob': ['pod /spec/paddleReplicaSpecs/*/template/spec'],
  'kubeflow.org/PyTorchJob': ['pod /spec/pytorchReplicaSpecs/*/template/spec'],
  'kubeflow.org/TFJob': ['pod /spec/tfReplicaSpecs/*/template/spec'],
  'kubeflow.org/XGBoostJob': ['pod /spec/xgbReplicaSpecs/*/template/spec'],
  // https://github.com/kubeflow/kubeflow/blob/v1.9.2/components/notebook-controller/api/v1/notebook_types.go
  'kubeflow.org/Notebook': TEMPLATE,
  // https://github.com/kubeflow/trainer/tree/v2.0.0/manifests/base/crds
  'trainer.kubeflow.org/ClusterTrainingRuntime': ['pod /spec/template/spec/replicatedJobs/*/template/spec/template/spec'],
  'trainer.kubeflow.org/TrainingRuntime': ['pod /spec/template/spec/replicatedJobs/*/template/spec/template/spec'],
  'trainer.kubeflow.org/TrainJob': ['part /spec/podSpecOverrides/*', 'container /spec/trainer'],

  // https://github.com/kubeflow/spark-operator/blob/master/docs/api-docs.md
  'sparkoperator.k8s.io/SparkApplication': spark('/spec'),
  'sparkoperator.k8s.io/ScheduledSparkApplication': spark('/spec/template'),
  // https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-main/docs/custom-resource/reference/
  'flink.apache.org/FlinkDeployment': [...PART_TEMPLATE, 'part /spec/jobManager/podTemplate/spec', 'part /spec/taskManager/podTemplate/spec'],

  // https://strimzi.io/docs/operators/latest/configuring
  'kafka.strimzi.io/Kafka': [...strimzi('/spec/*'), 'image /spec/entityOperator/*/image'],
  'kafka.strimzi.io/*': strimzi('/spec'),

  // https://github.com/prometheus-operator/prometheus-operator/tree/v0.85.0/example/prometheus-operator-crd
  'monitoring.coreos.com/Alertmanager': ['part /spec'],
  'monitoring.coreos.com/Prometheus': ['part /spec', 'container /spec/thanos'],
  'monitoring.coreos.com/PrometheusAgent': ['part /spec'],
  'monitoring.coreos.com/ThanosRuler': ['part /spec'],
  // https://github.com/open-telemetry/opentelemetry-operator/tree/main/docs/api
  'opentelemetry.io/OpenTelemetryCollector': [...telemetry('/spec'), ...telemetry('/spec/targetAllocator')],
  'opentelemetry.io/OpAMPBridge': telemetry('/spec'),
  'opentelemetry.io/TargetAllocator': telemetry('/spec'),
  'opentelemetry.io/Instrumentation': ['container /spec/*'],

  // https://www.elastic.co/docs/reference/cloud-on-k8s/main
  'elasticsearch.k8s.elastic.co/Elasticsearch': ['part /spec/nodeSets/*/podTemplate/spec', 'image /spec/image'],
  'kibana.k8s.elastic.co/Kibana': PART_TEMPLATE,
  'apm.k8s.elastic.co/ApmServer': PART_TEMPLATE,
  'enterprisesearch.k8s.elastic.co/EnterpriseSearch': PART_TEMPLATE,
  'maps.k8s.elastic.co/ElasticMapsServer': PART_TEMPLATE,
  'logstash.k8s.elastic.co/Logstash': PART_TEMPLATE,
  'beat.k8s.elastic.co/Beat': ['part /spec/daemonSet/podTemplate/spec', 'part /spec/deployment/podTemplate/spec', 'image /spec/image'],
  'agent.k8s.elastic.co/Agent': [
    'part /spec/daemonSet/podTemplate/spec', 'part /spec/deployment/podTemplate/spec', 'part /spec/statefulSet/podTemplate/spec', 'image /spec/image',
  ],

  // https://github.com/minio/operator/blob/v6.0.4/docs/tenant_crd.adoc
  'minio.min.io/Tenant': [
    'part /spec', 'podContext /spec/pools/*/securityContext', 'context /spec/pools/*/containerSecurityContext', 'part /spec/sideCars',
    'volumes /spec/additionalVolumes', 'podContext /spec/kes/securityContext', 'context /spec/kes/containerSecurityContext', 'image /spec/kes/image',
  ],
  // https://github.com/kedacore/keda/blob/v2.21.0/config/crd/bases/keda.sh_scaledjobs.yaml
  'keda.sh/ScaledJob': ['pod /spec/jobTargetRef/template/spec'],

  // https://openkruise.io/docs/user-manuals/cloneset and its neighbours
  'apps.kruise.io/BroadcastJob': TEMPLATE,
  'apps.kruise.io/CloneSet': TEMPLATE,
  'apps.kruise.io/DaemonSet': TEMPLATE,
  'apps.kruise.io/StatefulSet': TEMPLATE,
  'apps.kruise.io/AdvancedCronJob': ['pod /spec/template/jobTemplate/spec/template/spec', 'pod /spec/template/broadcastJobTemplate/spec/template/spec'],
  'apps.kruise.io/UnitedDeployment': ['pod /spec/template/*/spec/template/spec'],
  'apps.kruise.io/SidecarSet': ['part /spec'],
  'apps.kruise.io/ImagePullJob': ['image /spec/image'],

  // https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/
  'postgresql.cnpg.io/Cluster': ['podContext /spec', 'image /spec/imageName'],
  'postgresql.cnpg.io/Pooler': ['part /spec/template/spec'],
  // https://github.com/zalando/postgres-operator/blob/v1.14.0/docs/reference/cluster_manifest.md
  'acid.zalan.do/postgresql': [
    'part /spec', 'container /spec/sidecars/*', 'image /spec/dockerImage', 'image /spec/connectionPooler/dockerImage', 'volume /spec/additionalVolumes/*/volumeSource',
  ],
  // https://docs.percona.com/percona-operator-for-mysql/pxc/operator.html
  'pxc.percona.com/PerconaXtraDBCluster': percona('/spec/*'),
  // https://docs.percona.com/percona-operator-for-mongodb/operator.html
  'psmdb.percona.com/PerconaServerMongoDB': [...percona('/spec/replsets/*'), ...percona('/spec/sharding/*'), 'image /spec/image'],

  // https://github.com/cert-manager/cert-manager/tree/v1.21.2/deploy/crds
  'acme.cert-manager.io/Challenge': solver('/spec/solver'),
  'cert-manager.io/ClusterIssuer': solver('/spec/acme/solvers/*'),
  'cert-manager.io/Issuer': solver('/spec/acme/solvers/*'),

  // https://github.com/actions/actions-runner-controller/tree/master/apis
  'actions.github.com/AutoscalingRunnerSet': ['part /spec/template/spec', 'part /spec/listenerTemplate/spec'],
  'actions.summerwind.dev/Runner': ['part /spec'],
  'actions.summerwind.dev/RunnerDeployment': ['part /spec/template/spec'],
  'actions.summerwind.dev/RunnerReplicaSet': ['part /spec/template/spec'],
  'actions.summerwind.dev/RunnerSet': ['part /spec/template/spec'],

  // https://github.com/envoyproxy/gateway/blob/v1.9.1/charts/gateway-helm/charts/crds/crds/generated/gateway.envoyproxy.io_envoyproxies.yaml
  'gateway.envoyproxy.io/EnvoyProxy': [...envoy('/spec/provider/kubernetes/envoyDeployment'), ...envoy('/spec/provider/kubernetes/envoyDaemonSet')],

  // https://volcano.sh/en/docs/vcjob/
  'batch.volcano.sh/Job': ['pod /spec/tasks/*/template/spec'],
  // https://agones.dev/site/docs/reference/gameserver/ and fleet/
  'agones.dev/GameServer': TEMPLATE,
  'agones.dev/GameServerSet': ['pod /spec/template/spec/template/spec'],
  'agones.dev/Fleet': ['pod /spec/template/spec/template/spec'],

  // https://cluster-api.sigs.k8s.io/reference/api/crd-reference (volumes of the control plane, which subjects of their own are about)
  'bootstrap.cluster.x-k8s.io/KubeadmConfig': ['none /spec/clusterConfiguration'],
  'bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate': ['none /spec/template/spec/clusterConfiguration'],
  'controlplane.cluster.x-k8s.io/KubeadmControlPlane': ['none /spec/kubeadmConfigSpec/clusterConfiguration'],
  'controlplane.cluster.x-k8s.io/KubeadmControlPlaneTemplate': ['none /spec/template/spec/kubeadmConfigSpec/clusterConfiguration'],

  // https://docs.crossplane.io/latest/packages/providers/#runtime-configuration
  'pkg.crossplane.io/DeploymentRuntimeConfig': ['part /spec/deploymentTemplate/spec/template/spec'],
  // https://fluxcd.io/flux/components/helm/helmreleases/ (values of charts, and patches)
  'helm.toolkit.fluxcd.io/HelmRelease': NO_PODS,
  // https://fluxcd.io/flux/components/kustomize/kustomizations/#patches (patches)
  'kustomize.toolkit.fluxcd.io/*': NO_PODS,
  // https://docs.k3s.io/add-ons/helm
  'helm.cattle.io/*': NO_PODS,
  // https://docs.okd.io/latest/rest_api/workloads_apis/deploymentconfig-apps-openshift-io-v1.html
  'apps.openshift.io/DeploymentConfig': TEMPLATE,
  // https://olm.operatorframework.io/docs/concepts/crds/clusterserviceversion/
  'operators.coreos.com/ClusterServiceVersion': ['pod /spec/install/spec/deployments/*/spec/template/spec'],

  // https://kubevirt.io/user-guide/storage/disks_and_volumes/
  'kubevirt.io/VirtualMachine': virtualMachine('/spec/template/spec'),
  'kubevirt.io/VirtualMachineInstance': virtualMachine('/spec'),
  'kubevirt.io/VirtualMachineInstanceReplicaSet': virtualMachine('/spec/template/spec'),
  'pool.kubevirt.io/VirtualMachinePool': virtualMachine('/spec/virtualMachineTemplate/spec/template/spec'),

  // https://kyverno.io/docs/policy-types/ (patterns)
  'kyverno.io/*': NO_PODS,
  'kyverno.io/ClusterPolicy': kyvernoRules,
  'kyverno.io/Policy': kyvernoRules,
  'policies.kyverno.io/*': NO_PODS,
  // https://open-policy-agent.github.io/gatekeeper/website/docs/howto/ and mutation/ (patterns)
  'config.gatekeeper.sh/*': NO_PODS,
  'constraints.gatekeeper.sh/*': NO_PODS,
  'expansion.gatekeeper.sh/*': NO_PODS,
  'mutations.gatekeeper.sh/*': NO_PODS,
  'templates.gatekeeper.sh/*': NO_PODS,
  // https://docs.kubewarden.io/reference/CRDs (patterns)
  'policies.kubewarden.io/*': NO_PODS,
  // https://karmada.io/docs/userguide/scheduling/override-policy (patches)
  'policy.karmada.io/*': NO_PODS,
  // https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ (patches)
  'kustomize.config.k8s.io/*': NO_PODS,
};
