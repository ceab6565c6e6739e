import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AuditPolicy, AuditRule, Authentication, Authorization, ClusterBaseline, ClusterBaselineProps, ControlPlane, EncryptionAtRest, HardenedApp,
  HostFirewall, KubernetesVersion, MultiFactor, NodeConfiguration, TokenIssuer,
} from '../../src';
import { documentsOf } from '../../src/constructs/synthesis/configuration-files';
import { Manifest } from '../../src/objects/manifest';

const ISSUER = { url: 'https://idp.example.com/realms/platform', audiences: ['kubernetes'] };
const CONTROL_PLANE = { endpoint: 'api.k8s.example.com:6443', podCidrs: ['10.244.0.0/16'], serviceCidrs: ['10.96.0.0/16'] };

/** The validation looks whether it is there. */
const FILE = '/etc/passwd';

/** A baseline with nothing but what must be said. */
export const SMALLEST: ClusterBaselineProps = {
  kubernetesVersion: KubernetesVersion.of('1.37'),
  controlPlane: ControlPlane.of(CONTROL_PLANE),
  encryption: EncryptionAtRest.kms({ name: 'vault', endpoint: 'unix:///run/kms/socket.sock' }),
  nodes: NodeConfiguration.of({ discoveryFile: FILE }),
};

/** A baseline with as much as one can say. */
export const LARGEST: ClusterBaselineProps = {
  kubernetesVersion: KubernetesVersion.of('1.37.2'),
  controlPlane: ControlPlane.of({
    ...CONTROL_PLANE,
    podCidrs: ['10.244.0.0/16', 'fd00:10:244::/56'],
    serviceCidrs: ['10.96.0.0/16', 'fd00:10:96::/112'],
    certSans: ['api.example.com', '192.0.2.10'],
    certificateValidity: Duration.days(60),
    tokenLifetime: Duration.minutes(30),
    externalEtcd: { endpoints: ['https://10.0.0.20:2379'], caFile: '/etc/etcd/ca.crt', certFile: '/etc/etcd/client.crt', keyFile: '/etc/etcd/client.key' },
    admissionPlugins: ['AlwaysPullImages'],
    extraArguments: { apiServer: { 'max-requests-inflight': '800' } },
    omitsKubeProxy: true,
  }),
  encryption: EncryptionAtRest.kms({ name: 'vault', endpoint: 'unix:///run/kms/socket.sock', timeout: Duration.millis(1500), readsPlaintext: true, resources: ['secrets', '*.apps'] }),
  nodes: NodeConfiguration.of({ kubelet: { maxPods: 60 }, discoveryFile: FILE }),
  authentication: Authentication.of({
    issuers: [
      TokenIssuer.oidc({ ...ISSUER, multiFactor: MultiFactor.methods('mfa', 'hwk'), usernameClaim: 'email', requiredClaims: { hd: 'example.com' } }),
      TokenIssuer.oidc({
        url: 'https://login.example.org', audiences: ['kubernetes', 'platform'], multiFactor: MultiFactor.contexts('phr'), usernamePrefix: 'corp:', groupsPrefix: 'corp-group:',
        tokenLifetime: Duration.minutes(15), discoveryUrl: 'https://login.example.org/keys/openid-configuration',
      }),
    ],
  }),
  authorization: Authorization.withWebhooks([{ name: 'policy', kubeconfigPath: FILE, matchConditions: ["request.user != 'admin'"], timeout: Duration.seconds(1) }]),
  auditPolicy: AuditPolicy.standard().withoutContentOf({ group: 'vault.example.com' }).withoutNoise(AuditRule.none({ nonResourceUrls: ['/metrics'] }))
    .withRule(AuditRule.request({ resources: [{ group: 'example.com', resources: ['tenants'], resourceNames: ['a'] }], namespaces: ['shop'], userGroups: ['oidc:admins'] })),
  firewall: HostFirewall.of({ controlPlane: ['10.0.0.10/32', 'fd00::10/128'], nodes: ['10.0.0.0/24'], apiClients: ['192.0.2.0/24'], sshClients: ['192.0.2.0/24', 'fd00:1::/64'] }),
};

/** A baseline in an app of its own. */
export const baselineOf = (props: ClusterBaselineProps): ClusterBaseline => new ClusterBaseline(new HardenedApp({ omitSourceLocations: true }) as Construct, 'cluster', props);

/** What it renders for a component to read: the documents of all files, without the policies that the API server stores in no file. */
export const renderedDocuments = (props: ClusterBaselineProps): readonly Manifest[] => documentsOf(baselineOf(props));
