import 'cdk8s-hardened/jest';
import { Chart } from 'cdk8s';
import { SecureDeployment } from 'cdk8s-hardened';
import { build } from '../app';

const app = build();
const chart = app.node.findChild('web') as Chart;
const web = chart.node.findAll().find((one) => one instanceof SecureDeployment)!;

test('nothing is found', () => {
  expect(app).toHaveNoFindings();
});

test('a namespace with the label restricted takes all pods', () => {
  expect(app).toSatisfy('restricted:v1.36');
});

test('the metadata service of the cloud is out of reach', () => {
  expect(app).not.toAllowTraffic(web, '169.254.169.254/32', 80);
});

test('the app may do nothing at the API server', () => {
  expect(app).not.toGrant(web, 'get', 'secrets');
});

test('the manifests are those that were reviewed', () => {
  expect(app).toMatchManifests('__manifests__', { omitHashes: true });
});
