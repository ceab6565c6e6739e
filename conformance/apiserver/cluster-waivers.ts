import { Answer, Client, saying, succeeded, User } from './client';
import { accountOf, faultlessDeployment, podOfDeployment } from './faultless';
import { Policies } from './policies';
import { ENFORCEABLE, policyObjects } from './policy-objects';
import { problems, Tally } from './tally';
import { until } from './until';
import { WAIVER_ANNOTATION_PREFIX } from '../../src/controls/vocabulary';
import { Manifest } from '../../src/objects/manifest';
import { AdmissionRollout } from '../../src/profile/admission-rollout';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Row } from '../suite';

const CONTROL = 'drop-all-capabilities';
const REASON = 'the vendor has not answered yet';
const ANNOTATIONS = { [`${WAIVER_ANNOTATION_PREFIX}${CONTROL}`]: `${REASON} | by team-x` };
const EDITOR: User = { name: 'editor' };
const OWNER: User = { name: 'owner' };
const NAMESPACES = ['tenant-a', 'waived', 'running', 'ended'];

const ROLLOUT = AdmissionRollout.of({
  waivers: [
    { namespace: 'waived', control: CONTROL, reason: REASON },
    { namespace: 'running', control: CONTROL, reason: REASON, expires: '9999-01-01' },
    { namespace: 'ended', control: CONTROL, reason: REASON, expires: '2020-01-01' },
  ],
});

/** What the policies must say of a request. */
type Expected = { readonly accepted: true; readonly warning?: RegExp } | { readonly accepted: false; readonly because: RegExp };

type Trial = (what: string, answer: Promise<Answer>, expected: Expected) => Promise<void>;

const ACCEPTED: Expected = { accepted: true };
const refusedBy = (control: string): Expected => ({ accepted: false, because: new RegExp(`ValidatingAdmissionPolicy '.*: ${control}: `, 's') });
const BY_POLICY = refusedBy(CONTROL);
const BY_RBAC: Expected = { accepted: false, because: /User "(editor|owner)" cannot/ };
const WARNED: Expected = { accepted: true, warning: new RegExp(`${CONTROL}, whose waiver has ended`) };
const NOT_WARNED: Expected = { accepted: true, warning: new RegExp(`^(?!.*${CONTROL})`, 's') };

function unlike(answer: Answer, expected: Expected): string[] {
  if (succeeded(answer) !== expected.accepted) return [saying(answer)];
  const [text, pattern] = expected.accepted ? [answer.warnings.join('\n'), expected.warning ?? /^$/] : [saying(answer), expected.because];
  return pattern.test(text) ? [] : [`"${text}" is not ${pattern}`];
}

const withCapabilities = (deployment: Manifest): Manifest =>
  JSON.parse(JSON.stringify(deployment, (key, value: unknown) => (key === 'capabilities' ? undefined : value))) as Manifest;

function annotated(deployment: any): Manifest {
  const { metadata, spec } = deployment;
  const waived = (one: any): object => ({ ...one, annotations: ANNOTATIONS });
  return { ...deployment, metadata: waived(metadata), spec: { ...spec, template: { ...spec.template, metadata: waived(spec.template.metadata) } } };
}

const good = (namespace: string, name: string): Manifest => faultlessDeployment(namespace, name);
const bad = (namespace: string, name: string): Manifest => withCapabilities(good(namespace, name));

async function prepared(client: Client): Promise<void> {
  const bound = ({ name }: User, role: string, namespace: string): Manifest => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: role, namespace },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name }],
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  });
  for (const name of NAMESPACES) {
    await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    await client.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: accountOf(good(name, 'any')), namespace: name } });
    await client.create(bound(EDITOR, 'edit', name));
    await client.create(bound(OWNER, 'admin', name));
    await until(`the role of ${EDITOR.name}`, async () => succeeded(await client.as(EDITOR).create(good(name, 'first'), { dryRun: true })));
  }
  await client.create(bad('ended', 'old'));
}

/** Who may make exceptions: the profile, and nobody who merely works in the cluster. */
export async function clusterWaivers(client: Client, policies: Policies): Promise<Row> {
  const tally = new Tally('waivers in the cluster');
  const [editor, owner] = [client.as(EDITOR), client.as(OWNER)];
  const tried: Trial = async (what, answer, expected) => tally.case(what, problems('decision', unlike(await answer, expected)));
  await policies.replace([]);
  await prepared(client);
  await policies.replace(policyObjects(ENFORCEABLE, SecurityProfile.restricted(), ROLLOUT));

  await tried('an editor creates a Deployment without fault', editor.create(good('tenant-a', 'web')), ACCEPTED);
  await tried('an editor creates one with a fault', editor.create(bad('tenant-a', 'api')), BY_POLICY);
  await tried('an editor waives the fault of a new one by annotation', editor.create(annotated(bad('tenant-a', 'api'))), BY_POLICY);
  await tried('an editor waives the fault of an update by annotation', editor.update(annotated(bad('tenant-a', 'web'))), BY_POLICY);
  await tried('an editor waives the fault of a Pod by annotation', editor.create(podOfDeployment(annotated(bad('tenant-a', 'api')))), BY_POLICY);
  await tried('an editor deletes a policy', editor.delete(policyObjects(ENFORCEABLE, SecurityProfile.restricted(), ROLLOUT)[0]), BY_RBAC);
  await triedLabels(client, owner, tried);
  await tried('a fault that the profile waives', editor.create(bad('waived', 'api')), ACCEPTED);
  await tried('a fault that the profile waives until a day to come', editor.create(bad('running', 'api')), ACCEPTED);
  await tried('a fault whose waiver has ended, in a new Deployment', editor.create(bad('ended', 'api')), BY_POLICY);
  await tried('a fault whose waiver has ended, in an old Deployment', editor.update(annotated(bad('ended', 'old'))), ACCEPTED);
  await tried('a fault whose waiver has ended, in a Pod', editor.create(podOfDeployment(bad('ended', 'old'))), WARNED);
  await tried('a Pod without fault where a waiver has ended', editor.create(podOfDeployment(good('ended', 'web'))), NOT_WARNED);
  return tally.row();
}

const EXEMPTIONS = { 'kubernetes.io/metadata.name': 'kube-system', 'control-plane': 'true' };
const LOWERED = { 'pod-security.kubernetes.io/enforce': 'privileged' };

/** A namespace cannot be exempted by its labels: its administrator may not set them, and nobody who may changes what the policies say. */
async function triedLabels(client: Client, owner: Client, tried: Trial): Promise<void> {
  const labelled = (by: Client, labels: object = EXEMPTIONS): Promise<Answer> => by.request('PATCH', '/api/v1/namespaces/tenant-a', {
    body: { metadata: { labels } }, contentType: 'application/merge-patch+json',
  });
  await tried('the administrator of a namespace labels it', labelled(owner), BY_RBAC);
  await tried('who may label namespaces lowers the level of one', labelled(client, LOWERED), refusedBy('namespace-pod-security-level'));
  const answer = await labelled(client);
  if (!succeeded(answer)) throw new Error(saying(answer));
  await tried('the administrator of a labelled namespace creates a Deployment with a fault', owner.create(bad('tenant-a', 'api')), BY_POLICY);
}
