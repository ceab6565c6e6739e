import { Answer, Client, saying, succeeded } from './client';
import { differences } from './read-back';
import { Amounts, Bounds, quantity, Resource, RESOURCES, restrictedPod, sizedPod, step } from './sized-pod';
import { problems, Tally } from './tally';
import { until } from './until';
import { keyOf, Manifest } from '../../src/objects/manifest';
import { addQuantities, formatQuantity, ParsedQuantity } from '../../src/objects/quantity';
import { Row } from '../suite';

/** A namespace with bounds, as it was created. */
interface Bounded { readonly namespace: string; readonly quota: any; readonly limits: any; readonly max: Bounds }

/** Where the API server did not decide as it should. */
function unlike(answer: Answer, refusal: string | undefined): string[] {
  if (refusal === undefined) return succeeded(answer) ? [] : [`refused: ${saying(answer)}`];
  if (succeeded(answer)) return ['accepted'];
  return String(answer.body.message).includes(refusal) ? [] : [`refused, but not for "${refusal}": ${saying(answer)}`];
}

/** Every amount of every quota and limit range can be used up, and not by one step more. */
export async function enforcedQuotas(client: Client, objects: readonly Manifest[]): Promise<Row> {
  const tally = new Tally('quotas and limit ranges, at their bounds and one step beyond');
  for (const quota of objects.filter(({ kind }) => kind === 'ResourceQuota')) {
    const { namespace } = keyOf(quota);
    const limits = objects.find((object) => object.kind === 'LimitRange' && keyOf(object).namespace === namespace);
    if (!limits) throw new Error(`the namespace ${namespace} has a quota and no limit range`);
    await until(`the status of the quota of ${namespace}`, async () => {
      const { body } = await client.read(quota);
      return body.status?.hard !== undefined && differences((quota as any).spec.hard, body.status.hard).length === 0;
    });
    const [range] = (limits as any).spec.limits;
    const bounded = { namespace, quota, limits, max: range.max ?? {} };
    await triedDefaults(client, bounded, range, tally);
    await triedBounds(client, bounded, range, tally);
    // real pods come last, since they use up the rest
    const keys = Object.keys((quota as any).spec.hard).sort((one, other) => Number(one === 'pods') - Number(other === 'pods'));
    for (const key of keys) await triedAmount(client, bounded, key, tally);
  }
  return tally.row();
}

async function triedDefaults(client: Client, { namespace, limits }: Bounded, range: any, tally: Tally): Promise<void> {
  const answer = await client.create(restrictedPod(namespace, 'silent', [{}]), { dryRun: true });
  const resources = answer.body.spec?.containers?.[0]?.resources;
  tally.case(limits, problems('defaults', [...unlike(answer, undefined), ...differences({ limits: range.default, requests: range.defaultRequest }, resources)]));
}

async function triedBounds(client: Client, { namespace, limits }: Bounded, range: any, tally: Tally): Promise<void> {
  const trying = async (kind: 'max' | 'min', resource: Resource, amount: ParsedQuantity, refusal: string | undefined): Promise<void> => {
    const text = formatQuantity(amount);
    const pod = restrictedPod(namespace, 'bounded', [{ resources: { limits: { [resource]: text }, requests: { [resource]: kind === 'min' ? text : range.min?.[resource] ?? '1' } } }]);
    tally.case(limits, problems(`${kind} ${resource} of ${text}`, unlike(await client.create(pod, { dryRun: true }), refusal)));
  };
  for (const resource of RESOURCES.filter((one) => range.max?.[one])) {
    const bound = quantity(range.max[resource]);
    await trying('max', resource, bound, undefined);
    await trying('max', resource, addQuantities(bound, step(resource)), `maximum ${resource} usage per Container is`);
  }
  for (const resource of RESOURCES.filter((one) => range.min?.[one])) {
    const bound = quantity(range.min[resource]);
    await trying('min', resource, bound, undefined);
    await trying('min', resource, { ...bound, nanos: bound.nanos - step(resource).nanos }, `minimum ${resource} usage per Container is`);
  }
}

async function triedAmount(client: Client, { namespace, quota, max }: Bounded, key: string, tally: Tally): Promise<void> {
  const hard = quota.spec.hard[key] as string;
  const resource = RESOURCES.find((one) => key === `requests.${one}` || key === `limits.${one}`);
  if (resource) {
    const amounts = (whole: ParsedQuantity): Amounts => (key.startsWith('requests') ? { [key]: whole, [`limits.${resource}`]: whole } : { [key]: whole });
    const trying = (whole: ParsedQuantity): Promise<Answer> => client.create(sizedPod(namespace, 'large', amounts(whole), max), { dryRun: true });
    tally.case(quota, problems(`${key} of ${hard}`, unlike(await trying(quantity(hard)), undefined)));
    tally.case(quota, problems(`${key} beyond ${hard}`, unlike(await trying(addQuantities(quantity(hard), step(resource))), key)));
  } else if (key === 'pods') {
    const create = (i: number): Promise<Answer> => client.create(sizedPod(namespace, `pod-${i}`, {}, max));
    for (let i = 0; i < Number(hard); i++) tally.case(quota, problems(`pod ${i + 1} of ${hard}`, unlike(await create(i), undefined)));
    tally.case(quota, problems(`one pod more than ${hard}`, unlike(await create(Number(hard)), 'exceeded quota')));
  } else {
    tally.case(quota, problems(key, ['nothing here knows how to use it up']));
  }
}
