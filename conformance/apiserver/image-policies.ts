import { Client, saying, succeeded } from './client';
import { accountOf, faultlessDeployment, podOfDeployment } from './faultless';
import { Policies } from './policies';
import { ENFORCEABLE, policyObjects } from './policy-objects';
import { problems, Tally } from './tally';
import { Manifest } from '../../src/objects/manifest';
import { ImagePolicy } from '../../src/profile/image-policy';
import { SecurityProfile } from '../../src/profile/security-profile';
import { Row } from '../suite';

const NAMESPACE = 'image-policy';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const PROFILE = SecurityProfile.restricted({ imagePolicy: ImagePolicy.of({ registries: ['registry.example.com/shop'], requireDigest: true }) });

/** Images, and the control whose policy refuses them; none where the API server takes them. */
const IMAGES: readonly (readonly [string, string?])[] = [
  [`registry.example.com/shop/api:1.4.2@${DIGEST}`],
  [`quay.io/shop/api:1.4.2@${DIGEST}`, 'trusted-registry'],
  [`registry.example.com/other/api:1.4.2@${DIGEST}`, 'trusted-registry'],
  [`registry.example.com.evil.example/shop/api:1.4.2@${DIGEST}`, 'trusted-registry'],
  [`nginx:1.29.0@${DIGEST}`, 'trusted-registry'],
  ['registry.example.com/shop/api:1.4.2', 'image-digest'],
  ['registry.example.com/shop/api:latest', 'image-tag-pinned'],
  ['registry.example.com/shop/api', 'image-tag-pinned'],
];

const withImage = (object: Manifest, image: string): Manifest => JSON.parse(JSON.stringify(object, (key, value: unknown) => (key === 'image' ? image : value))) as Manifest;

/** What the ImagePolicy of a profile refuses, the API server refuses: in a Deployment and in a Pod, with the name of the control. */
export async function imagePolicies(client: Client, policies: Policies): Promise<Row> {
  const tally = new Tally('images under an ImagePolicy');
  const deployment = faultlessDeployment(NAMESPACE, 'web');
  await policies.replace([]);
  await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  await client.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: accountOf(deployment), namespace: NAMESPACE } });
  await policies.replace(policyObjects(ENFORCEABLE, PROFILE));
  for (const [image, control] of IMAGES) {
    for (const object of [deployment, podOfDeployment(deployment)]) {
      const answer = await client.create(withImage(object, image), { dryRun: true });
      const isExpected = control === undefined ? succeeded(answer) : !succeeded(answer) && saying(answer).includes(`${control}: `);
      tally.case(`${String(object.kind)} of ${image}`, problems('decision', isExpected ? [] : [saying(answer)]));
    }
  }
  return tally.row();
}
