"""A control of the company's own, beside those of the catalogue."""

from typing import Any, List

import jsii
from cdk8s_hardened import ControlSubject, ControlViolation, CustomControl, IControlRule, Severity

REPOSITORY = "registry.example.com/shop/"


@jsii.implements(IControlRule)
class OwnRepository:
    """jsii calls the method by its name in TypeScript."""

    @jsii.member(jsii_name="violations")
    def violations(self, subject: Any) -> List[ControlViolation]:
        image = subject.get("image")
        if isinstance(image, str) and image.startswith(REPOSITORY):
            return []
        return [ControlViolation(pointer="/image", message=f"the image is not below {REPOSITORY}")]


OWN_REPOSITORY = CustomControl.of(
    "shop.own-repository",
    title="Images come from the repository of the team",
    why="nobody of the team answers for what is in the images of others",
    fix=f"copy the image to {REPOSITORY}",
    severity=Severity.ERROR,
    subject=ControlSubject.CONTAINER,
    rule=OwnRepository(),
    accepted={"an image of the team": {"name": "main", "image": f"{REPOSITORY}api:1.4.2"}},
    rejected={"an image of somebody else": {"name": "main", "image": "docker.io/library/nginx:1.29"}, "no image": {"name": "main"}},
)
