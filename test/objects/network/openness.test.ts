import * as fc from 'fast-check';
import { addressesOf } from '../../../src/objects/network/address-set';
import { areEverybody, areNearlyEverybody, mayBeEverybody } from '../../../src/objects/network/openness';
import { PolicyPeer } from '../../../src/objects/network/traffic-rule';

const expression = fc.record({
  key: fc.constantFrom('app', 'kubernetes.io/metadata.name'),
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
  values: fc.subarray(['web', 'api']),
});
const selector = fc.record({ matchExpressions: fc.array(expression, { maxLength: 2 }) });
const peer: fc.Arbitrary<PolicyPeer> = fc.oneof(
  fc.record({ is: fc.constant('pods' as const), namespaces: selector, pods: selector }),
  fc.subarray(['0.0.0.0/1', '128.0.0.0/1', '10.0.0.0/8']).map((cidrs) => ({ is: 'addresses' as const, addresses: addressesOf(cidrs) })),
  fc.constant<PolicyPeer>({ is: 'unknown' }),
);

test('peers of which a part is everybody may be everybody, so that leaving the others out is safe', () => {
  let parts = 0;
  fc.assert(fc.property(fc.array(peer, { maxLength: 5 }), fc.constantFrom('pods' as const, 'addresses' as const), (peers, who) => {
    if (mayBeEverybody(peers)) return;
    for (const part of peers.reduce<PolicyPeer[][]>((all, one) => [...all, ...all.map((some) => [...some, one])], [[]])) {
      parts++;
      expect([areEverybody(part, who), areNearlyEverybody(part, who)]).toEqual([false, false]);
    }
  }), { numRuns: 2000 });
  expect(parts).toBeGreaterThan(1000);
});

test.each([
  [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, { matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }],
  [{ matchLabels: { app: 'web' } }, { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }],
])('pods of %j and of %j together are everybody', (one, other) => {
  const peers: PolicyPeer[] = [one, other].map((pods) => ({ is: 'pods', namespaces: {}, pods }));
  expect(mayBeEverybody(peers)).toBe(true);
  expect(areEverybody(peers, 'pods')).toBe(true);
  expect(areEverybody(peers.slice(0, 1), 'pods')).toBe(false);
});

test('whoever is everybody is nearly everybody', () => {
  let everybody = 0;
  fc.assert(fc.property(fc.array(peer, { maxLength: 4 }), fc.constantFrom('pods' as const, 'addresses' as const), (peers, who) => {
    if (!areEverybody(peers, who)) return;
    everybody++;
    expect(areNearlyEverybody(peers, who)).toBe(true);
  }), { numRuns: 2000 });
  expect(everybody).toBeGreaterThan(50);
});
