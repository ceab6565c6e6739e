import { exampleSets } from './example-sets';
import { refusals } from './policy-engine';
import { requestPolicies, REQUESTS } from './requests';
import { RESOURCES } from '../../src/admission/resources';
import { groupKind } from '../../src/objects/manifest';

const sets = exampleSets();

test('policies are written for most of the catalogue', () => {
  expect(new Set(sets.map(({ control }) => control.id)).size).toBeGreaterThan(80);
});

describe.each(sets.map((set, i) => [`${set.control.id} (${i})`, set] as const))('%s', (_, { control, policies, cases }) => {
  // what is never stored, or only written by the cluster itself, no policy is about
  const seen = cases.filter(({ request }) => groupKind(request.object) in RESOURCES);
  let answers: ReturnType<typeof refusals>[];
  beforeAll(() => { answers = seen.map(({ request }) => refusals(policies, request)); });

  test('its policies refuse what the engine finds', () => {
    expect(seen.length).toBeGreaterThan(0);
    const wrong = seen.filter(({ violated }, i) => (answers[i].length > 0) !== violated);
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test('each refusal begins with the id', () => {
    const said = answers.flat().map(({ message }) => message);
    expect(said.filter((message) => !message.startsWith(`${control.id}: `))).toEqual([]);
  });
});

test.each(REQUESTS)('$name: refused by $refusedBy', ({ request, refusedBy }) => {
  const said = refusals(requestPolicies(), request).map(({ policy, message }) => `${policy.split('.')[0]} ${message.split(':')[0]}`);
  expect(said).toEqual(refusedBy);
});
