/**
 * Asks a real API server who may do what: `npm run conformance -- rbac`. Its built-in roles are those of our tables, roles come to hold what our graph
 * says, and its answers to random requests of random users equal ours.
 */
import { join } from 'path';
import { withServer } from './apiserver/server';
import { build } from './go-module';
import { accessReviews } from './rbac/access-reviews';
import { builtInRoles, listedPaths, servedResources } from './rbac/built-in';
import { main, Suite, SuiteOptions, SuiteResult } from './suite';
import { CATALOGUE } from '../src/controls';
import { Judge } from '../src/engine/judge';
import { SecurityProfile } from '../src/profile/security-profile';

const judge = new Judge(CATALOGUE.filter(({ family }) => family === 'rbac'));

/** Whether a control finds a role that may get this path. */
function isReported(path: string): boolean {
  const manifest = {
    apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' }, rules: [{ nonResourceURLs: [path], verbs: ['get'] }],
  };
  return judge.findings([{ manifest, profile: SecurityProfile.restricted(), origin: {}, waivers: [] }]).length > 0;
}

async function run({ seed }: SuiteOptions): Promise<SuiteResult> {
  const program = build(join(__dirname, 'apiserver'));
  return withServer(program, [], async (client) => {
    const built = [await builtInRoles(client), await servedResources(client), await listedPaths(client, isReported)];
    const { rows, notes, ...rest } = await accessReviews(client, seed);
    return { ...rest, rows: [...built, ...rows], notes: [...notes, `rbac: seed ${seed}`] };
  });
}

export const suite: Suite = { name: 'rbac', run };

if (require.main === module) void main(suite);
