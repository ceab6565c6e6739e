"""Assertions about an app for pytest and unittest. Each fails with what was found, and with what to do about it.

>>> from cdk8s_hardened.testing import assert_no_findings, assert_satisfies
>>> assert_no_findings(chart)
>>> assert_satisfies(chart, "restricted:v1.36")
"""

import difflib
import os
from pathlib import Path
from typing import Union

from constructs import IConstruct

from . import CustomControl, HardenedTesting, Port

__all__ = [
    "assert_allows_traffic",
    "assert_denies_traffic",
    "assert_examples",
    "assert_grants",
    "assert_grants_not",
    "assert_manifests",
    "assert_no_findings",
    "assert_satisfies",
]

UPDATE = "UPDATE_MANIFESTS"
"""The environment variable that makes `assert_manifests` write the folder."""

End = Union[IConstruct, str]
"""A workload, or addresses outside of the cluster such as `203.0.113.7/32`."""


def assert_no_findings(scope: IConstruct) -> None:
    """Fails where synthesis would print a finding about an object below the scope, be it an error or a warning."""
    _assert_empty(HardenedTesting.findings(scope))


def assert_satisfies(scope: IConstruct, standard: str) -> None:
    """Fails where a namespace with this Pod Security label, such as `restricted:v1.36`, would refuse a pod of an object below the scope."""
    _assert_empty(HardenedTesting.pod_security_violations(scope, standard))


def assert_allows_traffic(source: End, target: End, port: Union[int, Port]) -> None:
    """Fails where a network policy of the app keeps the source from connecting to the target. A port that is a number is one of TCP."""
    if not _allows(source, target, port):
        raise AssertionError(f"the test expects that traffic is allowed\n\n{_explain(source, target, port)}")


def assert_denies_traffic(source: End, target: End, port: Union[int, Port]) -> None:
    """Fails where the source may connect to the target. A port that is a number is one of TCP."""
    if _allows(source, target, port):
        raise AssertionError(f"the test expects that traffic is denied\n\n{_explain(source, target, port)}")


def assert_grants(workload: IConstruct, verb: str, resource: str, **options: str) -> None:
    """Fails where no role lets the pods of a workload do something. The options are those of `GrantOptions`."""
    if not HardenedTesting.grants(workload, verb, resource, **options):
        raise AssertionError(f"the test expects that it is granted\n\n{HardenedTesting.explain_grant(workload, verb, resource, **options)}")


def assert_grants_not(workload: IConstruct, verb: str, resource: str, **options: str) -> None:
    """Fails where a role lets the pods of a workload do something. The options are those of `GrantOptions`."""
    if HardenedTesting.grants(workload, verb, resource, **options):
        raise AssertionError(f"the test expects that it is not granted\n\n{HardenedTesting.explain_grant(workload, verb, resource, **options)}")


def assert_examples(control: CustomControl) -> None:
    """Fails where the rule of a custom control decides one of its examples otherwise than the example says."""
    _assert_empty(HardenedTesting.wrong_examples(control))


def assert_manifests(scope: IConstruct, folder: Union[str, Path], *, omit_hashes: bool = False) -> None:
    """Fails where the manifests below the scope are not those in the folder: one file of YAML for each object, as a reviewer reads it.

    With `UPDATE_MANIFESTS=1` in the environment it writes the folder instead. Commit the folder, and read its difference in the review.
    """
    folder = Path(folder)
    files = HardenedTesting.manifest_files(scope, omit_hashes=omit_hashes)
    stored = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}
    if os.environ.get(UPDATE):
        for name in stored.keys() - files.keys():
            (folder / name).unlink()
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return
    lines = [
        line.rstrip("\n")
        for name in sorted(stored.keys() | files.keys())
        for line in difflib.unified_diff(
            stored.get(name, "").splitlines(True), files.get(name, "").splitlines(True), f"{folder.as_posix()}/{name}", f"the app: {name}"
        )
    ]
    if lines:
        raise AssertionError("\n".join([f"the manifests differ from those in {folder}; accept them with {UPDATE}=1", "", *lines]))


def _assert_empty(texts: list) -> None:
    if texts:
        raise AssertionError("\n\n".join(["the test expects that nothing is found", *texts]))


def _port(port: Union[int, Port]) -> Port:
    return Port.tcp(port) if isinstance(port, int) else port


def _allows(source: End, target: End, port: Union[int, Port]) -> bool:
    if isinstance(source, str):
        return HardenedTesting.allows_traffic_from_address(source, target, _port(port))
    if isinstance(target, str):
        return HardenedTesting.allows_traffic_to_address(source, target, _port(port))
    return HardenedTesting.allows_traffic(source, target, _port(port))


def _explain(source: End, target: End, port: Union[int, Port]) -> str:
    if isinstance(source, str):
        return HardenedTesting.explain_traffic_from_address(source, target, _port(port))
    if isinstance(target, str):
        return HardenedTesting.explain_traffic_to_address(source, target, _port(port))
    return HardenedTesting.explain_traffic(source, target, _port(port))
