import { Leftover, LeftoverReason } from '../../../src/cli/hardening/hardened-object';
import { atMost, Leftovers } from '../../../src/cli/hardening/leftovers';
import { PLAIN } from '../../../src/reports/paint';

const leftover = (reason: LeftoverReason, control: string, place: string, message = 'missing'): Leftover =>
  ({ reason, control, message, place: () => place }) as Leftover;

function of(...all: readonly Leftover[]): Leftovers {
  const found = new Leftovers();
  all.forEach((one) => found.add(one));
  return found;
}

const text = (leftovers: Leftovers, columns = 100): string => leftovers.text({ paint: PLAIN, columns });

test('what was left is listed by reason, a line for each control with the number of its places', () => {
  expect(text(of(
    leftover('refused', 'cpu-limit', 'a.yaml:1'), leftover('undecided', 'image-digest', 'a.yaml:2'), leftover('undecided', 'pdb-present', 'b.yaml:3', 'no budget'), leftover('undecided', 'image-digest', 'c.yaml:4', 'other'),
    leftover('explicit', 'no-privileged', 'd.yaml:5'), leftover('replaceable', 'no-privileged', 'd.yaml:6'), leftover('blocked', 'run-as-non-root', 'e.yaml:7'), leftover('no place', 'x', 'f.yaml:8'),
    leftover('inconclusive', 'y', 'g.yaml:9'),
  ))).toMatchInlineSnapshot(`
"cannot be decided, which is no pass
  y  1 place  g.yaml:9  missing

kept, since somebody chose the value; \`--override CONTROL\` replaces it
  no-privileged  1 place  d.yaml:6  missing

kept, since somebody chose the value and only you can know a better one
  no-privileged  1 place  d.yaml:5  missing

not filled in, since another value stands against it
  run-as-non-root  1 place  e.yaml:7  missing

left to you, since only you can know the value
  image-digest  2 places  first a.yaml:2
  pdb-present   1 place   b.yaml:3  no budget

not filled in, since the file has no place for it
  x  1 place  f.yaml:8  missing

left as it is, since the text cannot be changed there
  cpu-limit  1 place  a.yaml:1  missing"
`);
});

test('what other objects need has each of its reasons', () => {
  expect(text(of(leftover('needed', 'a', 'a.yaml:1', 'for web'), leftover('needed', 'a', 'a.yaml:2', 'for api'), leftover('needed', 'a', 'a.yaml:3', 'for web')))).toBe([
    'not filled in as usual, since other objects of the input need it otherwise', '  a.yaml:1  for web (a)', '  a.yaml:2  for api (a)',
  ].join('\n'));
});

test('a line is no longer than the terminal, and nothing in it is a control character', () => {
  const long = of(leftover('undecided', 'image-digest', 'a.yaml:1', 'x'.repeat(100)));
  expect(text(long, 40).split('\n')[1]).toHaveLength(40);
  expect(text(long, 40)).toMatch(/x…$/);
  const whole = text(long, 1000).split('\n')[1];
  expect(text(long, whole.length).split('\n')[1]).toBe(whole);
  expect(text(of(leftover('undecided', 'a', 'a.yaml:1', '\u001b[2J')))).not.toContain('\u001b');
});

test('as data each has its number of places and the first', () => {
  expect(of(leftover('undecided', 'a', 'a.yaml:1'), leftover('undecided', 'a', 'a.yaml:2'), leftover('inconclusive', 'b', 'b.yaml:1', 'why')).list()).toEqual([
    { reason: 'inconclusive', control: 'b', message: 'why', places: 1, first: 'b.yaml:1' }, { reason: 'undecided', control: 'a', message: 'missing', places: 2, first: 'a.yaml:1' },
  ]);
  expect([of().list(), text(of())]).toEqual([[], '']);
});

test('what cannot be decided and what was refused is known', () => {
  const states = (reason: LeftoverReason): boolean[] => [of(leftover(reason, 'a', 'b')).areInconclusive, of(leftover(reason, 'a', 'b')).haveRefused];
  expect([states('inconclusive'), states('refused'), states('undecided')]).toEqual([[true, false], [false, true], [false, false]]);
});

test('of a long list the first twenty are shown, and how many there are beside', () => {
  const numbers = (count: number): string[] => atMost(Array.from({ length: count }, (_, i) => i), (i) => [`${i}`, '.']);
  expect(numbers(20)).toHaveLength(40);
  expect(numbers(21)).toHaveLength(41);
  expect(numbers(23).at(-1)).toBe('  and 3 more');
});
