import { App, Chart } from 'cdk8s';
import { HardenedApp, Port } from 'cdk8s-hardened';
import { companyProfile, Team, WebService } from '../src';

const DIGEST = 'sha256:3c6b1f0f5f1f1f7a3dd6a9a38f4a5b0a2f0d6b9d7a42b4bd1bb0f4ed0a7f6c51';

/** What an app team writes. In its own repository it imports the package by name. */
export function build(): App {
  const app = new HardenedApp({ profile: companyProfile });
  const shop = new Team(new Chart(app, 'shop'), 'shop', { services: 2 });
  const web = new WebService(shop, 'web', { image: `registry.example.com/shop/web:1.0.0@${DIGEST}`, host: 'shop.example.com' });
  const cart = new WebService(shop, 'cart', { image: `registry.example.com/shop/cart:1.0.0@${DIGEST}` });
  cart.workload.allowFrom(web.workload, Port.tcp(8080));
  return app;
}
