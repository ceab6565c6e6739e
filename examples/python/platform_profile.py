"""What the platform team decided; in real life a package that all app repositories share."""

from cdk8s_hardened import ApiServer, SecurityProfile

from own_controls import OWN_REPOSITORY

PROFILE = SecurityProfile.restricted(
    kubernetes_version="1.36",
    registries=["registry.example.com"],
    api_server=ApiServer.of(cidrs=["10.0.0.10/32"]),
    required_labels={"owner": "shop-team"},
    custom_controls=[OWN_REPOSITORY],
)
