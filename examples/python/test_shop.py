from cdk8s_hardened.testing import (
    assert_allows_traffic, assert_denies_traffic, assert_examples, assert_grants, assert_grants_not, assert_no_findings, assert_satisfies,
)
from constructs import IConstruct

from own_controls import OWN_REPOSITORY
from shop import build

SHOP = build()


def workload(name: str) -> IConstruct:
    return SHOP.node.find_child("shop").node.find_child("shop").node.find_child(name)


def test_nothing_is_found():
    assert_no_findings(SHOP)
    assert_satisfies(SHOP, "restricted:v1.36")


def test_only_declared_connections_are_open():
    assert_allows_traffic(workload("frontend"), workload("api"), 8080)
    assert_allows_traffic(workload("api"), "10.20.0.0/28", 5432)
    assert_denies_traffic(workload("frontend"), "169.254.169.254/32", 80)


def test_the_worker_reads_its_flags_and_nothing_else():
    assert_grants(workload("worker"), "get", "configmaps", object_name="flags")
    assert_grants_not(workload("worker"), "get", "secrets")


def test_our_own_control_decides_its_examples():
    assert_examples(OWN_REPOSITORY)
