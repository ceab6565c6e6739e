import {
  AuditPolicy, AuditRule, Authentication, ClusterBaseline, ControlPlane, EncryptionAtRest, HardenedApp, HostFirewall, KubernetesVersion, MultiFactor,
  TokenIssuer,
} from 'cdk8s-hardened';

const PODS = '10.244.0.0/16';

/** The control plane and the nodes of a cluster; nothing in it is applied to the cluster. */
export function build(outdir = 'dist'): HardenedApp {
  const app = new HardenedApp({ outdir });
  new ClusterBaseline(app, 'cluster', {
    kubernetesVersion: KubernetesVersion.of('1.37.1'),
    controlPlane: ControlPlane.of({ endpoint: 'api.k8s.example.com:6443', podCidrs: [PODS], serviceCidrs: ['10.96.0.0/16'] }),
    encryption: EncryptionAtRest.localKeys({ keyNames: ['key1'] }), // or EncryptionAtRest.kms, where there is key management
    authentication: Authentication.of({
      issuers: [
        TokenIssuer.oidc({
          url: 'https://idp.example.com/realms/platform', audiences: ['kubernetes'], multiFactor: MultiFactor.methods('mfa', 'hwk', 'otp'),
        }),
      ],
    }),
    auditPolicy: AuditPolicy.standard()
      .withoutContentOf({ group: 'vault.example.com' })
      .withoutNoise(AuditRule.none({ users: ['system:serviceaccount:monitoring:prometheus'], verbs: ['get', 'list', 'watch'], nonResourceUrls: ['/metrics'] })),
    firewall: HostFirewall.of({
      controlPlane: ['10.0.0.10/32', '10.0.0.11/32', '10.0.0.12/32'],
      nodes: ['10.0.0.0/24'],
      apiClients: ['192.0.2.0/24'], // administrators and pipelines
      kubeletClients: [PODS], // metrics-server
      sshClients: ['192.0.2.0/24'],
    }),
  });
  return app;
}
