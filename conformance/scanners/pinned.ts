/** A scanner that is built from its Go module, with the dependencies that the module itself pins. */
export interface GoScanner {
  readonly module: string;
  readonly version: string;
  /** The folder of the program in the module. */
  readonly program: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Variables that the linker sets, such as the version that the program says it has. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Of Trivy, 0.69.4 to 0.69.6 were malicious (GHSA-69fq-xp46-6x23). */
export const GO_SCANNERS = {
  'kube-score': { module: 'github.com/zegl/kube-score', version: 'v1.20.0', program: 'cmd/kube-score' },
  'kubeconform': { module: 'github.com/yannh/kubeconform', version: 'v0.8.0', program: 'cmd/kubeconform' },
  'kubesec': { module: 'github.com/controlplaneio/kubesec/v2', version: 'v2.14.2', program: '.' },
  'trivy': {
    module: 'github.com/aquasecurity/trivy', version: 'v0.74.0', program: 'cmd/trivy', environment: { GOEXPERIMENT: 'jsonv2' },
    variables: { 'github.com/aquasecurity/trivy/pkg/version/app.ver': '0.74.0' },
  },
} satisfies Readonly<Record<string, GoScanner>>;

/** Scanners that come as a Python package. */
export const PYTHON_SCANNERS = {
  checkov: '3.3.30',
} satisfies Readonly<Record<string, string>>;

/** The release whose OpenAPI document the schemas are made from. */
export const KUBERNETES = 'v1.36.2';

/** Scanners that do not take part, and why. */
export const ABSENT: Readonly<Record<string, string>> = {
  'kube-linter': 'its module, golang.stackrox.io/kube-linter, is not to be had from the Go module proxy',
  'Polaris': 'the path of its module lags behind its major version, so the Go module proxy has none of its current releases',
  'kubescape': 'its current releases are not to be had from the Go module proxy, and its controls are not in the program but fetched from the web',
  'Kyverno': 'its command line brings no policies of its own',
};
