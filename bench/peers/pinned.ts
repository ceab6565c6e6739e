import { GoScanner } from '../../conformance/scanners/pinned';

/** Programs that only the benchmarks are compared with: a judge without checks of its own, and two that do other work. */
export const GO_PEERS = {
  kyverno: { module: 'github.com/kyverno/kyverno', version: 'v1.19.1', program: 'cmd/cli/kubectl-kyverno' },
  kustomize: { module: 'sigs.k8s.io/kustomize/kustomize/v5', version: 'v5.8.2', program: '.' },
  helm: { module: 'helm.sh/helm/v4', version: 'v4.3.1', program: 'cmd/helm' },
} satisfies Readonly<Record<string, GoScanner>>;
