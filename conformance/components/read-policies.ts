import { STARTED } from './started-tool';
import { Client, saying, succeeded } from '../apiserver/client';
import { restrictedPod } from '../apiserver/sized-pod';
import { problems, Tally } from '../apiserver/tally';
import { DEPLOYER } from '../apiserver/users';
import { Row } from '../suite';

/** Namespaces without labels are at the level of the profile, and the policies from files hold. */
export async function policiesRow(administrator: Client): Promise<Row> {
  const tally = new Tally('started with our files: Pod Security and static policies', STARTED);
  const client = administrator.as(DEPLOYER);
  await client.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'unlabelled' } });
  const refused = async (name: string, said: RegExp, manifest: Record<string, unknown>): Promise<void> => {
    const answer = await client.create(manifest, { dryRun: true });
    tally.case(name, problems('refused', !succeeded(answer) && said.test(saying(answer)) ? [] : [saying(answer)]));
  };
  await refused('a privileged pod', /violates PodSecurity "restricted:v1\.37"/, restrictedPod('unlabelled', 'a', [{ securityContext: { privileged: true } }]));
  await refused('a wildcard in a Role', /\.static\.k8s\.io/, {
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'a', namespace: 'unlabelled' }, rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
  });
  await refused('an external address of a Service', /Use of external IPs is denied/, {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'unlabelled' }, spec: { ports: [{ port: 80 }], externalIPs: ['192.0.2.1'] },
  });
  return tally.row();
}
