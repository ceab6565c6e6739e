// Made by conformance/fields/generate.ts from github.com/external-secrets/external-secrets v1.3.2, github.com/bitnami-labs/sealed-secrets v0.40.0, sigs.k8s.io/secrets-store-csi-driver v1.4.8. Do not edit; `Tables` says how to read it.
export const CUSTOM_TABLES = `0 Infinity
bitnami.com/v1alpha1 SealedSecret:0
external-secrets.io/v1 ExternalSecret:1 SecretStore:2
secrets-store.csi.x-k8s.io/v1 SecretProviderClass:3

CreatedOnce|Periodic|OnChange
SecretStore|ClusterSecretStore
Owner|Orphan|Merge|None
Delete|Merge|Retain
Default|Unicode
Auto|Base64|Base64URL|None
None|Fetch
v2
Replace|Merge
SecretsManager|ParameterStore
ServicePrincipal|ManagedIdentity|WorkloadIdentity
PublicCloud|USGovernmentCloud|ChinaCloud|GermanCloud|AzureStackCloud
v1|v2
ACRAccessToken|ClusterGenerator|CloudsmithAccessToken|ECRAuthorizationToken|Fake|GCRAccessToken|GithubAccessToken|QuayAccessToken|Password|SSHKey|STSSessionToken|UUID|VaultDynamicSecret|Webhook|Grafana|MFA
Ignore|Error
IgnoreNotFound|Strict
Extract|JSON
Secret|ConfigMap
Values|KeysAndValues

apiVersion kind metadata:* spec:4! status:*
apiVersion kind metadata:* spec:5 status:*
apiVersion kind metadata:* spec:6 status:*
apiVersion kind metadata:* spec:7 status:*
data encryptedData:{s! template:8
data:[9 dataFrom:[10 refreshInterval refreshPolicy~0 secretStoreRef:11 target:12
conditions:[13 controller provider:14! refreshInterval:* retrySettings:15
parameters:{s provider secretObjects:[16
data:{s immutable:b metadata:* type
remoteRef:17! secretKey! sourceRef:18
extract:19 find:20 rewrite:[21 sourceRef:22
kind~1 name
creationPolicy~2 deletionPolicy~3 immutable:b manifest:23 name template:24
namespaceRegexes:[s namespaceSelector:25 namespaces:[s
akeyless:* alibaba:* aws:26 azurekv:27 barbican:* beyondtrust:* bitwardensecretsmanager:* chef:* cloudrusm:* conjur:* delinea:* device42:* doppler:* dvls:* fake:* fortanix:* gcpsm:28 github:* gitlab:* ibm:* infisical:* keepersecurity:* kubernetes:* ngrok:* onboardbase:* onepassword:* onepasswordSDK:* oracle:* passbolt:* passworddepot:* previder:* pulumi:* scaleway:* secretserver:* senhasegura:* vault:29 volcengine:* webhook:* yandexcertificatemanager:* yandexlockbox:*
maxRetries:i retryInterval
annotations:{s data:[30 labels:{s secretName type
conversionStrategy~4 decodingStrategy~5 key! metadataPolicy~6 property version
generatorRef:31 storeRef:32
conversionStrategy~4 decodingStrategy~5 key! metadataPolicy~6 property version
conversionStrategy~4 decodingStrategy~5 name:33 path tags:{s
merge:34 regexp:35 transform:36
generatorRef:37 storeRef:38
apiVersion! kind!
data:{s engineVersion~7 mergePolicy~8 metadata:39 templateFrom:[40 type
matchExpressions:[41 matchLabels:{s
additionalRoles:[s auth:42 externalID prefix region! role secretsManager:43 service!~9 sessionTags:[44 transitiveTagKeys:[s
authSecretRef:45 authType~10 customCloudConfig:46 environmentType~11 identityId serviceAccountRef:47 tenantId useAzureSDK:b vaultUrl!
auth:48 location projectID secretVersionSelectionPolicy
auth:49 caBundle caProvider:50 checkAndSet:51 forwardInconsistent:b headers:{s namespace path readYourWrites:b server! tls:52 version~12
key objectName
apiVersion kind!~13 name!
kind~1 name
regexp
conflictPolicy~14 into priority:[s priorityPolicy~15 strategy~16
source! target!
template!
apiVersion kind!~13 name!
kind~1 name
annotations:{s finalizers:[s labels:{s
configMap:53 literal secret:54 target
key! operator! values:[s
jwt:55 secretRef:56
forceDeleteWithoutRecovery:b recoveryWindowInDays:l
key! value!
clientCertificate:57 clientId:58 clientSecret:59 tenantId:60
activeDirectoryEndpoint! keyVaultDNSSuffix keyVaultEndpoint resourceManagerEndpoint
audiences:[s name! namespace
secretRef:61 workloadIdentity:62 workloadIdentityFederation:63
appRole:64 cert:65 gcp:66 iam:67 jwt:68 kubernetes:69 ldap:70 namespace tokenSecretRef:71 userPass:72
key name! namespace type!~17
required:b
certSecretRef:73 keySecretRef:74
items:[75! name!
items:[76! name!
serviceAccountRef:77
accessKeyIDSecretRef:78 secretAccessKeySecretRef:79 sessionTokenSecretRef:80
key name namespace
key name namespace
key name namespace
key name namespace
secretAccessKeySecretRef:81
clusterLocation clusterName clusterProjectID serviceAccountRef:82!
audience awsSecurityCredentials:83 credConfig:84 externalTokenEndpoint serviceAccountRef:85
path roleId roleRef:86 secretRef:87!
clientCert:88 path secretRef:89
location path projectID role! secretRef:90 serviceAccountRef:91 workloadIdentity:92
externalID jwt:93 path region role secretRef:94 vaultAwsIamServerID vaultRole!
kubernetesServiceAccountToken:95 path role secretRef:96
mountPath role! secretRef:97 serviceAccountRef:98
path secretRef:99 username!
key name namespace
path secretRef:100 username!
key name namespace
key name namespace
key! templateAs~18
key! templateAs~18
audiences:[s name! namespace
key name namespace
key name namespace
key name namespace
key name namespace
audiences:[s name! namespace
awsCredentialsSecretRef:101! region!
key! name! namespace
audiences:[s name! namespace
key name namespace
key name namespace
key name namespace
key name namespace
secretAccessKeySecretRef:102
audiences:[s name! namespace
clusterLocation clusterName clusterProjectID serviceAccountRef:103!
serviceAccountRef:104
accessKeyIDSecretRef:105 secretAccessKeySecretRef:106 sessionTokenSecretRef:107
audiences:[s expirationSeconds:l serviceAccountRef:108!
key name namespace
key name namespace
audiences:[s name! namespace
key name namespace
key name namespace
name! namespace
key name namespace
audiences:[s name! namespace
audiences:[s name! namespace
key name namespace
key name namespace
key name namespace
audiences:[s name! namespace`;
