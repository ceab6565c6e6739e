import { isAllowed } from './access-review';
import { Client } from './client';
import { inParallel } from './in-parallel';
import { KUBERNETES, Tally } from './tally';
import { keyOf, Manifest } from '../../src/objects/manifest';
import { elementsOf, isObject } from '../../src/objects/pointer';
import { AccessRequest } from '../../src/objects/policy-rule';
import { RbacGraph } from '../../src/objects/rbac-graph';
import { userOf } from '../../src/objects/rbac-subject';
import { Row } from '../suite';

/** Verbs that no resource lists, since they are permissions only. */
const PERMISSIONS = ['approve', 'attest', 'bind', 'escalate', 'impersonate', 'sign', 'use', '*'];
const ELSEWHERE = 'default';
const OTHER_NAME = 'other';
const MINOR = Number(KUBERNETES.version.split('.')[1]);

type Question = Extract<AccessRequest, { readonly resource: string }>;

/** Every verb on everything that is served; where anything was granted also by name, and in another namespace. */
async function questionsOf(client: Client, account: Manifest, graph: RbacGraph): Promise<Question[]> {
  const { all } = await client.resources();
  const served = [...new Map(all.map(({ group, resource }) => [`${group}/${resource}`, { group, resource }])).values()];
  const verbs = [...new Set([...all.flatMap((resource) => resource.verbs), ...PERMISSIONS])].sort();
  const { namespace } = keyOf(account);
  const rules = graph.grantsOf(keyOf(account)).flatMap((grant) => graph.rulesOf(grant) ?? []);
  const named = [...new Set(rules.flatMap((rule) => (isObject(rule) ? elementsOf(rule.resourceNames) as string[] : [])))];
  const places = rules.length === 0 ? [{ namespace, name: '' }]
    : [...['', OTHER_NAME, ...named].map((name) => ({ namespace, name })), ...['', ...named].map((name) => ({ namespace: ELSEWHERE, name }))];
  return places.flatMap((place) => served.flatMap((resource) => verbs.map((verb) => ({ ...place, ...resource, verb }))));
}

/** Every ServiceAccount of the examples may do what its roles declare, and nothing else but what everybody may. */
export async function grantedVerbs(client: Client, objects: readonly Manifest[]): Promise<Row> {
  const tally = new Tally('what the ServiceAccounts of the examples may do');
  const graph = new RbacGraph(objects, MINOR);
  for (const account of objects.filter(({ kind }) => kind === 'ServiceAccount')) {
    await inParallel(await questionsOf(client, account, graph), async (question) => {
      const user = userOf(keyOf(account));
      const [allowed, declared] = [await isAllowed(client, user, question), graph.allows(user, question)];
      const { verb, group, resource, name, namespace } = question;
      const check = `${verb} ${resource}${group === '' ? '' : `.${group}`} ${name} in ${namespace}`;
      tally.case(account, allowed === declared ? [] : [{ check, detail: allowed ? 'may, though it is not declared' : 'may not, though it is declared' }]);
    });
  }
  return tally.row();
}
