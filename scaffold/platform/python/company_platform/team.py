from typing import List, Optional

from cdk8s_hardened import Quantity, Quota, Tenant
from constructs import Construct


class Team(Tenant):
    """The namespace of a team, with a quota by the number of its services, and roles for the groups `<team>-developers` and `<team>-on-call`."""

    def __init__(self, scope: Construct, id: str, *, services: int, connects_to: Optional[List[str]] = None) -> None:
        super().__init__(
            scope, id,
            quota=quota_of(services),
            connects_to=connects_to,
            viewers=[f"{id}-developers"],
            operators=[f"{id}-on-call"],
        )


def quota_of(services: int) -> Quota:
    """Three pods of each service, and as many that are still terminating during an update."""
    return Quota.of(
        pods=6 * services,
        requests_cpu=Quantity.cores(services),
        requests_memory=Quantity.gibibytes(2 * services),
        requests_ephemeral_storage=Quantity.gibibytes(services),
        limits_cpu=Quantity.cores(3 * services),
        limits_memory=Quantity.gibibytes(2 * services),
        limits_ephemeral_storage=Quantity.gibibytes(2 * services),
    )
