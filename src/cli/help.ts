/** The ends of the help pages; 80 columns hold every line. */

export const PROGRAM_EXAMPLES = `
Examples:
  cdk8s-hardened                            check the working directory
  helm template shop ./chart | cdk8s-hardened check -
  cdk8s-hardened harden --diff deploy/
  cdk8s-hardened explain run-as-non-root

\`cdk8s-hardened <command> --help\` has more.`;

export const CHECK_EXAMPLES = `
Examples:
  cdk8s-hardened check deploy/              every YAML and JSON file in a folder
  cdk8s-hardened check dist -f sarif -o out.sarif
                                            for code scanning
  helm template shop ./chart | cdk8s-hardened check -
                                            what a chart renders to
  cdk8s-hardened check --pod-security restricted:v1.36 pod.yaml
  cdk8s-hardened check --write-baseline known.json
  cdk8s-hardened check --baseline known.json
                                            from then on only new findings fail
  cdk8s-hardened check --waivers waivers.yaml --no-inline-waivers
                                            in CI: no manifest excuses itself
  cdk8s-hardened check dist --scan-reports scans --scan-max-age 14
                                            with what Trivy, Grype or Syft wrote

Exit codes:
  0 clean, 1 findings at or above --fail-on,
  2 usage, unreadable or inconclusive input`;

export const HARDEN_EXAMPLES = `
Examples:
  cdk8s-hardened harden deploy.yaml > hardened.yaml
  cdk8s-hardened harden --diff deploy/      what would change
  cdk8s-hardened harden --in-place deploy/
  cdk8s-hardened harden --in-place --writable-tmp deploy/
                                            with a place for temporary files
  cdk8s-hardened harden --in-place --writable-paths deploy/
                                            with the folders that well-known
                                            images write to
  cdk8s-hardened harden --override no-privileged --in-place legacy.yaml

What is there stays, good or bad, and what is waived stays absent. Patches of
kustomize and other parts of objects are left alone. All files of a call are
read first: an account that a binding names keeps its token, and a namespace
gets the level that its workloads meet. Standard error lists what was not
changed, and why, and what may not run as before: try that first.

Exit codes:
  0 all that could be filled in was
  2 usage, unreadable or inconclusive input, or a text that cannot be edited`;

export const POLICIES_EXAMPLES = `
Examples:
  cdk8s-hardened policies | kubectl apply -f -
  cdk8s-hardened policies --profile platform.yaml --action warn
                                            at first, to see what would break
  cdk8s-hardened policies --static -o policies/hardened.yaml
                                            from files of the API server
  cdk8s-hardened policies --mutating | kubectl apply -f -
                                            fill in what is absent, too

Standard error says how many there are. \`admissionRollout\` of the settings, or
the file of --rollout, names the namespaces of a stage (\`warnNamespaces\`,
\`auditNamespaces\`, \`exemptNamespaces\`) and the \`waivers\` that hold in the
cluster.

Exit codes:
  0 written, 2 usage or an unreadable profile`;

export const LOCK_EXAMPLES = `
Examples:
  crane digest nginx:1.29.0 | cdk8s-hardened lock nginx:1.29.0
  docker buildx imagetools inspect nginx:1.29.0 | cdk8s-hardened lock
  docker image inspect nginx:1.29.0 redis:8.2.1 | cdk8s-hardened lock
  skopeo inspect docker://docker.io/nginx:1.29.0 \\
    | cdk8s-hardened lock nginx:1.29.0
  while read -r i; do echo "$i $(crane digest "$i")"; done < images.txt \\
    | cdk8s-hardened lock                   several at once: IMAGE DIGEST

An app reads the lock where its profile has an \`imagePolicy\` with \`lockFile\`:
each image gets its digest, and one that the lock lacks stops the synth.

Exit codes:
  0 written, 2 usage, or an output that cannot be read`;

export const RBAC_EXAMPLES = `
Examples:
  cdk8s-hardened rbac deploy/               who can become cluster-admin, and how
  cdk8s-hardened rbac deploy/ --subject serviceaccount:shop/web
                                            what it may do, and can become
  cdk8s-hardened rbac deploy/ --can list secrets --namespace shop
                                            who may
  kubectl get sa,clusterroles,clusterrolebindings,roles,rolebindings -A -o yaml \\
    | cdk8s-hardened rbac - --subject user:anna --group oidc:developers
                                            of a running cluster

Exit codes:
  0 nobody and nothing was found, 1 somebody may or can,
  2 usage, unreadable input, or a role that the input lacks`;

export const RUNTIME_EXAMPLES = `
Examples:
  cdk8s-hardened runtime deploy/ --engine falco -o hardened_rules.yaml
                                            a file for /etc/falco/rules.d
  cdk8s-hardened runtime deploy/ --engine tetragon | kubectl apply -f -
                                            they report, and end no process
  helm template shop ./chart | cdk8s-hardened runtime - --engine falco

What a manifest does not say cannot be watched: standard error lists it. The
\`command\` of a container is the process that it may run; network policies are
the connections that it may open. An app declares more with a RuntimeGuard.

Exit codes:
  0 written, 2 usage, unreadable input, or a workload that cannot be watched`;

export const CONVERT_EXAMPLES = `
Examples:
  cdk8s-hardened convert -o waivers.yaml    of the working directory
  cdk8s-hardened convert .trivyignore.yaml deploy/

It reads .kube-linter.yaml, .checkov.yaml, .trivyignore, .trivyignore.yaml, the
annotations of kube-linter, kube-score, checkov, Polaris and Kubescape,
PolicyExceptions of Kyverno, exemptions of Pod Security, and the suppressions
of cdk-nag in *.template.json. Standard error names each exception that no
waiver can say, and why. A reason that is missing is left open in the file, and
\`check\` refuses the waiver until it is there.

Exit codes:
  0 written, 2 usage or unreadable input`;

export const INIT_EXAMPLES = `
Examples:
  cdk8s-hardened init app shop              an app: code, tests, CI workflow
  cdk8s-hardened init platform company-platform
                                            a profile, a tenant and a service
                                            that all app teams share

A file that is there is never overwritten: then nothing is written at all.

Exit codes:
  0 written, 2 usage, or a file that is there already`;

export const EXPLAIN_EXAMPLES = `
Examples:
  cdk8s-hardened explain run-as-non-root
  cdk8s-hardened explain CKV_K8S_22         by the id of another tool
  cdk8s-hardened explain                    all controls
  cdk8s-hardened explain acme.cost-center --profile profile.js   a control that the profile brings`;

export const COMPLETION_EXAMPLES = `
Examples:
  source <(cdk8s-hardened completion bash)  in ~/.bashrc
  source <(cdk8s-hardened completion zsh)   in ~/.zshrc
  cdk8s-hardened completion fish | source   in ~/.config/fish/config.fish`;
