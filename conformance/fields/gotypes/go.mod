module cdk8s-hardened/conformance/fields/gotypes

go 1.26.0
