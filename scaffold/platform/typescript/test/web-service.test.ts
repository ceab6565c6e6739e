import 'cdk8s-hardened/jest';
import { Chart } from 'cdk8s';
import { HardenedApp, HardenedTesting, Port } from 'cdk8s-hardened';
import { build } from '../example/shop';
import { companyProfile, Team, WebService } from '../src';

const IMAGE = 'registry.example.com/shop/web:1.0.0@sha256:3c6b1f0f5f1f1f7a3dd6a9a38f4a5b0a2f0d6b9d7a42b4bd1bb0f4ed0a7f6c51';

/** Two services of a team. */
function services(): { readonly chart: Chart; readonly web: WebService; readonly cart: WebService } {
  const chart = new Chart(new HardenedApp({ profile: companyProfile }), 'shop');
  const team = new Team(chart, 'shop', { services: 2 });
  return { chart, web: new WebService(team, 'web', { image: IMAGE, host: 'shop.example.com' }), cart: new WebService(team, 'cart', { image: IMAGE }) };
}

test('nothing is found in the example', () => {
  const app = build();
  expect(app).toHaveNoFindings();
  expect(app).toSatisfy('restricted:v1.36');
});

test('a service is closed until another one is let in', () => {
  const { chart, web, cart } = services();
  expect(chart).not.toAllowTraffic(web.workload, cart.workload, 8080);
  cart.workload.allowFrom(web.workload, Port.tcp(8080));
  expect(chart).toAllowTraffic(web.workload, cart.workload, 8080);
  expect(chart).not.toAllowTraffic(web.workload, cart.workload, 9090);
});

test('a service may do nothing at the API server', () => {
  const { chart, web } = services();
  expect(chart).not.toGrant(web.workload, 'get', 'secrets');
});

test('fails for an image of another registry', () => {
  const { web, chart } = services();
  web.workload.addContainer({ name: 'proxy', image: IMAGE.replace('registry.example.com', 'docker.io') });
  expect(HardenedTesting.findings(chart).join('\n')).toContain('trusted-registry');
});

test('the manifests are those that were reviewed', () => {
  expect(services().chart).toMatchManifests('__manifests__', { omitHashes: true });
});
