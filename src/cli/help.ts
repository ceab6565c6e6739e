/** The ends of the help pages. */

export const PROGRAM_EXAMPLES = `
Examples:
  cdk8s-hardened                                      check the working directory
  helm template shop ./chart | cdk8s-hardened check -
  cdk8s-hardened harden --diff deploy/
  cdk8s-hardened explain run-as-non-root

Without a command it checks the working directory. \`cdk8s-hardened <command> --help\` has more.`;

export const CHECK_EXAMPLES = `
Examples:
  cdk8s-hardened check deploy/                        every YAML and JSON file below a folder
  helm template shop ./chart | cdk8s-hardened check - what a chart renders to
  cdk8s-hardened check dist -f sarif -o out.sarif     for code scanning
  cdk8s-hardened check --pod-security restricted:v1.36 pod.yaml
  cdk8s-hardened check --write-baseline baseline.json, then
  cdk8s-hardened check --baseline baseline.json       only new findings fail
  cdk8s-hardened check --waivers waivers.yaml --no-inline-waivers
                                                      in CI: a manifest cannot excuse itself

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage, unreadable or inconclusive input`;

export const HARDEN_EXAMPLES = `
Examples:
  cdk8s-hardened harden deploy.yaml > hardened.yaml
  cdk8s-hardened harden --diff deploy/                what would change
  cdk8s-hardened harden --in-place deploy/
  cdk8s-hardened harden --override no-privileged --in-place legacy.yaml

What is there stays, good or bad; what was not changed is listed on standard error.
Exit codes: 0 hardened, 2 usage, unreadable or inconclusive input`;

export const EXPLAIN_EXAMPLES = `
Examples:
  cdk8s-hardened explain run-as-non-root
  cdk8s-hardened explain                              all controls`;

export const COMPLETION_EXAMPLES = `
Examples:
  source <(cdk8s-hardened completion bash)            in ~/.bashrc
  cdk8s-hardened completion zsh > "\${fpath[1]}/_cdk8s-hardened"
  cdk8s-hardened completion fish > ~/.config/fish/completions/cdk8s-hardened.fish`;
