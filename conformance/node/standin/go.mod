module cdk8s-hardened/conformance/node/standin

go 1.26.0
