import { typeMetaOf } from '../../objects/manifest';
import { removedApi } from '../../objects/removed-apis';
import { SecurityProfile } from '../../profile/security-profile';
import { defineControl, notEnforceable } from '../control';

const object = (apiVersion: string, kind: string) => ({ apiVersion, kind, metadata: { name: 'web' } });
const on = (kubernetesVersion: string) => ({ profile: () => SecurityProfile.restricted({ kubernetesVersion }) });

export const stableApiVersion = defineControl({
  id: 'stable-api-version',
  title: 'Objects use an API version that the cluster serves',
  subject: 'object',
  why: 'the API server no longer knows the version and refuses the object, so an upgrade of the cluster leaves the release without this part',
  fix: {
    code: 'use the construct of cdk8s-plus instead of an ApiObject with this `apiVersion`',
    yaml: 'write the `apiVersion` that the message names',
  },
  references: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  frameworks: ['kube-linter:no-extensions-v1beta', 'kube-score:stable-version', 'kyverno:check-deprecated-apis', 'trivy:KSV-0107'],
  // kube-score reports versions that are still served as well; that is a matter for the release that takes them away
  inspect: (manifest, { kubernetesMinor }) => {
    const removed = removedApi(manifest, kubernetesMinor);
    if (!removed) return [];
    const { kind, apiVersion } = typeMetaOf(manifest);
    const instead = removed.use ? `write ${removed.use}` : 'the kind is gone';
    const message = `Kubernetes 1.${removed.minor} and later serve no ${kind} of ${apiVersion}; ${instead}`;
    return [{ pointer: '/apiVersion', message }];
  },
  admission: notEnforceable('the API server refuses such an object before any policy sees it'),
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'a stable version', subject: object('networking.k8s.io/v1', 'Ingress') },
      { shows: 'another kind of a version that is served in part', subject: object('networking.k8s.io/v1beta1', 'ServiceCIDR') },
      { shows: 'a version that an older cluster serves', subject: object('policy/v1beta1', 'PodDisruptionBudget'), ...on('1.24') },
    ],
    bad: [
      { shows: 'a Deployment of old', subject: object('extensions/v1beta1', 'Deployment') },
      { shows: 'a version that is gone from this release on', subject: object('policy/v1beta1', 'PodDisruptionBudget'), ...on('1.25') },
      { shows: 'a kind that is gone', subject: object('policy/v1beta1', 'PodSecurityPolicy') },
    ],
  }),
});
