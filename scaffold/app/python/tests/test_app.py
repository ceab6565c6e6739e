from pathlib import Path

from cdk8s_hardened.testing import assert_manifests, assert_no_findings, assert_satisfies

from app import build

APP = build()


def test_nothing_is_found():
    assert_no_findings(APP)


def test_a_namespace_with_the_label_restricted_takes_all_pods():
    assert_satisfies(APP, "restricted:v1.36")


def test_the_manifests_are_those_that_were_reviewed():
    assert_manifests(APP, Path(__file__).parent / "manifests", omit_hashes=True)
