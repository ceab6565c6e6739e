import { ApiServer } from '../../src/profile/api-server';

test('is reached on 6443 of its addresses', () => {
  expect(ApiServer.of({ cidrs: ['10.0.0.10/32', 'fd00::10/128'] })._egressRule()).toEqual({
    to: [{ ipBlock: { cidr: '10.0.0.10/32' } }, { ipBlock: { cidr: 'fd00::10/128' } }],
    ports: [{ protocol: 'TCP', port: 6443 }],
  });
});

test('managed control planes listen elsewhere', () => {
  expect(ApiServer.of({ cidrs: ['10.0.0.0/28'], port: 443 }).port).toBe(443);
});

test('lists are copies', () => {
  const cidrs = ['10.0.0.10/32'];
  const server = ApiServer.of({ cidrs });
  cidrs.push('0.0.0.0/0');
  server.cidrs.push('0.0.0.0/0');
  expect(server.cidrs).toEqual(['10.0.0.10/32']);
});

test('fails without an address', () => {
  expect(() => ApiServer.of({ cidrs: [] })).toThrow('cannot reach the API server: cidrs is empty; pass the addresses of its endpoints as cidrs');
});

test('fails on an address that is not canonical', () => {
  expect(() => ApiServer.of({ cidrs: ['10.0.0.10/8'] })).toThrow(/at "10\.0\.0\.10\/8": it has address bits beyond its prefix; write "10\.0\.0\.0\/8".*in cidrs/);
});

test('fails on an impossible port', () => {
  expect(() => ApiServer.of({ cidrs: ['10.0.0.10/32'], port: 70000 })).toThrow(/cannot reach the API server on port 70000/);
});
