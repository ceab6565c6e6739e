import { Client } from './client';
import { inParallel } from './in-parallel';
import { Tally } from './tally';
import { keyOf, Manifest } from '../../src/objects/manifest';
import { Row } from '../suite';

/** What RBAC decides on. */
interface Question { readonly namespace: string; readonly verb: string; readonly group: string; readonly resource: string; readonly name: string }

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

/** A ServiceAccount with what it was granted. */
interface Account { readonly object: Manifest; readonly rules: readonly { readonly namespace: string; readonly rule: Rule }[] }

/** Verbs that no resource lists, since they are permissions only. */
const PERMISSIONS = ['approve', 'attest', 'bind', 'escalate', 'impersonate', 'sign', 'use', '*'];
const ELSEWHERE = 'default';
const OTHER_NAME = 'other';

function accountsOf(objects: readonly Manifest[]): Account[] {
  const bindings = objects.filter(({ kind }) => kind === 'RoleBinding') as any[];
  return objects.filter(({ kind }) => kind === 'ServiceAccount').map((object) => {
    const { namespace, name } = keyOf(object);
    const bound = bindings.filter(({ subjects = [] }) => subjects.some((subject: any) => subject.kind === 'ServiceAccount' && subject.name === name && subject.namespace === namespace));
    return { object, rules: bound.flatMap((binding) => rulesOf(binding, objects)) };
  });
}

function rulesOf({ metadata: { namespace }, roleRef }: any, objects: readonly Manifest[]): Account['rules'] {
  const role = objects.find((object) => object.kind === roleRef.kind && keyOf(object).name === roleRef.name && (roleRef.kind === 'ClusterRole' || keyOf(object).namespace === namespace)) as any;
  if (!role) throw new Error(`the examples bind ${roleRef.kind} ${roleRef.name}, which they do not have`);
  return (role.rules as Rule[]).map((rule) => ({ namespace, rule }));
}

const declares = (rule: Rule, { verb, group, resource, name }: Question): boolean => rule.verbs.includes(verb) && rule.apiGroups.includes(group)
  && rule.resources.includes(resource) && (rule.resourceNames === undefined || rule.resourceNames.length === 0 || rule.resourceNames.includes(name));

async function isAllowed(client: Client, account: Manifest, { namespace, verb, group, resource: path, name }: Question): Promise<boolean> {
  const { namespace: home, name: user } = keyOf(account);
  const [resource, subresource] = path.split('/');
  const { body } = await client.request('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', {
    body: {
      apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview',
      spec: {
        user: `system:serviceaccount:${home}:${user}`,
        groups: ['system:serviceaccounts', `system:serviceaccounts:${home}`, 'system:authenticated'],
        resourceAttributes: { namespace, verb, group, resource, subresource, name },
      },
    },
  });
  return body.status.allowed;
}

/** Every verb on everything that is served; where anything was granted also by name, and in another namespace. */
async function questionsOf(client: Client, { object, rules }: Account): Promise<Question[]> {
  const { all } = await client.resources();
  const served = [...new Map(all.map(({ group, resource }) => [`${group}/${resource}`, { group, resource }])).values()];
  const verbs = [...new Set([...all.flatMap((resource) => resource.verbs), ...PERMISSIONS])].sort();
  const { namespace } = keyOf(object);
  const named = [...new Set(rules.flatMap(({ rule }) => rule.resourceNames ?? []))];
  const places = rules.length === 0 ? [{ namespace, name: '' }]
    : [...['', OTHER_NAME, ...named].map((name) => ({ namespace, name })), ...['', ...named].map((name) => ({ namespace: ELSEWHERE, name }))];
  return places.flatMap((place) => served.flatMap((resource) => verbs.map((verb) => ({ ...place, ...resource, verb }))));
}

/** Every ServiceAccount of the examples may do what its roles declare, and nothing else but what everybody may. */
export async function grantedVerbs(client: Client, objects: readonly Manifest[]): Promise<Row> {
  const tally = new Tally('what the ServiceAccounts of the examples may do');
  const stranger = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'stranger', namespace: ELSEWHERE } };
  for (const account of accountsOf(objects)) {
    await inParallel(await questionsOf(client, account), async (question) => {
      const allowed = await isAllowed(client, account.object, question);
      const declared = account.rules.some(({ namespace, rule }) => namespace === question.namespace && declares(rule, question));
      const { verb, group, resource, name, namespace } = question;
      const isFair = allowed === declared || (allowed && await isAllowed(client, stranger, question));
      const check = `${verb} ${resource}${group === '' ? '' : `.${group}`} ${name} in ${namespace}`;
      tally.case(account.object, isFair ? [] : [{ check, detail: allowed ? 'may, though it is not declared' : 'may not, though it is declared' }]);
    });
  }
  return tally.row();
}
