import { Finding } from '../engine/finding';

/** The props that a place of a file is rendered from, the most exact first. */
type Places = readonly (readonly [pointer: RegExp, props: string])[];

const everywhere = (props: string): Places => [[/^/, props]];

const PLACES: Readonly<Record<string, Places>> = {
  KubeletConfiguration: everywhere('`kubelet` of `NodeConfiguration`'),
  KubeProxyConfiguration: everywhere('`kubeProxy` of `NodeConfiguration`'),
  JoinConfiguration: everywhere('`discoveryFile` of `NodeConfiguration`'),
  InitConfiguration: everywhere('`tokenLifetime` of `ControlPlane`'),
  ClusterConfiguration: [
    [/^\/controlPlaneEndpoint/, '`endpoint` of `ControlPlane`'],
    [/^\/networking\/podSubnet/, '`podCidrs` of `ControlPlane`'],
    [/^\/networking\/serviceSubnet/, '`serviceCidrs` of `ControlPlane`'],
    [/^\/networking\/dnsDomain/, '`dnsDomain` of `ControlPlane`'],
    [/^\/apiServer\/certSANs/, '`certSans` of `ControlPlane`'],
    [/^\/certificateValidityPeriod/, '`certificateValidity` of `ControlPlane`'],
    [/^\/etcd\/external/, '`externalEtcd` of `ControlPlane`'],
    [/^\/kubernetesVersion/, '`kubernetesVersion` of `ClusterBaseline`'],
    [/^/, '`extraArguments` of `ControlPlane`'],
  ],
  EncryptionConfiguration: [
    [/\/kms\/name/, '`name` of `EncryptionAtRest`'],
    [/\/kms\/endpoint/, '`endpoint` of `EncryptionAtRest`'],
    [/\/kms\/timeout/, '`timeout` of `EncryptionAtRest`'],
    [/\/providers/, '`keyNames` of `EncryptionAtRest`'],
    [/^/, '`resources` of `EncryptionAtRest`'],
  ],
  AuthenticationConfiguration: [
    [/\/issuer\/url/, '`url` of `TokenIssuer`'],
    [/\/issuer\/discoveryURL/, '`discoveryUrl` of `TokenIssuer`'],
    [/\/issuer\/audiences/, '`audiences` of `TokenIssuer`'],
    [/\/issuer\/certificateAuthority/, '`certificateAuthority` of `TokenIssuer`'],
    [/\/claimMappings\/username/, '`usernameClaim` of `TokenIssuer`'],
    [/\/claimMappings\/groups/, '`groupsClaim` of `TokenIssuer`'],
    [/\/claimValidationRules/, '`requiredClaims` or `multiFactor` of `TokenIssuer`'],
    [/^/, '`issuers` of `Authentication`'],
  ],
  AuthorizationConfiguration: [
    [/\/name$/, '`name` of the webhook of `Authorization`'],
    [/\/timeout$/, '`timeout` of the webhook of `Authorization`'],
    [/\/connectionInfo/, '`kubeconfigPath` of the webhook of `Authorization`'],
    [/\/matchConditions/, '`matchConditions` of the webhook of `Authorization`'],
    [/^/, 'the webhooks of `Authorization`'],
  ],
  AdmissionConfiguration: [
    [/\/qps$/, '`eventsPerSecond` in `eventRateLimits` of `AdmissionConfiguration`'],
    [/\/limits/, '`eventRateLimits` of `AdmissionConfiguration`'],
    [/^/, '`podSecurity` of `AdmissionConfiguration`'],
  ],
  Policy: [
    [/\/nonResourceURLs/, '`nonResourceUrls` of the `AuditRule`'],
    [/\/(users|userGroups|verbs|resources|namespaces|omitStages)(\/|$)/, 'the `AuditRule`'],
    [/^/, 'the rules of `AuditPolicy`'],
  ],
};

/** A finding about a file of a baseline with a fix that names the prop behind the place. Controls about a single setting name it themselves. */
export function namingProps(finding: Finding): Finding {
  if (finding.control !== 'valid-manifest') return finding;
  const places = Object.hasOwn(PLACES, finding.object.kind) ? PLACES[finding.object.kind] : [];
  const props = places.find(([pointer]) => pointer.test(finding.pointer))?.[1];
  return props === undefined ? finding : { ...finding, fixCode: `correct ${props}` };
}
