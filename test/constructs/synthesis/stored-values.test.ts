import { ApiObject, Chart, Cron, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { HardenedNamespace, SecureCronJob, SecureDaemonSet, SecureDeployment, SecureJob, SecurePod, SecureStatefulSet } from '../../../src';
import { withoutOmitted } from '../../../src/objects/omitted-values';
import { app, CONTAINER, Json, manifest, ofKind, synth } from '../fixtures';

const containers = [CONTAINER];
let scope: Chart;
let shop: HardenedNamespace;
beforeEach(() => {
  scope = new Chart(app(), 'c');
  shop = new HardenedNamespace(scope, 'shop');
});
const deployment = (): SecureDeployment => new SecureDeployment(shop, 'web', { containers });

test('objects of ours hold no value that the API server leaves out', () => {
  const web = deployment();
  web.exposeViaService();
  new SecureStatefulSet(shop, 'db', { containers }).allowFrom(web);
  new SecureDaemonSet(shop, 'agent', { containers, minReadySeconds: 0, hostNetwork: false });
  new SecureJob(shop, 'job', { containers });
  new SecureCronJob(shop, 'cron', { containers, schedule: Cron.daily() });
  new SecurePod(shop, 'pod', { containers: [{ ...CONTAINER, envVariables: { EMPTY: kplus.EnvValue.fromValue('') } }] });
  const objects = synth(scope);
  expect(new Set(objects.map(({ kind }) => kind)).size).toBe(12);
  expect(objects.map((object) => withoutOmitted(object))).toEqual(objects);
});

test('a zero that means something stays', () => {
  expect(manifest(new SecureDeployment(shop, 'web', { containers, replicas: 0 })).spec.replicas).toBe(0);
});

test('objects of others stay as they are', () => {
  new kplus.Service(shop, 'service', { ports: [{ port: 80 }] });
  expect(ofKind(scope, 'Service')[0].spec.externalIPs).toEqual([]);
});

test('a patch has the last word', () => {
  const web = deployment();
  ApiObject.of(web).addJsonPatch(JsonPatch.add('/spec/minReadySeconds', 0));
  (web.node.findChild('NetworkPolicy') as ApiObject).addJsonPatch(JsonPatch.add('/spec/ingress', []));
  const [policy] = ofKind(web, 'NetworkPolicy') as Json[];
  expect([manifest(web).spec.minReadySeconds, policy.spec.ingress]).toEqual([0, []]);
});
