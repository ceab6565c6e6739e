import { addressProblem, formatIpAddress, isAmbiguousAddress, parseIpAddress, withoutMapping } from '../../src/objects/ip-address';

test.each<[string, string]>([
  ['10.0.0.1', '10.0.0.1'], ['255.255.255.255', '255.255.255.255'], ['0.0.0.0', '0.0.0.0'], ['010.001.0.08', '10.1.0.8'],
  ['::', '::'], ['::1', '::1'], ['1::', '1::'], ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'], ['2001:0db8::0001', '2001:db8::1'], ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'], ['1:0:0:2:3:0:0:4', '1::2:3:0:0:4'], ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'], ['0:0:1:2:3:4:5:6', '::1:2:3:4:5:6'], ['1:2:3:4:5:6:0:0', '1:2:3:4:5:6::'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'], ['::10.0.0.1', '::a00:1'], ['1:2:3:4:5:6:10.0.0.1', '1:2:3:4:5:6:a00:1'], ['::ffff:10.0.0.1', '::ffff:a00:1'], ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
])('%s is the address %s', (text, canonical) => {
  const address = parseIpAddress(text)!;
  expect(formatIpAddress(address)).toBe(canonical);
  expect(parseIpAddress(canonical)).toEqual(address);
  expect(address.bits).toBe(text.includes(':') ? 128 : 32);
});

test.each([
  '', '10.0.0', '10.0.0.0.1', '10.0.0.256', '10.0.0.-1', '10.0.0.', '10.0.0.a', '10.0.0.1 ', '0x10.0.0.1', ':', ':::', '1::2::3', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7:8::', '::1:2:3:4:5:6:7:8',
  '12345::', 'g::', '::1%eth0', '10.0.0.1::', '::10.0.0.1:1', '::10.0.0', '1:2:3:4:5:6:7:10.0.0.1', `::${'0'.repeat(70)}`, '1:', ':1',
])('%j is no address', (text) => {
  expect(parseIpAddress(text)).toBeUndefined();
  expect(addressProblem(text, 30)).toBe('is no IP address such as "10.0.0.1" or "2001:db8::1"');
});

test.each<[string, string | undefined]>([
  ['10.0.0.1', undefined], ['10.0.0.10', undefined], ['0.0.0.0', undefined], ['::1', undefined], ['0001::', undefined], ['::10.0.0.1', undefined], ['::fffe:10.0.0.1', undefined], ['1::ffff:10.0.0.1', undefined],
  ['10.0.0.01', '10.0.0.1'], ['010.0.0.1', '10.0.0.1'], ['10.00.0.1', '10.0.0.1'], ['::ffff:10.0.0.1', '10.0.0.1'], ['::ffff:a00:1', '10.0.0.1'], ['::010.0.0.1', '::a00:1'],
])('%s is refused from 1.36 on for %s, which it stands for', (text, meant) => {
  expect(isAmbiguousAddress(text)).toBe(meant !== undefined);
  expect(addressProblem(text, 35)).toBeUndefined();
  expect(addressProblem(text, 36)).toBe(meant === undefined ? undefined : `is read as another address by some programs; write "${meant}"`);
});

test('an address of IPv4 in IPv6 is the address of IPv4, and any other as it is', () => {
  expect(withoutMapping(parseIpAddress('::ffff:10.0.0.1')!)).toEqual(parseIpAddress('10.0.0.1'));
  for (const text of ['10.0.0.1', '::1', '::10.0.0.1']) expect(withoutMapping(parseIpAddress(text)!)).toEqual(parseIpAddress(text));
});
