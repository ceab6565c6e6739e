"""What an app team writes. In its own repository it installs the package."""

from cdk8s import App, Chart
from cdk8s_hardened import HardenedApp, Port

from company_platform import COMPANY_PROFILE, Team, WebService

DIGEST = "sha256:3c6b1f0f5f1f1f7a3dd6a9a38f4a5b0a2f0d6b9d7a42b4bd1bb0f4ed0a7f6c51"


def build() -> App:
    app = HardenedApp(profile=COMPANY_PROFILE)
    shop = Team(Chart(app, "shop"), "shop", services=2)
    web = WebService(shop, "web", image=f"registry.example.com/shop/web:1.0.0@{DIGEST}", host="shop.example.com")
    cart = WebService(shop, "cart", image=f"registry.example.com/shop/cart:1.0.0@{DIGEST}")
    cart.workload.allow_from(web.workload, Port.tcp(8080))
    return app
