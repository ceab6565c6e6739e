import { commandAnswer } from './command-answers';
import { NAMESPACES, RandomWorlds, World, WORLD_LABEL } from './random-world';
import { keyOf, Manifest } from '../../src/objects/manifest';
import { AccessRequest } from '../../src/objects/policy-rule';
import { RbacGraph } from '../../src/objects/rbac-graph';
import { User } from '../../src/objects/rbac-subject';
import { isAllowed } from '../apiserver/access-review';
import { Client, saying, succeeded } from '../apiserver/client';
import { inParallel } from '../apiserver/in-parallel';
import { KUBERNETES, problems, Tally } from '../apiserver/tally';
import { until } from '../apiserver/until';
import { Chance } from '../chance';
import { SuiteResult } from '../suite';

const MINOR = 37;
const WORLDS = 40;
const REQUESTS = 6;
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const DELAY = 100; // milliseconds, for what the authorizer has not seen yet
const ATTEMPTS = 50;
const REPETITIONS = 10;
/** How often nothing may have come back, 50 milliseconds apart. */
const QUIET = 5;
const LEAST_SHARE = 0.1;

const textOf = (rules: readonly unknown[]): string => [...new Set(rules.map((rule) => JSON.stringify(rule, Object.keys(rule as object).sort())))].sort().join('\n');

async function clusterRoles(client: Client): Promise<readonly Manifest[]> {
  return (await client.get(`${RBAC}/clusterroles`)).body.items.map((item: object) => ({ ...item, kind: 'ClusterRole', apiVersion: 'rbac.authorization.k8s.io/v1' }));
}

async function create(client: Client, world: World): Promise<void> {
  const answers = await inParallel(world.objects, (object) => client.create(object));
  const refused = answers.filter((answer) => !succeeded(answer));
  if (refused.length > 0) throw new Error(`the API server refuses what the generator makes: ${saying(refused[0])}`);
}

/**
 * Removes a world. The controller applies what it has computed to a role that was deleted meanwhile, which makes it anew without its labels: so they are
 * deleted until none comes back.
 */
async function remove(client: Client, world: World): Promise<void> {
  const [first] = world.objects.map((object) => keyOf(object).name.split('-')[0]);
  const places = ['', ...NAMESPACES.map((namespace) => `namespaces/${namespace}/`)];
  const lists = places.flatMap((place) => (place === '' ? ['clusterrolebindings', 'clusterroles'] : ['rolebindings', 'roles']).map((list) => place + list));
  await inParallel(lists, (list) => client.request('DELETE', `${RBAC}/${list}?labelSelector=${WORLD_LABEL}`));
  let quiet = 0;
  await until('the end of a world', async () => {
    const left = (await clusterRoles(client)).filter((role) => keyOf(role).name.startsWith(`${first}-`));
    await inParallel(left, (role) => client.delete(role));
    quiet = left.length === 0 ? quiet + 1 : 0;
    return quiet > QUIET;
  });
}

/** The ClusterRoles whose rules in the cluster differ from ours, once the controller that aggregates them has come to rest. */
async function differingRoles(client: Client, graph: RbacGraph): Promise<readonly Manifest[]> {
  let differing: readonly Manifest[] = [];
  for (let i = 0; i < ATTEMPTS; i += 1) {
    const roles = await clusterRoles(client);
    differing = roles.filter((role) => textOf(graph.rulesOf({ role: graph.role({ kind: 'ClusterRole', name: keyOf(role).name }) }) ?? []) !== textOf((role.rules as unknown[] | undefined) ?? []));
    if (differing.length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, DELAY));
  }
  return differing;
}

/** What the API server answers; asked again for a while where it differs from ours, since the authorizer sees new objects a little later. */
async function answerTo(client: Client, user: User, request: AccessRequest, ours: boolean): Promise<boolean> {
  for (let i = 0; i < REPETITIONS; i += 1) {
    if (await isAllowed(client, user, request) === ours) return ours;
    await new Promise((resolve) => setTimeout(resolve, DELAY));
  }
  return !ours;
}

function tallyRoles(tally: Tally, { objects }: World, differing: readonly Manifest[]): void {
  const names = new Set([...objects.filter(({ kind }) => kind === 'ClusterRole'), ...differing].map((role) => keyOf(role).name));
  const wrong = new Set(differing.map((role) => keyOf(role).name));
  names.forEach((name) => tally.case(`ClusterRole ${name}`, problems('rules', wrong.has(name) ? ['the cluster holds other rules'] : [])));
}

/** How many of the requests of a user the command is asked as well, which looks among all bindings for who can do it. */
const ASKED_OF_COMMAND = 2;

/** Asks the API server what users may do, and holds our graph and the command `rbac` against its answers. */
class Reviews {
  public readonly ofGraph = new Tally('what random users may do');
  public readonly ofCommand = new Tally('what the command `rbac` says of them, and who it says can do the same');
  public allowed = 0;
  public asked = 0;

  constructor(private readonly client: Client) {}

  public async review(graph: RbacGraph, user: User, requests: readonly AccessRequest[]): Promise<void> {
    const wrong: string[] = [];
    for (const [i, request] of requests.entries()) {
      const ours = graph.allows(user, request);
      const theirs = await answerTo(this.client, user, request, ours);
      if (theirs !== ours) wrong.push(`${JSON.stringify(request)}: ${theirs ? 'allowed' : 'denied'} by the API server alone`);
      if (i < ASKED_OF_COMMAND) this.compareCommand(graph, user, request, theirs);
      this.asked += 1;
      this.allowed += theirs ? 1 : 0;
    }
    this.ofGraph.case(user.name, problems('access', wrong));
  }

  private compareCommand(graph: RbacGraph, user: User, request: AccessRequest, theirs: boolean): void {
    const said = commandAnswer(graph, user, request);
    if (said === undefined) return;
    const wrong = Object.entries(said).filter(([, allowed]) => allowed !== theirs).map(([question, allowed]) => `${question}: ${allowed ? 'allowed' : 'denied'} by the command alone`);
    this.ofCommand.case(`${user.name} ${JSON.stringify(request)}`, problems('command', wrong));
  }
}

/**
 * What random users may do, by random bindings to roles of random rules, aggregated and built-in ones included. What is bound to one user is one case, and
 * asked about some times.
 */
export async function accessReviews(client: Client, seed: number): Promise<SuiteResult> {
  const worlds = new RandomWorlds(new Chance(seed));
  const roles = new Tally('rules of ClusterRoles, aggregated ones included');
  const reviews = new Reviews(client);
  for (let i = 0; i < WORLDS; i += 1) {
    const world = worlds.world(`w${i}`);
    const graph = new RbacGraph(world.objects, MINOR);
    await create(client, world);
    tallyRoles(roles, world, await differingRoles(client, graph));
    const questions = world.users.map((user) => ({ user, requests: Array.from({ length: REQUESTS }, () => worlds.request()) }));
    await inParallel(questions, ({ user, requests }) => reviews.review(graph, user, requests));
    await remove(client, world);
  }
  const { allowed, asked } = reviews;
  const share = allowed / asked;
  const shortfalls = share > LEAST_SHARE && share < 1 - LEAST_SHARE ? [] : [`${allowed} of ${asked} requests are allowed, which tells little`];
  return {
    tools: [KUBERNETES], rows: [roles.row(), reviews.ofGraph.row(), reviews.ofCommand.row()],
    notes: [`rbac: ${allowed} of ${asked} requests are allowed`], shortfalls,
  };
}
