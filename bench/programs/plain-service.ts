import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { CONTAINER } from './container';

/** What a SecureDeployment makes, built from cdk8s-plus alone: the same objects, without the hardened fields. */
export function plainService(scope: Construct, id: string): void {
  const deployment = new kplus.Deployment(scope, id, { containers: [CONTAINER] });
  const { name } = deployment;
  const matchLabels = { [kplus.Pod.ADDRESS_LABEL]: deployment.podMetadata.getLabel(kplus.Pod.ADDRESS_LABEL)! };
  new kplus.k8s.KubeServiceAccount(deployment, 'ServiceAccount', { metadata: { name }, automountServiceAccountToken: false });
  new kplus.k8s.KubeNetworkPolicy(deployment, 'NetworkPolicy', {
    metadata: { name },
    spec: {
      podSelector: { matchLabels },
      policyTypes: ['Egress', 'Ingress'],
      ingress: [],
      egress: [{
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
        ports: [{ port: kplus.k8s.IntOrString.fromNumber(53), protocol: 'UDP' }, { port: kplus.k8s.IntOrString.fromNumber(53), protocol: 'TCP' }],
      }],
    },
  });
  new kplus.k8s.KubePodDisruptionBudget(deployment, 'DisruptionBudget', {
    metadata: { name },
    spec: { maxUnavailable: kplus.k8s.IntOrString.fromNumber(1), selector: { matchLabels }, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
  });
}
