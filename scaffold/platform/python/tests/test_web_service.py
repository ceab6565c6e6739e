from pathlib import Path

from cdk8s import Chart
from cdk8s_hardened import HardenedApp, Port
from cdk8s_hardened.testing import (
    assert_allows_traffic, assert_denies_traffic, assert_grants_not, assert_manifests, assert_no_findings, assert_satisfies,
)

from company_platform import COMPANY_PROFILE, Team, WebService
from shop import DIGEST, build

IMAGE = f"registry.example.com/shop/web:1.0.0@{DIGEST}"


def services():
    team = Team(Chart(HardenedApp(profile=COMPANY_PROFILE), "shop"), "shop", services=2)
    return WebService(team, "web", image=IMAGE, host="shop.example.com"), WebService(team, "cart", image=IMAGE)


def test_nothing_is_found_in_the_example():
    app = build()
    assert_no_findings(app)
    assert_satisfies(app, "restricted:v1.36")


def test_a_service_is_closed_until_another_one_is_let_in():
    web, cart = services()
    assert_denies_traffic(web.workload, cart.workload, 8080)
    cart.workload.allow_from(web.workload, Port.tcp(8080))
    assert_allows_traffic(web.workload, cart.workload, 8080)
    assert_denies_traffic(web.workload, cart.workload, 9090)


def test_a_service_may_do_nothing_at_the_api_server():
    web, _ = services()
    assert_grants_not(web.workload, "get", "secrets")


def test_the_manifests_are_those_that_were_reviewed():
    assert_manifests(build(), Path(__file__).parent / "manifests", omit_hashes=True)
