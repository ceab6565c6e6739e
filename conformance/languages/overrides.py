"""What a user of Python may call and override. Prints what came of each case as one JSON map, which languages.ts compares with what it must be."""
import json
import sys
from pathlib import Path

from cdk8s import ApiObject, ApiObjectMetadata, App, Chart, JsonPatch, Testing
from cdk8s_hardened import (
    ControlViolation, CustomControl, HardenedApp, HardenedTesting, IControlRule, IPeer, Peer, Port, ScopedRole, SecureDeployment, SecurityProfile, Severity,
    Verb, Waivers,
)
import cdk8s_plus_27 as kplus
import jsii

DIGEST = "@sha256:" + "a" * 64
FOLDER = Path(sys.argv[1])


def deployment(scope, kind=SecureDeployment, digest=DIGEST, **props):
    return kind(scope, "api", containers=[kplus.ContainerProps(
        image=f"registry.example.com/shop/api:1.4.2{digest}", port_number=8080,
        liveness=kplus.Probe.from_http_get("/livez"), readiness=kplus.Probe.from_http_get("/readyz"), **props,
    )])


def chart_in(app):
    return Chart(app, "c", namespace="shop")


def app_in(name, kind=App):
    return kind(outdir=str(FOLDER / name / "dist"))


def written(app):
    return "".join(file.read_text() for file in sorted(Path(app.outdir).glob("*.yaml")))


def of_kind(kind, manifests):
    return next(manifest for manifest in manifests if manifest["kind"] == kind)


def seccomp(manifest):
    return manifest["spec"]["template"]["spec"]["securityContext"]["seccompProfile"]["type"]


def message_of(call):
    try:
        call()
    except Exception as error:  # whatever jsii makes of it
        return str(error)
    return ""


def refusal(app, call):
    message = message_of(call)
    return {
        "finding": "1 finding stops this synth, no file was written" in message and "read-only-root-filesystem" in message,
        "validation": "Validation failed" in message,
        "written": Path(app.outdir).exists(),
    }


class PrintingApp(App):
    """An app that overrides `synth`, and calls it."""

    before = 0

    def synth(self):
        self.before += 1
        super().synth()


class WritingApp(App):
    """An app that overrides `synth`, and writes by itself."""

    def synth(self):
        Path(self.outdir).mkdir(parents=True)
        for chart in self.charts:
            (Path(self.outdir) / "own.yaml").write_text(json.dumps(chart.to_json()))


class LabelledObject(ApiObject):
    """An object that overrides `to_json`, and calls it."""

    def to_json(self):
        manifest = super().to_json()
        manifest["data"] = {"by": "override"}
        return manifest


class WritableObject(ApiObject):
    """An object whose `to_json` is a fault."""

    def to_json(self):
        manifest = super().to_json()
        manifest["spec"] = {"containers": [{"name": "main", "image": "x", "securityContext": {"privileged": True}}]}
        return manifest


class Api(SecureDeployment):
    """A subclass of one of our workloads."""


class Service(Chart):
    """A construct of a platform team, built on ours."""

    def __init__(self, scope, id):
        super().__init__(scope, id, namespace="shop")
        self.workload = deployment(self)
        self.workload.allow_from(Peer.namespace("ingress-nginx"))


@jsii.implements(IPeer)
class Databases:
    """A peer of the user's own."""

    @jsii.member(jsii_name="toPeer")
    def to_peer(self):
        return Peer.cidr("10.20.0.0/28")


@jsii.implements(IControlRule)
class NoTeam:
    """The rule of a control of the user's own."""

    @jsii.member(jsii_name="violations")
    def violations(self, subject):
        has_team = "team" in subject.get("metadata", {}).get("labels", {})
        return [] if has_team else [ControlViolation(message="label team is missing", pointer="/metadata")]


@jsii.implements(IControlRule)
class Failing:
    """A rule with a fault."""

    @jsii.member(jsii_name="violations")
    def violations(self, subject):
        return subject["nothing"]["of"]["this"]


BAD = {"security_context": kplus.ContainerSecurityContextProps(read_only_root_filesystem=False)}


def to_json():
    workload = deployment(chart_in(app_in("to-json")))
    ApiObject.of(workload).add_json_patch(JsonPatch.replace("/spec/replicas", 7))
    manifests = [ApiObject.of(workload).to_json() for _ in range(2)]
    return [[seccomp(manifest), manifest["spec"]["replicas"]] for manifest in manifests]


def chart_and_text():
    app = app_in("chart")
    chart = chart_in(app)
    workload = deployment(chart)
    app.synth()
    in_chart, in_test = [of_kind("Deployment", manifests) for manifests in (chart.to_json(), Testing.synth(chart))]
    same = ApiObject.of(workload).to_json() == in_chart == in_test
    return {"objects": same, "text": app.synth_yaml() == written(app), "seccomp": seccomp(in_chart)}


def overridden_synth():
    app = app_in("overridden", PrintingApp)
    deployment(chart_in(app))
    app.synth()
    return {"calls": app.before, "hardened": "RuntimeDefault" in written(app)}


def overridden_synth_of_hardened_app():
    class PrintingHardenedApp(HardenedApp):
        def synth(self):
            super().synth()

    app = app_in("overridden-hardened", PrintingHardenedApp)
    deployment(chart_in(app))
    app.synth()
    return {"hardened": "RuntimeDefault" in written(app), "index": (Path(app.outdir).parent / ".hardened" / "index.json").exists()}


def overridden_synth_refused():
    app = app_in("overridden-refused", PrintingApp)
    deployment(chart_in(app), **BAD)
    return refusal(app, app.synth)


def own_writing_refused():
    app = app_in("own-refused", WritingApp)
    deployment(chart_in(app), **BAD)
    message = message_of(app.synth)
    return {"finding": "read-only-root-filesystem" in message, "validation": "Validation failed" in message, "written": (Path(app.outdir) / "own.yaml").exists()}


def overridden_to_json():
    app = app_in("overridden-object")
    chart = chart_in(app)
    deployment(chart)
    LabelledObject(chart, "config", api_version="v1", kind="ConfigMap", metadata=ApiObjectMetadata(name="config"))
    app.synth()
    return {"override": "by: override" in written(app), "chart": of_kind("ConfigMap", chart.to_json())["data"]}


def overridden_to_json_refused():
    app = app_in("overridden-object-refused")
    chart = chart_in(app)
    deployment(chart)
    WritableObject(chart, "pod", api_version="v1", kind="Pod", metadata=ApiObjectMetadata(name="pod"))
    return "no-privileged" in message_of(app.synth)


def subclass_of_workload():
    chart = chart_in(app_in("subclass", HardenedApp))
    return seccomp(ApiObject.of(deployment(chart, Api)).to_json())


def plain_app_refused():
    app = app_in("plain-refused")
    deployment(chart_in(app), **BAD)
    return refusal(app, app.synth)


def plain_app_warns():
    app = app_in("plain-warns")
    deployment(chart_in(app), digest="")
    app.synth()
    return "RuntimeDefault" in written(app)


def app_without_ours():
    app = app_in("without")
    chart = chart_in(app)
    ApiObject(chart, "pod", api_version="v1", kind="Pod", metadata=ApiObjectMetadata(name="pod")).add_json_patch(
        JsonPatch.add("/spec", {"hostNetwork": True}))
    app.synth()
    return "hostNetwork: true" in written(app)


def custom_construct():
    service = Service(app_in("service", HardenedApp), "service")
    kinds = [manifest["kind"] for manifest in Testing.synth(service)]
    return [kinds.count(kind) for kind in ("Deployment", "NetworkPolicy", "ServiceAccount")]


def own_peer():
    chart = chart_in(app_in("peer", HardenedApp))
    workload = deployment(chart)
    workload.allow_to(Databases(), Port.tcp(5432))
    rules = of_kind("NetworkPolicy", Testing.synth(chart))["spec"]["egress"]
    return {"ipBlock": {"cidr": "10.20.0.0/28"}} in [peer for rule in rules for peer in rule["to"]]


def own_control(rule, waived=False):
    control = CustomControl.of(
        "acme.team", title="Deployments name their team", why="nobody is called otherwise", fix="set the label team", kinds=["apps/Deployment"],
        severity=Severity.ERROR, rule=rule,
    )
    app = HardenedApp(outdir=str(FOLDER / "control" / "dist"), profile=SecurityProfile.restricted(custom_controls=[control]))
    workload = deployment(chart_in(app))
    if waived:
        Waivers.of(workload).add("acme.team", reason="agreed with the platform team")
    return [text for text in HardenedTesting.findings(app) if "acme.team" in text]


def own_control_finds():
    [text] = own_control(NoTeam())
    return text.startswith("error  acme.team") and "label team is missing" in text and "set the label team" in text


def own_control_waived():
    return own_control(NoTeam(), waived=True)


def own_control_fails():
    [text] = own_control(Failing())
    return "control acme.team could not decide: its rule failed" in text


def misspelled_keys():
    chart = chart_in(app_in("misspelled"))
    rule = {"apiGroups": [""], "resources": ["pods"], "verbs": [Verb.GET]}
    return [
        message_of(lambda: SecureDeployment(chart, "api", containers=[{"image": "registry.example.com/api:1", "port_number": 8080}])),
        message_of(lambda: ScopedRole(chart, "role", rules=[{**rule, "resource_names": ["web"]}])),
        message_of(lambda: ScopedRole(chart, "named", rules=[{**rule, "resourceNames": ["web"]}])),
    ]


CASES = [
    custom_construct, own_peer, own_control_finds, own_control_waived, own_control_fails, misspelled_keys,
    to_json, chart_and_text, overridden_synth, overridden_synth_of_hardened_app, overridden_synth_refused, own_writing_refused, overridden_to_json,
    overridden_to_json_refused, subclass_of_workload, plain_app_refused, plain_app_warns, app_without_ours,
]
outcomes = {}
for case in CASES:
    try:
        outcomes[case.__name__] = case()
    except Exception as error:  # a crash is an outcome, and the other cases still run
        outcomes[case.__name__] = f"{type(error).__name__}: {error}"
print(json.dumps(outcomes))
