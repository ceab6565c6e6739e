import { inspected } from './inspected';

const messages = (rest: object) => inspected('no-literal-secrets', { apiVersion: 'v1', kind: 'Secret', ...rest });

test.each([[undefined], [null], [''], [{}], [{ a: null }], [{ a: '' }]])('data that is %j holds nothing', (data) => expect(messages({ data })).toEqual([]));

test.each([['x'], [5], [['x']], [[]], [true], [false], [0]])('data that is %j may hold anything', (data) => {
  expect(messages({ data })).toEqual(['data holds something other than a map of values']);
});
