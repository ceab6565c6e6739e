import { ApiServer, SecurityProfile } from 'cdk8s-hardened';

/** What the platform team decided; in real life a package that all app repositories share. */
export const profile = SecurityProfile.restricted({
  kubernetesVersion: '1.36',
  registries: ['registry.example.com'],
  apiServer: ApiServer.of({ cidrs: ['10.0.0.10/32'] }),
  requiredLabels: { owner: 'shop-team' },
});
