// Made by conformance/fields/generate.ts from k8s.io/kubernetes v1.34.4, v1.35.4, v1.36.3, v1.37.2. Do not edit; `Tables` says how to read it.
export const BUILT_IN_TABLES = `34 37
admissionregistration.k8s.io/v1 MutatingAdmissionPolicy:0@36-37 MutatingAdmissionPolicyBinding:1@36-37 MutatingWebhookConfiguration:2 ValidatingAdmissionPolicy:3 ValidatingAdmissionPolicyBinding:4 ValidatingWebhookConfiguration:5
admissionregistration.k8s.io/v1alpha1 MutatingAdmissionPolicy:6 MutatingAdmissionPolicyBinding:7
admissionregistration.k8s.io/v1beta1 MutatingAdmissionPolicy:8 MutatingAdmissionPolicyBinding:9
apiextensions.k8s.io/v1 CustomResourceDefinition:10
apiregistration.k8s.io/v1 APIService:11
apps/v1 ControllerRevision:12 DaemonSet:13 Deployment:14 ReplicaSet:15 StatefulSet:16
authentication.k8s.io/v1 SelfSubjectReview:17 TokenRequest:18 TokenReview:19
authorization.k8s.io/v1 LocalSubjectAccessReview:20 SelfSubjectAccessReview:21 SelfSubjectRulesReview:22 SubjectAccessReview:23
autoscaling/v1 HorizontalPodAutoscaler:24 Scale:25
autoscaling/v2 HorizontalPodAutoscaler:26
batch/v1 CronJob:27 Job:28
certificates.k8s.io/v1 CertificateSigningRequest:29 ClusterTrustBundle:30@37-37 PodCertificateRequest:31@37-37
certificates.k8s.io/v1alpha1 ClusterTrustBundle:32@34-36 PodCertificateRequest:33@34-34
certificates.k8s.io/v1beta1 ClusterTrustBundle:34 PodCertificateRequest:35@35-37
coordination.k8s.io/v1 Lease:36
coordination.k8s.io/v1alpha2 LeaseCandidate:37
coordination.k8s.io/v1beta1 LeaseCandidate:38
discovery.k8s.io/v1 EndpointSlice:39
events.k8s.io/v1 Event:40
flowcontrol.apiserver.k8s.io/v1 FlowSchema:41 PriorityLevelConfiguration:42
internal.apiserver.k8s.io/v1alpha1 StorageVersion:43
lifecycle.k8s.io/v1alpha1 Eviction:44@37-37 EvictionRequest:45@37-37
networking.k8s.io/v1 IPAddress:46 Ingress:47 IngressClass:48 NetworkPolicy:49 ServiceCIDR:50
networking.k8s.io/v1beta1 IPAddress:51@34-36 ServiceCIDR:52@34-36
node.k8s.io/v1 RuntimeClass:53
policy/v1 Eviction:54 PodDisruptionBudget:55
rbac.authorization.k8s.io/v1 ClusterRole:56 ClusterRoleBinding:57 Role:58 RoleBinding:59
resource.k8s.io/v1 DeviceClass:60 DeviceTaintRule:61@37-37 ResourceClaim:62 ResourceClaimTemplate:63 ResourceSlice:64
resource.k8s.io/v1alpha3 DeviceTaintRule:65 ResourcePoolStatusRequest:66@36-37
resource.k8s.io/v1beta1 DeviceClass:67 ResourceClaim:68 ResourceClaimTemplate:69 ResourceSlice:70
resource.k8s.io/v1beta2 DeviceClass:71 DeviceTaintRule:72@36-37 ResourceClaim:73 ResourceClaimTemplate:74 ResourceSlice:75
scheduling.k8s.io/v1 PriorityClass:76
scheduling.k8s.io/v1alpha1 Workload:77@35-35
scheduling.k8s.io/v1alpha2 PodGroup:78@36-36 Workload:79@36-36
scheduling.k8s.io/v1alpha3 CompositePodGroup:80@37-37 PodGroup:81@37-37 Workload:82@37-37
scheduling.k8s.io/v1beta1 PodGroup:83@37-37 Workload:84@37-37
storage.k8s.io/v1 CSIDriver:85 CSINode:86 CSIStorageCapacity:87 StorageClass:88 VolumeAttachment:89 VolumeAttributesClass:90
storage.k8s.io/v1alpha1 VolumeAttributesClass:91@34-34
storage.k8s.io/v1beta1 VolumeAttributesClass:92@34-36
storagemigration.k8s.io/v1 StorageVersionMigration:93@37-37
storagemigration.k8s.io/v1alpha1 StorageVersionMigration:94@34-34
storagemigration.k8s.io/v1beta1 StorageVersionMigration:95@35-37
v1 Binding:96 ComponentStatus:97 ConfigMap:98 Endpoints:99 Event:100 LimitRange:101 Namespace:102 Node:103 PersistentVolume:104 PersistentVolumeClaim:105 Pod:106 PodTemplate:107 ReplicationController:108 ResourceQuota:109 Secret:110 Service:111 ServiceAccount:112

FQDN|IPv4|IPv6
Never|PreemptLowerPriority
Delete|Recycle|Retain|
Immediate|WaitForFirstConsumer
Fail|Ignore
IfNeeded|Never
Equivalent|Exact
None|NoneOnDryRun|Some|Unknown
Audit|Deny|Warn
OrderedReady|Parallel|
Allow|Forbid|Replace|
Indexed|NonIndexed
Failed|TerminatingOrFailed
any|cert sign|client auth|code signing|content commitment|crl sign|data encipherment|decipher only|digital signature|email protection|encipher only|ipsec end system|ipsec tunnel|ipsec user|key agreement|key encipherment|microsoft sgc|netscape sgc|ocsp signing|s/mime|server auth|signing|timestamping
SCTP|TCP|UDP
Egress|Ingress
AlwaysAllow|IfHealthyBudget
ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod
Block|Filesystem
ClusterFirst|ClusterFirstWithHostNet|Default|None|
Always|Never|OnFailure|
BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass
Cluster|Local
IPv4|IPv6
PreferDualStack|RequireDualStack|SingleStack
ClientIP|None|
ClusterIP|ExternalName|LoadBalancer|NodePort|
ApplyConfiguration|JSONPatch
*|CONNECT|CREATE|DELETE|UPDATE
*|Cluster|Namespaced
Allow|Deny
OnDelete|RollingUpdate|
Recreate|RollingUpdate|
OnDelete|Recreate@37-37|RollingUpdate|
NoExecute|NoSchedule|PreferNoSchedule|
Equal|Exists|Gt@35-37|Lt@35-37|
NoExecute|NoSchedule|None@35-37
SCTP|TCP|UDP|
NoExecute|NoSchedule|PreferNoSchedule
None|ReadOnly|ReadWrite
Dedicated|Managed|Shared
BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket|
Always|IfNotPresent|Never|
FallbackToLogsOnError|File|
Always|OnRootMismatch
Merge|Strict
Honor|Ignore
DoNotSchedule|ScheduleAnyway
Count|FailIndex|FailJob|Ignore
All|ExactCount|
Default|Unmasked
Bidirectional|HostToContainer|None
Localhost|RuntimeDefault|Unconfined
DoesNotExist|Exists|In|NotIn
In|NotIn
Exact|ImplementationSpecific|Prefix
DoesNotExist|Exists|Gt|In|Lt|NotIn
HTTP|HTTPS|
FieldValueDuplicate|FieldValueForbidden|FieldValueInvalid|FieldValueRequired
NoExecute|NoSchedule|None@35-37|
Equal|Exists|

apiVersion kind metadata:113 spec:114
apiVersion kind metadata:113 spec:115
apiVersion kind metadata:113 webhooks:[116#name
apiVersion kind metadata:113 spec:117 status:*
apiVersion kind metadata:113 spec:118!
apiVersion kind metadata:113 webhooks:[119#name
apiVersion kind metadata:113 spec:120
apiVersion kind metadata:113 spec:121
apiVersion kind metadata:113 spec:122
apiVersion kind metadata:113 spec:123
apiVersion kind metadata:113 spec:124! status:*
apiVersion kind metadata:113 spec:125 status:*
apiVersion data:*! kind metadata:113 revision:l
apiVersion kind metadata:113 spec:126! status:*
apiVersion kind metadata:113 spec:127! status:*
apiVersion kind metadata:113 spec:128! status:*
apiVersion kind metadata:113 spec:129! status:*
apiVersion kind metadata:113 status:*
apiVersion kind metadata:113 spec:130 status:*
apiVersion kind metadata:113 spec:131! status:*
apiVersion kind metadata:113 spec:132! status:*
apiVersion kind metadata:113 spec:133! status:*
apiVersion kind metadata:113 spec:134! status:*
apiVersion kind metadata:113 spec:132! status:*
apiVersion kind metadata:113 spec:135! status:*
apiVersion kind metadata:113 spec:136 status:*
apiVersion kind metadata:113 spec:137! status:*
apiVersion kind metadata:113 spec:138! status:*
apiVersion kind metadata:113 spec:139 status:*
apiVersion kind metadata:113 spec:140! status:*
apiVersion kind metadata:113 spec:141!
apiVersion kind metadata:113 spec:142! status:*
apiVersion kind metadata:113 spec:143
apiVersion kind metadata:113 spec:144 status:*
apiVersion kind metadata:113 spec:145!
apiVersion kind metadata:113 spec:146! status:*
apiVersion kind metadata:113 spec:147
apiVersion kind metadata:113 spec:148!
apiVersion kind metadata:113 spec:149!
addressType!~0 apiVersion endpoints:[150 kind metadata:113 ports:[151
action apiVersion deprecatedCount:i deprecatedFirstTimestamp:t deprecatedLastTimestamp:t deprecatedSource:152 eventTime:u! kind metadata:113 note reason regarding:153 related:153 reportingController reportingInstance series:154 type
apiVersion kind metadata:113 spec:155! status:*
apiVersion kind metadata:113 spec:156! status:*
apiVersion kind metadata:113! spec:157 status:*
apiVersion kind metadata:113 spec:158 status:*
apiVersion kind metadata:113 spec:159 status:*
apiVersion kind metadata:113 spec:160!
apiVersion kind metadata:113 spec:161 status:*
apiVersion kind metadata:113 spec:162
apiVersion kind metadata:113 spec:163
apiVersion kind metadata:113 spec:164 status:*
apiVersion kind metadata:113 spec:165
apiVersion kind metadata:113 spec:166 status:*
apiVersion handler! kind metadata:113 overhead:167 scheduling:168
apiVersion deleteOptions:169 kind metadata:113
apiVersion kind metadata:113 spec:170 status:*
aggregationRule:171 apiVersion kind metadata:113 rules:[172
apiVersion kind metadata:113 roleRef:173! subjects:[174
apiVersion kind metadata:113 rules:[172
apiVersion kind metadata:113 roleRef:173! subjects:[174
apiVersion kind metadata:113 spec:175
apiVersion kind metadata:113 spec:176! status:*
apiVersion kind metadata:113 spec:177 status:*
apiVersion kind metadata:113 spec:178
apiVersion kind metadata:113 spec:179!
apiVersion kind metadata:113 spec:180! status:*@35-37
apiVersion kind metadata:113! spec:181! status:*
apiVersion kind metadata:113 spec:182
apiVersion kind metadata:113 spec:183 status:*
apiVersion kind metadata:113 spec:184
apiVersion kind metadata:113 spec:185!
apiVersion kind metadata:113 spec:186
apiVersion kind metadata:113 spec:187! status:*
apiVersion kind metadata:113 spec:188 status:*
apiVersion kind metadata:113 spec:189
apiVersion kind metadata:113 spec:190!
apiVersion description globalDefault:b kind metadata:113 preemptionPolicy~1 value:i
apiVersion kind metadata:113 spec:191
apiVersion kind metadata:113 spec:192 status:*
apiVersion kind metadata:113 spec:193
apiVersion kind metadata:113 spec:194 status:*
apiVersion kind metadata:113 spec:195 status:*
apiVersion kind metadata:113 spec:196
apiVersion kind metadata:113 spec:197 status:*
apiVersion kind metadata:113 spec:198
apiVersion kind metadata:113 spec:199
apiVersion kind metadata:113 spec:200 status:*@37-37
apiVersion capacity:q kind maximumVolumeSize:Q metadata:113 nodeTopology:201 storageClassName!
allowVolumeExpansion:b allowedTopologies:[202 apiVersion kind metadata:113 mountOptions:[s parameters:{s provisioner! reclaimPolicy~2 volumeBindingMode~3
apiVersion kind metadata:113 spec:203! status:*
apiVersion driverName! kind metadata:113 parameters:{s
apiVersion driverName kind metadata:113 parameters:{s
apiVersion driverName kind metadata:113 parameters:{s
apiVersion kind metadata:113 spec:204 status:*
apiVersion kind metadata:113 spec:205 status:*
apiVersion kind metadata:113 spec:206 status:*
apiVersion kind metadata:113 target:153
apiVersion conditions:[207 kind metadata:113
apiVersion binaryData:{y data:{s immutable:b kind metadata:113
apiVersion kind metadata:113 subsets:[208
action apiVersion count:i eventTime:u firstTimestamp:t involvedObject:153 kind lastTimestamp:t message metadata:113! reason related:153 reportingComponent reportingInstance series:209 source:152 type
apiVersion kind metadata:113 spec:210
apiVersion kind metadata:113 spec:211 status:*
apiVersion kind metadata:113 spec:212 status:*
apiVersion kind metadata:113 spec:213 status:*
apiVersion kind metadata:113 spec:214 status:*
apiVersion kind metadata:113 spec:215 status:*
apiVersion kind metadata:113 template:216
apiVersion kind metadata:113 spec:217 status:*
apiVersion kind metadata:113 spec:218 status:*
apiVersion data:{y immutable:b kind metadata:113 stringData:{s type
apiVersion kind metadata:113 spec:219 status:*
apiVersion automountServiceAccountToken:b imagePullSecrets:[220 kind metadata:113 secrets:[153
annotations:{s creationTimestamp:t deletionGracePeriodSeconds:l deletionTimestamp:t finalizers:[s generateName generation:l labels:{s managedFields:[221 name namespace ownerReferences:[222 resourceVersion selfLink uid
failurePolicy~4 matchConditions:[223#name matchConstraints:224 mutations:[225 paramKind:226 reinvocationPolicy~5 variables:[227
matchResources:224 paramRef:228 policyName
admissionReviewVersions:[s! clientConfig:229! failurePolicy~4 matchConditions:[223#name matchPolicy~6 name! namespaceSelector:201 objectSelector:201 reinvocationPolicy~5 rules:[230 sideEffects!~7 timeoutSeconds:i
auditAnnotations:[231 failurePolicy~4 matchConditions:[223#name matchConstraints:224 paramKind:226 validations:[232 variables:[227
matchResources:224 paramRef:228 policyName! validationActions:[s!~8
admissionReviewVersions:[s! clientConfig:229! failurePolicy~4 matchConditions:[223#name matchPolicy~6 name! namespaceSelector:201 objectSelector:201 rules:[230 sideEffects!~7 timeoutSeconds:i
failurePolicy~4 matchConditions:[233#name matchConstraints:234 mutations:[235 paramKind:236 reinvocationPolicy~5 variables:[237
matchResources:234 paramRef:238 policyName
failurePolicy matchConditions:[239#name matchConstraints:240 mutations:[241 paramKind:242 reinvocationPolicy~5 variables:[243
matchResources:240 paramRef:244 policyName
conversion:245 group! names:246! preserveUnknownFields:b scope! versions:[247!
caBundle:y group groupPriorityMinimum:i! insecureSkipTLSVerify:b service:248 version versionPriority:i!
minReadySeconds:i revisionHistoryLimit:i selector:201! template:216! updateStrategy:249
minReadySeconds:i paused:b progressDeadlineSeconds:i replicas:i revisionHistoryLimit:i selector:201! strategy:250 template:216!
minReadySeconds:i replicas:i selector:201! template:216
minReadySeconds:i ordinals:251 persistentVolumeClaimRetentionPolicy:252 podManagementPolicy~9 replicas:i revisionHistoryLimit:i selector:201! serviceName template:216! updateStrategy:253 volumeClaimTemplates:[105
attestations:{[s@37-37 audiences:[s boundObjectRef:254 expirationSeconds:l
audiences:[s token!
extra:{[s groups:[s nonResourceAttributes:255 resourceAttributes:256 uid user
nonResourceAttributes:255 resourceAttributes:256
namespace
maxReplicas:i! minReplicas:i scaleTargetRef:257! targetCPUUtilizationPercentage:i
replicas:i
behavior:258 maxReplicas:i! metrics:[259 minReplicas:i scaleTargetRef:260!
concurrencyPolicy~10 failedJobsHistoryLimit:i jobTemplate:261! schedule! startingDeadlineSeconds:l successfulJobsHistoryLimit:i suspend:b timeZone
activeDeadlineSeconds:l backoffLimit:i backoffLimitPerIndex:i completionMode~11 completions:i managedBy manualSelector:b maxFailedIndexes:i parallelism:i podFailurePolicy:262 podReplacementPolicy~12 scheduling:263@37-37 selector:201 successPolicy:264 suspend:b template:216! ttlSecondsAfterFinished:i
expirationSeconds:i extra:{[s groups:[s request:y! signerName! uid usages:[s~13 username
signerName trustBundle!
maxExpirationSeconds:i nodeName! nodeUID! podName! podUID! serviceAccountName! serviceAccountUID! signerName! stubPKCS10Request:y! unverifiedUserAnnotations:{s
signerName trustBundle
maxExpirationSeconds:i nodeName nodeUID pkixPublicKey:y podName podUID proofOfPossession:y serviceAccountName serviceAccountUID signerName
signerName trustBundle!
maxExpirationSeconds:i nodeName! nodeUID! pkixPublicKey:y podName! podUID! proofOfPossession:y serviceAccountName! serviceAccountUID! signerName! stubPKCS10Request:y@36-37 unverifiedUserAnnotations:{s
acquireTime:u holderIdentity leaseDurationSeconds:i leaseTransitions:i preferredHolder renewTime:u strategy
binaryVersion! emulationVersion leaseName! pingTime:u renewTime:u strategy!
binaryVersion! emulationVersion leaseName! pingTime:u renewTime:u strategy!
addresses:[s! conditions:265 deprecatedTopology:{s hints:266 hostname nodeName targetRef:153 zone
appProtocol name port:i protocol~14
component host
apiVersion fieldPath kind name namespace resourceVersion uid
count:i! lastObservedTime:u!
distinguisherMethod:267 matchingPrecedence:i priorityLevelConfiguration:268! rules:[269
exempt:270 limited:271 type!
-
target:272
intent requester target:273
parentRef:274!
defaultBackend:275 ingressClassName rules:[276 tls:[277
controller parameters:278
egress:[279 ingress:[280 podSelector:201 policyTypes:[s~15
cidrs:[s
parentRef:281
cidrs:[s
podFixed:{q
nodeSelector:{s tolerations:[282
apiVersion dryRun:[s gracePeriodSeconds:l ignoreStoreReadErrorWithClusterBreakingPotential:b kind orphanDependents:b preconditions:283 propagationPolicy
maxUnavailable:x minAvailable:x selector:201 unhealthyPodEvictionPolicy~16
clusterRoleSelectors:[201
apiGroups:[s nonResourceURLs:[s resourceNames:[s resources:[s verbs:[s!
apiGroup kind! name!
apiGroup kind! name! namespace
config:[284 extendedResourceName selectors:[285
deviceSelector:286 taint:287!
devices:288
metadata:113 spec:177
allNodes:b devices:[289 driver! nodeName nodeSelector:290 partitionTypeAttribute@37-37 perDeviceNodeSelection:b pool:291! sharedCounters:[292 skipNodeOperations:[s@37-37
deviceSelector:293 taint:294!
defaultPartitionTypeAttribute@37-37 driver! limit:i poolName
config:[295 extendedResourceName selectors:[296
devices:297
metadata:113 spec:183
allNodes:b devices:[298 driver! nodeName nodeSelector:290 partitionTypeAttribute@37-37 perDeviceNodeSelection:b pool:299! sharedCounters:[300 skipNodeOperations:[s@37-37
config:[301 extendedResourceName selectors:[302
deviceSelector:303 taint:304!
devices:305
metadata:113 spec:188
allNodes:b devices:[306 driver! nodeName nodeSelector:290 partitionTypeAttribute@37-37 perDeviceNodeSelection:b pool:307! sharedCounters:[308 skipNodeOperations:[s@37-37
controllerRef:309 podGroups:[310
disruptionMode podGroupTemplateRef:311 priority:i priorityClassName resourceClaims:[312 schedulingConstraints:313 schedulingPolicy:314
controllerRef:315 podGroupTemplates:[316
disruptionMode:317 parentCompositePodGroupName preemptionPolicy priority:i priorityClassName schedulingConstraints:318 schedulingPolicy:319 workloadRef:320
disruptionMode:321 parentCompositePodGroupName preemptionPolicy priority:i priorityClassName resourceClaims:[322 schedulingConstraints:323 schedulingPolicy:324 workloadRef:320
compositePodGroupTemplates:[325 controllerRef:326 podGroupTemplates:[327
disruptionMode:328 parentCompositePodGroupName preemptionPolicy priority:i priorityClassName resourceClaims:[329 schedulingConstraints:330 schedulingPolicy:331 workloadRef:332
compositePodGroupTemplates:[333 controllerRef:334 podGroupTemplates:[335
attachRequired:b fsGroupPolicy nodeAllocatableUpdatePeriodSeconds:l podInfoOnMount:b preventPodSchedulingIfMissing:b@36-37 requiresRepublish:b seLinuxMount:b serviceAccountTokenInSecrets:b@35-37 storageCapacity:b tokenRequests:[336 volumeLifecycleModes:[s
drivers:[337#name
matchExpressions:[338 matchLabels:{s
matchLabelExpressions:[339
attacher! nodeName! source:340!
resource:341!
continueToken resource:342
resource:341!
error message status type
addresses:[343 notReadyAddresses:[343 ports:[344
count:i lastObservedTime:u
limits:[345
finalizers:[s
configSource:346 externalID podCIDR podCIDRs:[s podPreemptionPolicy:347@37-37 providerID taints:[348 unschedulable:b
accessModes:[s~17 awsElasticBlockStore:349 azureDisk:350 azureFile:351 capacity:{q cephfs:352 cinder:353 claimRef:153 csi:354 fc:355 flexVolume:356 flocker:357 gcePersistentDisk:358 glusterfs:359 hostPath:360 iscsi:361 local:362 mountOptions:[s nfs:363 nodeAffinity:364 persistentVolumeReclaimPolicy~2 photonPersistentDisk:365 portworxVolume:366 quobyte:367 rbd:368 scaleIO:369 storageClassName storageos:370 volumeAttributesClassName volumeMode~18 vsphereVolume:371
accessModes:[s~17 dataSource:372 dataSourceRef:373 resources:374 selector:201 storageClassName volumeAttributesClassName volumeMode~18 volumeName
activeDeadlineSeconds:l affinity:375 automountServiceAccountToken:b containers:[376!#name dnsConfig:377 dnsPolicy~19 enableServiceLinks:b ephemeralContainers:[378 evictionResponders:[379@37-37 hostAliases:[380 hostIPC:b hostNetwork:b hostPID:b hostUsers:b hostname hostnameOverride imagePullSecrets:[220 initContainers:[376#name nodeName nodeSelector:{s os:381 overhead:{Q preemptionPolicy~1 priority:i priorityClassName readinessGates:[382 resourceClaims:[383#name resources:384 restartPolicy~20 runtimeClassName schedulerName schedulingGates:[385#name schedulingGroup:386@36-37 securityContext:387 serviceAccount serviceAccountName setHostnameAsFQDN:b shareProcessNamespace:b subdomain terminationGracePeriodSeconds:l tolerations:[282 topologySpreadConstraints:[388#topologyKey,whenUnsatisfiable volumes:[389#name workloadRef:390@35-35
metadata:113 spec:215
minReadySeconds:i replicas:i selector:{s template:216
hard:{q scopeSelector:391 scopes:[s~21
allocateLoadBalancerNodePorts:b clusterIP clusterIPs:[s externalIPs:[s externalName externalTrafficPolicy~22 healthCheckNodePort:i internalTrafficPolicy~22 ipFamilies:[s~23 ipFamilyPolicy~24 loadBalancerClass loadBalancerIP loadBalancerSourceRanges:[s ports:[392#port,protocol publishNotReadyAddresses:b selector:{s sessionAffinity~25 sessionAffinityConfig:393 trafficDistribution type~26
name
apiVersion fieldsType fieldsV1:* manager operation subresource time:t
apiVersion! blockOwnerDeletion:b controller:b kind! name! uid!
expression! name!
excludeResourceRules:[394 matchPolicy~6 namespaceSelector:201 objectSelector:201 resourceRules:[394
applyConfiguration:395 jsonPatch:396 patchType!~27
apiVersion kind
expression! name!
name namespace parameterNotFoundAction selector:201
caBundle:y service:397 url
apiGroups:[s apiVersions:[s operations:[s~28 resources:[s scope~29
key! valueExpression!
expression! message messageExpression reason
expression! name!
excludeResourceRules:[398 matchPolicy~6 namespaceSelector:201 objectSelector:201 resourceRules:[398
applyConfiguration:399 jsonPatch:400 patchType!~27
apiVersion kind
expression! name!
name namespace parameterNotFoundAction~30 selector:201
expression! name!
excludeResourceRules:[401 matchPolicy namespaceSelector:201 objectSelector:201 resourceRules:[401
applyConfiguration:402 jsonPatch:403 patchType!~27
apiVersion kind
expression! name!
name namespace parameterNotFoundAction selector:201
strategy! webhook:404
categories:[s kind! listKind plural! shortNames:[s singular
additionalPrinterColumns:[405 deprecated:b deprecationWarning name! schema:406 selectableFields:[407 served:b storage:b! subresources:408
name namespace port:i
rollingUpdate:409 type~31
rollingUpdate:410 type~32
start:i
whenDeleted whenScaled
rollingUpdate:411 type~33
apiVersion kind name uid
path verb
fieldSelector:412 group labelSelector:413 name namespace resource subresource verb version
apiVersion kind! name!
scaleDown:414 scaleUp:414
containerResource:415 external:416 object:417 pods:418 resource:419 type!
apiVersion kind! name!
metadata:113 spec:139
rules:[420
disruptionMode:421 resourceClaims:[422 schedulingConstraints:423 schedulingPolicy:424
rules:[425!
ready:b serving:b terminating:b
forNodes:[426 forZones:[427
type!
name!
nonResourceRules:[428 resourceRules:[429 subjects:[430!
lendablePercent:i nominalConcurrencyShares:i
borrowingLimitPercent:i lendablePercent:i limitResponse:431! nominalConcurrencyShares:i
pod:432
pod:433
group name! namespace resource!
resource:372 service:434
host http:435
hosts:[s secretName
apiGroup kind! name! namespace scope
ports:[436 to:[437
from:[437 ports:[436
group name namespace resource
effect~34 key operator~35 tolerationSeconds:l value
resourceVersion uid
opaque:438
cel:439
device driver pool
effect!~36 key! timeAdded:t value
config:[440 constraints:[441 requests:[442
allNodes:b allowMultipleAllocations:b attributes:{443 bindingConditions:[s bindingFailureConditions:[s bindsToNode:b capacity:{444 consumesCounters:[445 name! nodeAllocatableResourceMappings:{446@36-36 nodeAllocatableResources:{447@37-37 nodeName nodeSelector:290 taints:[287
nodeSelectorTerms:[448!
generation:l name! resourceSliceCount:l!
counters:{449! name!
device deviceClassName@34-34 driver pool selectors:[450@34-34
effect!~36 key! timeAdded:t value
opaque:451
cel:452
config:[453 constraints:[454 requests:[455
basic:456 name
generation:l name! resourceSliceCount:l!
counters:{457 name
opaque:458
cel:459
device driver pool
effect!~36 key! timeAdded:t value
config:[460 constraints:[461 requests:[462
allNodes:b allowMultipleAllocations:b attributes:{463 bindingConditions:[s bindingFailureConditions:[s bindsToNode:b capacity:{464 consumesCounters:[465 name! nodeAllocatableResourceMappings:{466@36-36 nodeAllocatableResources:{467@37-37 nodeName nodeSelector:290 taints:[304
generation:l name! resourceSliceCount:l!
counters:{468! name!
apiGroup kind name
name policy:469
workload:470
name resourceClaimName resourceClaimTemplateName
topology:[471
basic:472 gang:473
apiGroup kind name
disruptionMode name priority:i priorityClassName resourceClaims:[312 schedulingConstraints:313 schedulingPolicy:314
all:474 single:475
topology:[476
basic:477 gang:478
templateName workloadName
all:479 single:480
name resourceClaimName resourceClaimTemplateName
topology:[476
basic:481 gang:482
compositePodGroupTemplates:[325 disruptionMode:317 name podGroupTemplates:[327 preemptionPolicy priority:i priorityClassName schedulingConstraints:318 schedulingPolicy:319
apiGroup kind name
disruptionMode:321 name preemptionPolicy priority:i priorityClassName resourceClaims:[322 schedulingConstraints:323 schedulingPolicy:324
all:483 single:484
name resourceClaimName resourceClaimTemplateName
topology:[485
basic:486 gang:487
templateName workloadName
compositePodGroupTemplates:[333 disruptionMode:488 name podGroupTemplates:[335 preemptionPolicy priority:i priorityClassName schedulingConstraints:489 schedulingPolicy:490
apiGroup kind name
disruptionMode:328 name preemptionPolicy priority:i priorityClassName resourceClaims:[329 schedulingConstraints:330 schedulingPolicy:331
audience expirationSeconds:l
allocatable:491 name! nodeID! topologyKeys:[s
key! operator values:[s
key! values:[s!
inlineVolumeSpec:213 persistentVolumeName
group resource!
group resource version
hostname ip! nodeName targetRef:153
appProtocol name port:i! protocol~37
default:{q defaultRequest:{q max:{Q maxLimitRequestRatio:{q min:{Q type!
configMap:492
disableResizePreemption:[s
effect!~38 key! timeAdded:t value
fsType partition:i readOnly:b volumeID!
cachingMode~39 diskName! diskURI! fsType kind~40 readOnly:b
readOnly:b secretName! secretNamespace shareName!
monitors:[s! path readOnly:b secretFile secretRef:493 user
fsType readOnly:b secretRef:493 volumeID!
controllerExpandSecretRef:493 controllerPublishSecretRef:493 driver! fsType nodeExpandSecretRef:493 nodePublishSecretRef:493 nodeStageSecretRef:493 readOnly:b volumeAttributes:{s volumeHandle!
fsType lun:i readOnly:b targetWWNs:[s wwids:[s
driver! fsType options:{s readOnly:b secretRef:493
datasetName datasetUUID
fsType partition:i pdName! readOnly:b
endpoints! endpointsNamespace path! readOnly:b
path! type~41
chapAuthDiscovery:b chapAuthSession:b fsType initiatorName iqn! iscsiInterface lun:i portals:[s readOnly:b secretRef:493 targetPortal!
fsType path!
path! readOnly:b server!
required:290
fsType pdID!
fsType readOnly:b volumeID!
group readOnly:b registry! tenant user volume!
fsType image! keyring monitors:[s! pool readOnly:b secretRef:493 user
fsType gateway! protectionDomain readOnly:b secretRef:493 sslEnabled:b storageMode storagePool system! volumeName
fsType readOnly:b secretRef:153 volumeName volumeNamespace
fsType storagePolicyID storagePolicyName volumePath!
apiGroup kind! name!
apiGroup kind! name! namespace
limits:{Q requests:{q
nodeAffinity:494 podAffinity:495 podAntiAffinity:496
args:[s command:[s env:[497 envFrom:[498 image imagePullPolicy~42 lifecycle:499 livenessProbe:500 name! ports:[501 readinessProbe:500 resizePolicy:[502 resources:384 restartPolicy restartPolicyRules:[503 securityContext:504 startupProbe:500 stdin:b stdinOnce:b terminationMessagePath terminationMessagePolicy~43 tty:b volumeDevices:[505#devicePath volumeMounts:[506#mountPath workingDir
nameservers:[s options:[507 searches:[s
args:[s command:[s env:[497 envFrom:[498 image imagePullPolicy lifecycle:499 livenessProbe:500 name ports:[501 readinessProbe:500 resizePolicy:[502 resources:384 restartPolicy restartPolicyRules:[503 securityContext:504 startupProbe:500 stdin:b stdinOnce:b targetContainerName terminationMessagePath terminationMessagePolicy tty:b volumeDevices:[505 volumeMounts:[506 workingDir
name priority:i
hostnames:[s ip!
name!
conditionType!
name! resourceClaimName resourceClaimTemplateName
claims:[508#name limits:{q requests:{q
name!
podGroupName
appArmorProfile:509 fsGroup:l fsGroupChangePolicy~44 runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxChangePolicy seLinuxOptions:510 seccompProfile:511 supplementalGroups:[l supplementalGroupsPolicy~45 sysctls:[512 windowsOptions:513
labelSelector:201 matchLabelKeys:[s maxSkew:i! minDomains:i nodeAffinityPolicy~46 nodeTaintsPolicy~46 topologyKey! whenUnsatisfiable!~47
awsElasticBlockStore:349 azureDisk:350 azureFile:514 cephfs:515 cinder:516 configMap:517 csi:518 downwardAPI:519 emptyDir:520 ephemeral:521 fc:355 flexVolume:522 flocker:357 gcePersistentDisk:358 gitRepo:523 glusterfs:524 hostPath:360 image:525 iscsi:526 name! nfs:363 persistentVolumeClaim:527 photonPersistentDisk:365 portworxVolume:366 projected:528 quobyte:367 rbd:529 scaleIO:530 secret:531 storageos:532 vsphereVolume:371
name podGroup podGroupReplicaKey
matchExpressions:[533
appProtocol name nodePort:i port:i! protocol~37 targetPort:x
clientIP:534
apiGroups:[s apiVersions:[s operations:[s~28 resourceNames:[s resources:[s scope~29
expression
expression
name! namespace! path port:i
apiGroups:[s apiVersions:[s operations:[s~28 resourceNames:[s resources:[s scope~29
expression
expression
apiGroups:[s apiVersions:[s operations:[s~28 resourceNames:[s resources:[s scope~29
expression
expression
clientConfig:535 conversionReviewVersions:[s!
description format jsonPath! name! priority:i type!
openAPIV3Schema:536
jsonPath!
scale:537 status:*
maxSurge:x maxUnavailable:x
maxSurge:x maxUnavailable:x
maxUnavailable:x partition:i
rawSelector requirements:[538
rawSelector requirements:[338
policies:[539 selectPolicy stabilizationWindowSeconds:i tolerance:Q
container! name! target:540!
metric:541! target:540!
describedObject:260! metric:541! target:540!
metric:541! target:540!
name! target:540!
action!~48 onExitCodes:542 onPodConditions:[543
all:544 single:545
name resourceClaimName resourceClaimTemplateName
topology:[476
basic:546 gang:547
succeededCount:i succeededIndexes
name!
name
nonResourceURLs:[s! verbs:[s!
apiGroups:[s! clusterScope:b namespaces:[s resources:[s! verbs:[s!
group:548 kind! serviceAccount:549 user:550
queuing:551 type!
name uid
name uid
name! port:552
paths:[553!
endPort:i port:x protocol~14
ipBlock:554 namespaceSelector:201 podSelector:201
driver! parameters:*!
expression!
opaque:438 requests:[s
distinctAttribute matchAttribute requests:[s
exactly:555 firstAvailable:[556 name!
bool:b bools:[b@36-37 int:l ints:[l@36-37 string strings:[s@36-37 version versions:[s@36-37
requestPolicy:557 value:Q
compatibilityGroups:[s@37-37 counterSet! counters:{449!
allocationMultiplier:Q capacityKey
mapping:558 overhead:559
matchExpressions:[560 matchFields:[560
value:Q
cel:561
driver parameters:*
expression
opaque:451 requests:[s
distinctAttribute matchAttribute requests:[s
adminAccess:b allocationMode~49 capacity:562 count:l derivedAttributes:[563@37-37 deviceClassName firstAvailable:[564 name! selectors:[296 tolerations:[565
allNodes:b allowMultipleAllocations:b attributes:{566 bindingConditions:[s bindingFailureConditions:[s bindsToNode:b capacity:{567 consumesCounters:[568 nodeAllocatableResourceMappings:{569@36-36 nodeAllocatableResources:{570@37-37 nodeName nodeSelector:290 taints:[571
value:Q
driver! parameters:*!
expression!
opaque:458 requests:[s
distinctAttribute matchAttribute requests:[s
exactly:572 firstAvailable:[573 name!
bool:b bools:[b@36-37 int:l ints:[l@36-37 string strings:[s@36-37 version versions:[s@36-37
requestPolicy:574 value:Q
compatibilityGroups:[s@37-37 counterSet! counters:{468!
allocationMultiplier:Q capacityKey
mapping:575 overhead:576
value:Q
basic:577 gang:578
podGroupTemplateName workloadName
key
-
minCount:i
-
-
key
-
minGroupCount:i
-
-
-
minCount:i
-
-
key
-
minCount:i
all:579 single:580
topology:[485
basic:581 gang:582
count:i
kubeletConfigKey name namespace resourceVersion uid
name namespace
preferredDuringSchedulingIgnoredDuringExecution:[583 requiredDuringSchedulingIgnoredDuringExecution:290
preferredDuringSchedulingIgnoredDuringExecution:[584 requiredDuringSchedulingIgnoredDuringExecution:[585
preferredDuringSchedulingIgnoredDuringExecution:[584 requiredDuringSchedulingIgnoredDuringExecution:[585
name! value valueFrom:586
configMapRef:587 prefix secretRef:588
postStart:589 preStop:589 stopSignal
exec:590 failureThreshold:i grpc:591 httpGet:592 initialDelaySeconds:i periodSeconds:i successThreshold:i tcpSocket:593 terminationGracePeriodSeconds:l timeoutSeconds:i
containerPort:i! hostIP hostPort:i name protocol~37
resourceName! restartPolicy!
action! exitCodes:594
allowPrivilegeEscalation:b appArmorProfile:509 capabilities:595 privileged:b procMount~50 readOnlyRootFilesystem:b runAsGroup:l runAsNonRoot:b runAsUser:l seLinuxOptions:510 seccompProfile:511 windowsOptions:513
devicePath! name!
bindMountOptions:[s@37-37 mountPath! mountPropagation~51 name! readOnly:b recursiveReadOnly subPath subPathExpr
name value
name! request
localhostProfile type!~52
level role type user
localhostProfile type!~52
name! value
gmsaCredentialSpec gmsaCredentialSpecName hostProcess:b runAsUserName
readOnly:b secretName! shareName!
monitors:[s! path readOnly:b secretFile secretRef:220 user
fsType readOnly:b secretRef:220 volumeID!
defaultMode:i defaultUser:l@37-37 items:[596 name optional:b
driver! fsType nodePublishSecretRef:220 readOnly:b volumeAttributes:{s
defaultMode:i defaultUser:l@37-37 items:[597
medium mode:i@37-37 sizeLimit:q
volumeClaimTemplate:598
driver! fsType options:{s readOnly:b secretRef:220
directory repository revision
endpoints! path! readOnly:b
pullPolicy~42 reference
chapAuthDiscovery:b chapAuthSession:b fsType initiatorName iqn! iscsiInterface lun:i portals:[s readOnly:b secretRef:220 targetPortal!
claimName! readOnly:b
defaultMode:i defaultUser:l@37-37 sources:[599
fsType image! keyring monitors:[s! pool readOnly:b secretRef:220 user
fsType gateway! protectionDomain readOnly:b secretRef:220 sslEnabled:b storageMode storagePool system! volumeName
defaultMode:i defaultUser:l@37-37 items:[596 optional:b secretName
fsType readOnly:b secretRef:220 volumeName volumeNamespace
operator!~53 scopeName!~21 values:[s
timeoutSeconds:i
caBundle:y service:600 url
$ref $schema additionalItems:?536 additionalProperties:?536 allOf:[536 anyOf:[536 default:* definitions:{536 dependencies:{* description enum:[* example:* exclusiveMaximum:b exclusiveMinimum:b externalDocs:601 format id items:?536 maxItems:l maxLength:l maxProperties:l maximum:d minItems:l minLength:l minProperties:l minimum:d multipleOf:d not:536 nullable:b oneOf:[536 pattern patternProperties:{536 properties:{536 required:[s title type uniqueItems:b x-kubernetes-embedded-resource:b x-kubernetes-int-or-string:b x-kubernetes-list-map-keys:[s x-kubernetes-list-type x-kubernetes-map-type x-kubernetes-preserve-unknown-fields:b x-kubernetes-validations:[602
labelSelectorPath specReplicasPath! statusReplicasPath!
key! operator values:[s
periodSeconds:i! type! value:i!
averageUtilization:i averageValue:q type! value:q
name! selector:201
containerName operator!~54 values:[i!
status type!
-
-
-
minCount:i
name!
name! namespace!
name!
handSize:i queueLengthLimit:i queues:i
name number:i
backend:275! path pathType!~55
cidr! except:[s
adminAccess:b allocationMode~49 capacity:603 count:l derivedAttributes:[604@37-37 deviceClassName! selectors:[285 tolerations:[605
allocationMode~49 capacity:603 count:l derivedAttributes:[604@37-37 deviceClassName! name! selectors:[285 tolerations:[605
default:Q validRange:606 validValues:[Q
capacityKey capacityMultiplier:Q deviceMultiplier:Q
perContainer:Q perPod:Q
key! operator!~56 values:[s
expression
requests:{Q
expression name
allocationMode capacity:562 count:l derivedAttributes:[563@37-37 deviceClassName name selectors:[296 tolerations:[565
effect key operator tolerationSeconds:l value
bool:b bools:[b@36-37 int:l ints:[l@36-37 string strings:[s@36-37 version versions:[s@36-37
requestPolicy:607 value:Q
compatibilityGroups:[s@37-37 counterSet counters:{457
allocationMultiplier:Q capacityKey
mapping:608 overhead:609
effect key timeAdded:t value
adminAccess:b allocationMode~49 capacity:610 count:l derivedAttributes:[611@37-37 deviceClassName! selectors:[302 tolerations:[612
allocationMode~49 capacity:610 count:l derivedAttributes:[611@37-37 deviceClassName! name! selectors:[302 tolerations:[612
default:Q validRange:613 validValues:[Q
capacityKey capacityMultiplier:Q deviceMultiplier:Q
perContainer:Q perPod:Q
-
minCount:i
-
-
-
minGroupCount:i
preference:448 weight:i!
podAffinityTerm:585! weight:i!
labelSelector:201 matchLabelKeys:[s mismatchLabelKeys:[s namespaceSelector:201 namespaces:[s topologyKey!
configMapKeyRef:614 fieldRef:615 fileKeyRef:616 resourceFieldRef:617 secretKeyRef:618
name optional:b
name optional:b
exec:590 httpGet:592 sleep:619 tcpSocket:593
command:[s
mode@37-37 port:i! service
host httpHeaders:[620 path port:x! protocol@37-37 scheme~57
host port:x!
operator! values:[i
add:[s drop:[s
key! mode:i path! user:l@37-37
fieldRef:615 mode:i path! resourceFieldRef:617 user:l@37-37
metadata:113 spec:214!
clusterTrustBundle:621 configMap:622 downwardAPI:623 podCertificate:624 secret:625 serviceAccountToken:626
name! namespace! path port:i
description url
fieldPath message messageExpression optionalOldSelf:b reason~58 rule!
requests:{Q
expression name
effect~59 key operator~60 tolerationSeconds:l value
max:Q min:Q step:Q
default:Q validRange:627 validValues:[Q
capacityKey capacityMultiplier:Q deviceMultiplier:Q
perContainer:Q perPod:Q
requests:{Q
expression name
effect~59 key operator~60 tolerationSeconds:l value
max:Q min:Q step:Q
key! name optional:b
apiVersion fieldPath!
key! optional:b path! volumeName!
containerName divisor:q resource!
key! name optional:b
seconds:l
name! value
labelSelector:201 name optional:b path! signerName user:l@37-37
items:[596 name optional:b
items:[597
certificateChainPath credentialBundlePath keyPath keyType! maxExpirationSeconds:i signerName! user:l@37-37 userAnnotations:{s@35-37
items:[596 name optional:b
audience expirationSeconds:l path! user:l@37-37
max:Q min:Q step:Q`;
