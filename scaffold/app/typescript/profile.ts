import { SecurityProfile } from 'cdk8s-hardened';

/** What holds for all workloads of this app. A platform team shares one profile as a package: `cdk8s-hardened init platform`. */
export const profile = SecurityProfile.restricted({
  kubernetesVersion: '1.36',
  registries: ['registry.example.com'],
});
