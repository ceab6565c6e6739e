// Made by conformance/fields/generate.ts from github.com/external-secrets/external-secrets v1.3.2, github.com/bitnami-labs/sealed-secrets v0.40.0, sigs.k8s.io/secrets-store-csi-driver v1.4.8, github.com/cert-manager/cert-manager v1.21.1. Do not edit; `Tables` says how to read it.
export const CUSTOM_TABLES = `0 Infinity
bitnami.com/v1alpha1 SealedSecret:0
cert-manager.io/v1 Certificate:1
external-secrets.io/v1 ExternalSecret:2 SecretStore:3
secrets-store.csi.x-k8s.io/v1 SecretProviderClass:4

SHA256WithRSA|SHA384WithRSA|SHA512WithRSA|ECDSAWithSHA256|ECDSAWithSHA384|ECDSAWithSHA512|PureEd25519
CreatedOnce|Periodic|OnChange
DER|CombinedPEM
RSA|ECDSA|Ed25519
PKCS1|PKCS8
Never|Always
RenewBefore|Disabled
SecretStore|ClusterSecretStore
Owner|Orphan|Merge|None
Delete|Merge|Retain
LegacyRC2|LegacyDES|Modern2023|Modern2026
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

apiVersion kind metadata:* spec:5! status:*
apiVersion kind metadata:* spec:6 status:*
apiVersion kind metadata:* spec:7 status:*
apiVersion kind metadata:* spec:8 status:*
apiVersion kind metadata:* spec:9 status:*
data encryptedData:{s! template:10
additionalOutputFormats:[11 commonName dnsNames:[s duration emailAddresses:[s encodeUsagesInRequest:b ipAddresses:[s isCA:b issuerRef:12! keystores:13 literalSubject nameConstraints:14 otherNames:[15 privateKey:16 renewBefore renewBeforePercentage:i renewal:17 revisionHistoryLimit:i secretName! secretTemplate:18 signatureAlgorithm~0 subject:19 uris:[s usages:[s
data:[20 dataFrom:[21 refreshInterval refreshPolicy~1 secretStoreRef:22 target:23
conditions:[24 controller provider:25! refreshInterval:* retrySettings:26
parameters:{s provider secretObjects:[27
data:{s immutable:b metadata:* type
type!~2
group kind name!
jks:28 pkcs12:29
critical:b excluded:30 permitted:31
oid utf8Value
algorithm~3 encoding~4 rotationPolicy~5 size:l
policy~6 windows:[32
annotations:{s labels:{s
countries:[s localities:[s organizationalUnits:[s organizations:[s postalCodes:[s provinces:[s serialNumber streetAddresses:[s
remoteRef:33! secretKey! sourceRef:34
extract:35 find:36 rewrite:[37 sourceRef:38
kind~7 name
creationPolicy~8 deletionPolicy~9 immutable:b manifest:39 name template:40
namespaceRegexes:[s namespaceSelector:41 namespaces:[s
akeyless:* alibaba:* aws:42 azurekv:43 barbican:* beyondtrust:* bitwardensecretsmanager:* chef:* cloudrusm:* conjur:* delinea:* device42:* doppler:* dvls:* fake:* fortanix:* gcpsm:44 github:* gitlab:* ibm:* infisical:* keepersecurity:* kubernetes:* ngrok:* onboardbase:* onepassword:* onepasswordSDK:* oracle:* passbolt:* passworddepot:* previder:* pulumi:* scaleway:* secretserver:* senhasegura:* vault:45 volcengine:* webhook:* yandexcertificatemanager:* yandexlockbox:*
maxRetries:i retryInterval
annotations:{s data:[46 labels:{s secretName type
alias create:b! password passwordSecretRef:47
create:b! password passwordSecretRef:48 profile~10
dnsDomains:[s emailAddresses:[s ipRanges:[s uriDomains:[s
dnsDomains:[s emailAddresses:[s ipRanges:[s uriDomains:[s
cron! timezone windowDuration!
conversionStrategy~11 decodingStrategy~12 key! metadataPolicy~13 property version
generatorRef:49 storeRef:50
conversionStrategy~11 decodingStrategy~12 key! metadataPolicy~13 property version
conversionStrategy~11 decodingStrategy~12 name:51 path tags:{s
merge:52 regexp:53 transform:54
generatorRef:55 storeRef:56
apiVersion! kind!
data:{s engineVersion~14 mergePolicy~15 metadata:57 templateFrom:[58 type
matchExpressions:[59 matchLabels:{s
additionalRoles:[s auth:60 externalID prefix region! role secretsManager:61 service!~16 sessionTags:[62 transitiveTagKeys:[s
authSecretRef:63 authType~17 customCloudConfig:64 environmentType~18 identityId serviceAccountRef:65 tenantId useAzureSDK:b vaultUrl!
auth:66 location projectID secretVersionSelectionPolicy
auth:67 caBundle caProvider:68 checkAndSet:69 forwardInconsistent:b headers:{s namespace path readYourWrites:b server! tls:70 version~19
key objectName
key name!
key name!
apiVersion kind!~20 name!
kind~7 name
regexp
conflictPolicy~21 into priority:[s priorityPolicy~22 strategy~23
source! target!
template!
apiVersion kind!~20 name!
kind~7 name
annotations:{s finalizers:[s labels:{s
configMap:71 literal secret:72 target
key! operator! values:[s
jwt:73 secretRef:74
forceDeleteWithoutRecovery:b recoveryWindowInDays:l
key! value!
clientCertificate:75 clientId:76 clientSecret:77 tenantId:78
activeDirectoryEndpoint! keyVaultDNSSuffix keyVaultEndpoint resourceManagerEndpoint
audiences:[s name! namespace
secretRef:79 workloadIdentity:80 workloadIdentityFederation:81
appRole:82 cert:83 gcp:84 iam:85 jwt:86 kubernetes:87 ldap:88 namespace tokenSecretRef:89 userPass:90
key name! namespace type!~24
required:b
certSecretRef:91 keySecretRef:92
items:[93! name!
items:[94! name!
serviceAccountRef:95
accessKeyIDSecretRef:96 secretAccessKeySecretRef:97 sessionTokenSecretRef:98
key name namespace
key name namespace
key name namespace
key name namespace
secretAccessKeySecretRef:99
clusterLocation clusterName clusterProjectID serviceAccountRef:100!
audience awsSecurityCredentials:101 credConfig:102 externalTokenEndpoint serviceAccountRef:103
path roleId roleRef:104 secretRef:105!
clientCert:106 path secretRef:107
location path projectID role! secretRef:108 serviceAccountRef:109 workloadIdentity:110
externalID jwt:111 path region role secretRef:112 vaultAwsIamServerID vaultRole!
kubernetesServiceAccountToken:113 path role secretRef:114
mountPath role! secretRef:115 serviceAccountRef:116
path secretRef:117 username!
key name namespace
path secretRef:118 username!
key name namespace
key name namespace
key! templateAs~25
key! templateAs~25
audiences:[s name! namespace
key name namespace
key name namespace
key name namespace
key name namespace
audiences:[s name! namespace
awsCredentialsSecretRef:119! region!
key! name! namespace
audiences:[s name! namespace
key name namespace
key name namespace
key name namespace
key name namespace
secretAccessKeySecretRef:120
audiences:[s name! namespace
clusterLocation clusterName clusterProjectID serviceAccountRef:121!
serviceAccountRef:122
accessKeyIDSecretRef:123 secretAccessKeySecretRef:124 sessionTokenSecretRef:125
audiences:[s expirationSeconds:l serviceAccountRef:126!
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
