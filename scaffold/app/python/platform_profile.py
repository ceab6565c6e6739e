"""What holds for all workloads of this app. A platform team shares one profile as a package: `cdk8s-hardened init platform --language python`."""

from cdk8s_hardened import SecurityProfile

PROFILE = SecurityProfile.restricted(kubernetes_version="1.36", registries=["registry.example.com"])
