import { Client, saying, succeeded } from './client';
import { faultlessDeployment } from './faultless';
import { Policies } from './policies';
import { ENFORCEABLE, policyObjects } from './policy-objects';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';

const WARM_UP = 50;
const REQUESTS = 300;

/** Milliseconds. */
async function medianTime(client: Client, object: Manifest): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < WARM_UP + REQUESTS; i++) {
    const start = performance.now();
    const answer = await client.create(object, { dryRun: true });
    if (!succeeded(answer)) throw new Error(saying(answer));
    if (i >= WARM_UP) times.push(performance.now() - start);
  }
  return times.sort((one, other) => one - other)[REQUESTS / 2];
}

/** What a request costs with our policies and without, in one line. */
export async function admissionCost(client: Client, policies: Policies): Promise<string> {
  const object = faultlessDeployment('default', 'measured');
  const objects = policyObjects(ENFORCEABLE, SecurityProfile.restricted());
  await policies.replace([]);
  const before = await medianTime(client, object);
  await policies.replace(objects);
  const after = await medianTime(client, object);
  const count = objects.filter(({ kind }) => kind === 'ValidatingAdmissionPolicy').length;
  return `apiserver: creating a Deployment takes ${before.toFixed(2)} ms without policies and ${after.toFixed(2)} ms with ${count} of them (ratio ${(after / before).toFixed(2)})`;
}
