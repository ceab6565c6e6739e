import { addressBlocks } from '../../../src/objects/network/address-blocks';
import { addressesOf, addressesWithout } from '../../../src/objects/network/address-set';

test('a block is itself', () => {
  for (const block of ['10.20.0.0/28', '0.0.0.0/0', '10.0.0.1/32', 'fd00::/8', '::/0', '2001:db8::1/128']) expect(addressBlocks(addressesOf([block]))).toEqual([block]);
});

test('blocks that touch are one, and what is left out splits a block', () => {
  expect(addressBlocks(addressesOf(['10.0.0.0/25', '10.0.0.128/25']))).toEqual(['10.0.0.0/24']);
  expect(addressBlocks(addressesWithout('10.0.0.0/29', ['10.0.0.2/32']))).toEqual(['10.0.0.0/31', '10.0.0.3/32', '10.0.0.4/30']);
});

test('the blocks have exactly the addresses of the set', () => {
  const set = addressesWithout('0.0.0.0/0', ['10.0.0.0/8', '169.254.169.254/32', '192.168.1.0/24']);
  expect(addressesOf(addressBlocks(set))).toEqual(set);
});
