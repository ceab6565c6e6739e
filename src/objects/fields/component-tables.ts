// Made by conformance/fields/generate.ts from k8s.io/kubernetes v1.34.4, v1.35.4, v1.36.3, v1.37.2. Do not edit; `Tables` says how to read it.
export const COMPONENT_TABLES = `34 37
apiserver.config.k8s.io/v1 AdmissionConfiguration:0 AuthenticationConfiguration:1 AuthorizationConfiguration:2 EncryptionConfiguration:3 TracingConfiguration:4
apiserver.config.k8s.io/v1alpha1 AuthenticationConfiguration:5 AuthorizationConfiguration:6 TracingConfiguration:7
apiserver.config.k8s.io/v1beta1 AuthenticationConfiguration:8 AuthorizationConfiguration:9 TracingConfiguration:10
apiserver.k8s.io/v1alpha1 AdmissionConfiguration:11 EgressSelectorConfiguration:12
apiserver.k8s.io/v1beta1 EgressSelectorConfiguration:13
audit.k8s.io/v1 Event:14 Policy:15
eventratelimit.admission.k8s.io/v1alpha1 Configuration:16
kubeadm.k8s.io/v1beta4 ClusterConfiguration:17 InitConfiguration:18 JoinConfiguration:19 ResetConfiguration:20 UpgradeConfiguration:21
kubelet.config.k8s.io/v1 CredentialProviderConfig:22
kubelet.config.k8s.io/v1beta1 CredentialProviderConfig:23 ImagePullIntent:24@35-37 ImagePulledRecord:25@35-37 KubeletConfiguration:26 SerializedNodeConfigSource:27
kubeproxy.config.k8s.io/v1alpha1 KubeProxyConfiguration:28
pod-security.admission.config.k8s.io/v1 PodSecurityConfiguration:29

Panic|RequestReceived|ResponseComplete|ResponseStarted
ECDSA-P256|ECDSA-P384|RSA-2048|RSA-3072|RSA-4096|
kube-reserved|kube-reserved-compressible|none|pods|system-reserved|system-reserved-compressible
hairpin-veth|none|promiscuous-bridge|
AlwaysVerify|NeverVerify|NeverVerifyAllowlistedImages|NeverVerifyPreloadedImages|
best-effort|none|restricted|single-numa-node|
container|pod|
BridgeInterface|ClusterCIDR|InterfaceNamePrefix|NodeCIDR|
iptables|ipvs|nftables|kernelspace|
ABAC|AlwaysAllow|AlwaysDeny|Node|RBAC|Webhook
cluster|controlplane|etcd
Metadata|None|Request|RequestResponse
Namespace|Server|SourceAndObject|User
authentication|signing
LimitedSwap|NoSwap|
baseline|privileged|restricted|
Deny|NoOpinion
v1|v1beta1
Direct|GRPC|HTTPConnect
InClusterConfig|KubeConfigFile

apiVersion kind plugins:[30
anonymous:31 apiVersion jwt:[32 kind
apiVersion authorizers:[33! kind
apiVersion kind resources:[34!
apiVersion endpoint kind samplingRatePerMillion:i
anonymous:35 apiVersion jwt:[36 kind
apiVersion authorizers:[37! kind
apiVersion endpoint kind samplingRatePerMillion:i
anonymous:38 apiVersion jwt:[39 kind
apiVersion authorizers:[40! kind
apiVersion endpoint kind samplingRatePerMillion:i
apiVersion kind plugins:[41
apiVersion egressSelections:[42 kind
apiVersion egressSelections:[43 kind
annotations:{s apiVersion auditID authenticationMetadata:44@35-37 impersonatedUser:45 kind level objectRef:46 requestObject:* requestReceivedTimestamp:u requestURI responseObject:* responseStatus:47 sourceIPs:[s stage stageTimestamp:u user:45 userAgent verb
apiVersion kind metadata:48 omitManagedFields:b omitStages:[s~0 rules:[49
apiVersion kind limits:[50!
apiServer:51 apiVersion caCertificateValidityPeriod:D certificateValidityPeriod:D certificatesDir clusterName controlPlaneEndpoint controllerManager:52 dns:53 encryptionAlgorithm~1 etcd:54 featureGates:{b imageRepository kind kubernetesVersion networking:55 proxy:56 scheduler:52
apiVersion bootstrapTokens:[57 certificateKey dryRun:b kind localAPIEndpoint:58 nodeRegistration:59 patches:60 skipPhases:[s timeouts:61
apiVersion caCertPath controlPlane:62 discovery:63! dryRun:b kind nodeRegistration:59 patches:60 skipPhases:[s timeouts:61
apiVersion certificatesDir cleanupTmpDir:b criSocket dryRun:b force:b ignorePreflightErrors:[s kind skipPhases:[s timeouts:61 unmountFlags:[s
apiVersion apply:64 diff:65 kind node:66 plan:67 timeouts:61
apiVersion kind providers:[68
apiVersion kind providers:[69
apiVersion image kind
apiVersion credentialMapping:{70 imageRef kind lastUpdatedTime:t
address allowedUnsafeSysctls:[s apiVersion authentication:71 authorization:72 cgroupDriver cgroupRoot cgroupsPerQOS:b clusterDNS:[s clusterDomain configMapAndSecretChangeDetectionStrategy containerLogMaxFiles:i containerLogMaxSize containerLogMaxWorkers:i containerLogMonitorInterval:D containerRuntimeEndpoint contentType cpuCFSQuota:b cpuCFSQuotaPeriod:D cpuManagerPolicy cpuManagerPolicyOptions:{s cpuManagerReconcilePeriod:D crashLoopBackOff:73 defaultPodSysctls:{s@37-37 enableContentionProfiling:b enableControllerAttachDetach:b enableDebugFlagsHandler:b enableDebuggingHandlers:b enableProfilingHandler:b enableServer:b enableSystemLogHandler:b enableSystemLogQuery:b enforceNodeAllocatable:[s~2 eventBurst:i eventRecordQPS:i evictionHard:{s evictionMaxPodGracePeriod:i evictionMinimumReclaim:{s evictionPressureTransitionPeriod:D evictionSoft:{s evictionSoftGracePeriod:{s failCgroupV1:b failSwapOn:b featureGates:{b fileCheckFrequency:D hairpinMode~3 healthzBindAddress healthzPort:i httpCheckFrequency:D imageGCHighThresholdPercent:i imageGCLowThresholdPercent:i imageMaximumGCAge:D imageMinimumGCAge:D imagePullCredentialsVerificationPolicy~4 imageServiceEndpoint iptablesDropBit:i iptablesMasqueradeBit:i kernelMemcgNotification:b kind kubeAPIBurst:i kubeAPIQPS:i kubeReserved:{s kubeReservedCgroup kubeletCgroups localStorageCapacityIsolation:b logging:74 makeIPTablesUtilChains:b maxOpenFiles:l maxParallelImagePulls:i maxPods:i memoryManagerPolicy memoryReservationPolicy@36-37 memorySwap:75 memoryThrottlingFactor:d mergeDefaultEvictionSettings:b nodeLeaseDurationSeconds:i nodeStatusMaxImages:i nodeStatusReportFrequency:D nodeStatusUpdateFrequency:D oomScoreAdj:i podCIDR podLogsDir podPidsLimit:l podsPerCore:i port:i preloadedImagesVerificationAllowlist:[s protectKernelDefaults:b providerID qosReserved:{s readOnlyPort:i registerNode:b registerWithTaints:[76 registryBurst:i registryPullQPS:i reservedMemory:[77 reservedSystemCPUs resolvConf rotateCertificates:b runOnce:b runtimeRequestTimeout:D seccompDefault:b serializeImagePulls:b serverTLSBootstrap:b showHiddenMetricsForVersion shutdownGracePeriod:D shutdownGracePeriodByPodPriority:[78 shutdownGracePeriodCriticalPods:D singleProcessOOMKill:b staticPodPath staticPodURL staticPodURLHeader:{[s streamingConnectionIdleTimeout:D syncFrequency:D systemCgroups systemReserved:{s systemReservedCgroup tlsCertFile tlsCipherSuites:[s tlsCurvePreferences:[i@36-37 tlsMinVersion tlsPrivateKeyFile topologyManagerPolicy~5 topologyManagerPolicyOptions:{s topologyManagerScope~6 tracing:79 userNamespaces:80 volumePluginDir volumeStatsAggPeriod:D
apiVersion kind source:81
apiVersion bindAddress bindAddressHardFail:b clientConnection:82 clusterCIDR configSyncPeriod:D conntrack:83 detectLocal:84 detectLocalMode~7 enableProfiling:b featureGates:{b healthzBindAddress hostnameOverride iptables:85 ipvs:86 kind logging:74 metricsBindAddress mode~8 nftables:87 nodePortAddresses:[s oomScoreAdj:i portRange showHiddenMetricsForVersion windowsRunAsService:b winkernel:88
apiVersion defaults:89 exemptions:90 kind
configuration:* name path
conditions:[91 enabled:b
claimMappings:92! claimValidationRules:[93 issuer:94! userValidationRules:[95
name! type!~9 webhook:96
providers:[97! resources:[s!
conditions:[98 enabled:b
claimMappings:99! claimValidationRules:[100 issuer:101! userValidationRules:[102
name! type!~9 webhook:103
conditions:[104 enabled:b
claimMappings:105! claimValidationRules:[106 issuer:107! userValidationRules:[108
name! type!~9 webhook:109
configuration:* name path
connection:110 name
connection:111! name!~10
impersonationConstraint
extra:{[s groups:[s uid username
apiGroup apiVersion name namespace resource resourceVersion subresource uid
apiVersion code:i details:112 kind message metadata:113 reason status
annotations:{s creationTimestamp:t deletionGracePeriodSeconds:l deletionTimestamp:t finalizers:[s generateName generation:l labels:{s managedFields:[114 name namespace ownerReferences:[115 resourceVersion selfLink uid
level!~11 namespaces:[s nonResourceURLs:[s omitManagedFields:b omitStages:[s~0 resources:[116 userGroups:[s users:[s verbs:[s
burst:i! cacheSize:i qps:i! type!~12
certSANs:[s extraArgs:[117 extraEnvs:[118 extraVolumes:[119
extraArgs:[117 extraEnvs:[118 extraVolumes:[119
disabled:b imageRepository imageTag
external:120 local:121
dnsDomain podSubnet serviceSubnet
disabled:b
description expires:t groups:[s token:* ttl:D usages:[s~13
advertiseAddress bindPort:i
criSocket ignorePreflightErrors:[s imagePullPolicy imagePullSerial:b kubeletExtraArgs:[117 name taints:[76
directory
controlPlaneComponentHealthCheck:D discovery:D etcdAPICall:D kubeletHealthCheck:D kubernetesAPICall:D tlsBootstrap:D upgradeManifests:D
certificateKey localAPIEndpoint:58
bootstrapToken:122 file:123 tlsBootstrapToken
allowExperimentalUpgrades:b allowRCUpgrades:b certificateRenewal:b dryRun:b etcdUpgrade:b forceUpgrade:b ignorePreflightErrors:[s imagePullPolicy imagePullSerial:b kubernetesVersion patches:60 printConfig:b skipPhases:[s
contextLines:l kubernetesVersion
certificateRenewal:b dryRun:b etcdUpgrade:b ignorePreflightErrors:[s imagePullPolicy imagePullSerial:b patches:60 skipPhases:[s
allowExperimentalUpgrades:b allowRCUpgrades:b dryRun:b etcdUpgrade:b ignorePreflightErrors:[s kubernetesVersion printConfig:b
apiVersion args:[s defaultCacheDuration:D env:[124 matchImages:[s name tokenAttributes:125
apiVersion args:[s defaultCacheDuration:D env:[126 matchImages:[s name
kubernetesSecrets:[127 kubernetesServiceAccounts:[128 nodePodsAccessible:b
anonymous:129 webhook:130 x509:131
mode webhook:132
maxContainerRestartPeriod:D
flushFrequency:* format options:133 verbosity:l vmodule:[134
swapBehavior~14
effect key timeAdded:t value
limits:{Q numaNode:i
priority:i shutdownGracePeriodSeconds:l
endpoint samplingRatePerMillion:i
idsPerPod:l
configMap:135
acceptContentTypes burst:i contentType kubeconfig qps:d
maxPerCore:i min:i tcpBeLiberal:b tcpCloseWaitTimeout:D tcpEstablishedTimeout:D udpStreamTimeout:D udpTimeout:D
bridgeInterface interfaceNamePrefix
localhostNodePorts:b masqueradeAll:b masqueradeBit:i minSyncPeriod:D syncPeriod:D
excludeCIDRs:[s minSyncPeriod:D scheduler strictARP:b syncPeriod:D tcpFinTimeout:D tcpTimeout:D udpTimeout:D
masqueradeAll:b masqueradeBit:i minSyncPeriod:D syncPeriod:D
enableDSR:b forwardHealthCheckVip:b networkName rootHnsEndpointName sourceVip
audit~15 audit-version enforce~15 enforce-version warn~15 warn-version
namespaces:[s runtimeClasses:[s usernames:[s
path
extra:[136 groups:137 uid:138 username:137!
claim expression message requiredValue
audienceMatchPolicy audiences:[s! certificateAuthority discoveryURL egressSelectorType url!
expression! message
authorizedTTL:D cacheAuthorizedRequests:b cacheUnauthorizedRequests:b connectionInfo:139! failurePolicy!~16 matchConditionSubjectAccessReviewVersion matchConditions:[140 subjectAccessReviewVersion!~17 timeout:D! unauthorizedTTL:D
aescbc:141 aesgcm:141 identity:142 kms:143 secretbox:144
path
extra:[145 groups:146 uid:147 username:146!
claim expression message requiredValue
audienceMatchPolicy audiences:[s! certificateAuthority discoveryURL egressSelectorType url!
expression! message
authorizedTTL:D cacheAuthorizedRequests:b cacheUnauthorizedRequests:b connectionInfo:148! failurePolicy!~16 matchConditionSubjectAccessReviewVersion matchConditions:[149 subjectAccessReviewVersion!~17 timeout:D! unauthorizedTTL:D
path
extra:[150 groups:151 uid:152 username:151!
claim expression message requiredValue
audienceMatchPolicy audiences:[s! certificateAuthority discoveryURL egressSelectorType url!
expression! message
authorizedTTL:D cacheAuthorizedRequests:b cacheUnauthorizedRequests:b connectionInfo:153! failurePolicy!~16 matchConditionSubjectAccessReviewVersion matchConditions:[154 subjectAccessReviewVersion!~17 timeout:D! unauthorizedTTL:D
proxyProtocol transport:155
proxyProtocol!~18 transport:156
causes:[157 group kind name retryAfterSeconds:i uid
continue remainingItemCount:l resourceVersion selfLink shardInfo:158@36-37
apiVersion fieldsType fieldsV1:* manager operation subresource time:t
apiVersion blockOwnerDeletion:b controller:b kind name uid
group resourceNames:[s resources:[s
name! value
name value valueFrom:159
hostPath mountPath name pathType readOnly:b
caFile! certFile! endpoints:[s! httpEndpoints:[s@35-37 keyFile!
dataDir extraArgs:[117 extraEnvs:[118 imageRepository imageTag peerCertSANs:[s serverCertSANs:[s
apiServerEndpoint! caCertHashes:[s token! unsafeSkipCAVerification:b
kubeConfigPath!
name value
cacheType optionalServiceAccountAnnotationKeys:[s requireServiceAccount:b requiredServiceAccountAnnotationKeys:[s serviceAccountTokenAudience
name value
credentialHash name namespace uid
name namespace uid
enabled:b
cacheTTL:D enabled:b
clientCAFile
cacheAuthorizedTTL:D cacheUnauthorizedTTL:D
json:160 text:161
filePattern! verbosity:l
kubeletConfigKey name namespace resourceVersion uid
key! valueExpression!
claim expression prefix
claim expression
kubeConfigFile type!~19
expression!
keys:[162!
-
apiVersion cachesize:i endpoint! name! timeout:D
keys:[162!
key! valueExpression!
claim expression prefix
claim expression
kubeConfigFile type!~19
expression!
key! valueExpression!
claim expression prefix
claim expression
kubeConfigFile type!~19
expression!
tcp:163 uds:164
tcp:165 uds:166
field message reason
selector
configMapKeyRef:167 fieldRef:168 fileKeyRef:169 resourceFieldRef:170 secretKeyRef:171
infoBufferSize:Q splitStream:b
infoBufferSize:Q splitStream:b
name! secret!
tlsConfig:172 url
udsName
tlsConfig:173 url!
udsName!
key name optional:b
apiVersion fieldPath
key optional:b path volumeName
containerName divisor:Q resource
key name optional:b
caBundle clientCert clientKey tlsServerName@36-37
caBundle clientCert! clientKey! tlsServerName@36-37`;
