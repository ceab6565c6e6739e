/**
 * Tries on a real API server what we say about it: `npm run conformance -- apiserver`. What we emit is stored as it is, its bounds and roles hold, and
 * our admission policies decide as `check` does.
 */
import { join } from 'path';
import { createdExamples, createdPods } from './apiserver/created-examples';
import { defineCustomKinds } from './apiserver/custom-kinds';
import { EMITTED_KINDS, emittedKinds } from './apiserver/emitted-kinds';
import { enforcedQuotas } from './apiserver/enforced-quotas';
import { exampleApps } from './apiserver/examples';
import { grantedVerbs } from './apiserver/granted-verbs';
import { networkPlugins } from './apiserver/network-plugins';
import { DEFAULTS, policySuite } from './apiserver/policy-suite';
import { withServer } from './apiserver/server';
import { KUBERNETES } from './apiserver/tally';
import { tenant } from './apiserver/tenant';
import { tutorial } from './apiserver/tutorial';
import { build } from './go-module';
import { main, Row, Suite, SuiteResult } from './suite';

/** What apps are made of, on a server without our policies. */
function apps(program: string): Promise<Row[]> {
  const all = [...exampleApps(), { name: 'tenant', objects: tenant('tenant'), warnings: '' }];
  const objects = all.flatMap((app) => app.objects);
  return withServer(program, [], async (client) => {
    await defineCustomKinds(client);
    return [
      await createdExamples(client, all), await createdPods(client, all), await enforcedQuotas(client, objects), await grantedVerbs(client, objects),
      ...await emittedKinds(client), ...await networkPlugins(client, EMITTED_KINDS), await tutorial(client),
    ];
  });
}

async function run(): Promise<SuiteResult> {
  const program = build(join(__dirname, 'apiserver'));
  const rows = await apps(program);
  const { rows: ofPolicies, notes, shortfalls } = await policySuite(program);
  return { tools: [KUBERNETES, DEFAULTS, EMITTED_KINDS], rows: [...rows, ...ofPolicies], notes, shortfalls };
}

export const suite: Suite = { name: 'apiserver', run };

if (require.main === module) void main(suite);
