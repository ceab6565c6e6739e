import { Duration } from 'cdk8s';
import {
  AdmissionConfiguration, AuditPolicy, AuditRule, Authentication, Authorization, ClusterBaseline, ClusterBaselineProps, ControlPlane,
  ControlPlaneProps, EncryptionAtRest, EventRateLimitType, KubernetesVersion, MultiFactor, NodeConfiguration, TokenIssuer, TokenIssuerProps,
} from '../../src';
import { app } from '../constructs/fixtures';

const CONTROL_PLANE: ControlPlaneProps = { endpoint: 'api.k8s.example.com:6443', podCidrs: ['10.244.0.0/16'], serviceCidrs: ['10.96.0.0/16'] };
const KMS = { name: 'vault', endpoint: 'unix:///run/kms/socket.sock' };
const PROPS: ClusterBaselineProps = {
  kubernetesVersion: KubernetesVersion.of('1.37'), controlPlane: ControlPlane.of(CONTROL_PLANE), encryption: EncryptionAtRest.kms(KMS),
};

const controlPlane = (props: Partial<ControlPlaneProps>): Partial<ClusterBaselineProps> =>
  ({ controlPlane: ControlPlane.of({ ...CONTROL_PLANE, ...props }) });
const encryption = (props: object): Partial<ClusterBaselineProps> => ({ encryption: EncryptionAtRest.kms({ ...KMS, ...props }) });
const ISSUER: TokenIssuerProps = { url: 'https://idp.example.com', audiences: ['kubernetes'], multiFactor: MultiFactor.methods('mfa') };
const issuer = (props: Partial<TokenIssuerProps>): Partial<ClusterBaselineProps> =>
  ({ authentication: Authentication.of({ issuers: [TokenIssuer.oidc({ ...ISSUER, ...props })] }) });
const webhook = (props: object): Partial<ClusterBaselineProps> =>
  ({ authorization: Authorization.withWebhooks([{ name: 'policy', kubeconfigPath: '/etc/policy.conf', ...props }]) });
const events = (...eventRateLimits: any[]): Partial<ClusterBaselineProps> => ({ admission: AdmissionConfiguration.of({ eventRateLimits }) });

test.each<[string, Partial<ClusterBaselineProps>]>([
  ['`kubelet` of `NodeConfiguration`', { nodes: NodeConfiguration.of({ kubelet: { maxPods: 'x' } }) }],
  ['`kubeProxy` of `NodeConfiguration`', { nodes: NodeConfiguration.of({ kubeProxy: { modus: 'x' } }) }],
  ['`dnsDomain` of `ControlPlane`', controlPlane({ dnsDomain: 'Cluster_local' })],
  ['`certSans` of `ControlPlane`', controlPlane({ certSans: ['a b'] })],
  ['`externalEtcd` of `ControlPlane`', controlPlane({ externalEtcd: { endpoints: [], caFile: '/a', certFile: '/b', keyFile: '/c' } })],
  ['`name` of `EncryptionAtRest`', encryption({ name: 'a:b' })],
  ['`endpoint` of `EncryptionAtRest`', encryption({ endpoint: 'tcp://vault' })],
  ['`timeout` of `EncryptionAtRest`', encryption({ timeout: Duration.seconds(0) })],
  ['`resources` of `EncryptionAtRest`', encryption({ resources: ['secrets', 'secrets'] })],
  ['`url` of `TokenIssuer`', issuer({ url: 'http://idp.example.com' })],
  ['`audiences` of `TokenIssuer`', issuer({ audiences: [] })],
  ['`discoveryUrl` of `TokenIssuer`', issuer({ discoveryUrl: 'http://idp.example.com' })],
  ['`certificateAuthority` of `TokenIssuer`', issuer({ certificateAuthority: '/etc/ca.crt' })],
  ['`usernameClaim` of `TokenIssuer`', issuer({ usernameClaim: '' })],
  ['`requiredClaims` or `multiFactor` of `TokenIssuer`', issuer({ requiredClaims: { '': 'x' } })],
  ['`timeout` of the webhook of `Authorization`', webhook({ timeout: Duration.minutes(1) })],
  ['`kubeconfigPath` of the webhook of `Authorization`', webhook({ kubeconfigPath: 'policy.conf' })],
  ['`eventsPerSecond` in `eventRateLimits` of `AdmissionConfiguration`', events({ type: EventRateLimitType.SERVER, eventsPerSecond: 0, burst: 1 })],
  ['`eventRateLimits` of `AdmissionConfiguration`', events()],
  ['`nonResourceUrls` of the `AuditRule`', { auditPolicy: AuditPolicy.standard().withRule(AuditRule.metadata({ nonResourceUrls: ['metrics'] })) }],
])('fails for a wrong value, and names %s', (prop, props) => {
  const hardened = app();
  new ClusterBaseline(hardened, 'cluster', { ...PROPS, ...props });
  expect(() => hardened.synth()).toThrow(`fix    correct ${prop}\n`);
});

test('fails in the same words where a part stands alone', () => {
  expect(() => EncryptionAtRest.kms({ ...KMS, name: 'a:b' }).toYaml()).toThrow('fix    correct `name` of `EncryptionAtRest`\n');
});
