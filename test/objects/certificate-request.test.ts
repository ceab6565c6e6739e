import { requestsGroup } from '../../src/objects/certificate-request';

/** The part of a request that names an organization, as DER: a type of text, its length and its bytes. */
const request = (type: number, bytes: string, label = 'CERTIFICATE REQUEST'): string => {
  const der = `\x30\x40\x06\x03\x55\x04\x0a${String.fromCharCode(type, bytes.length)}${bytes}\x31`;
  return btoa(`-----BEGIN ${label}-----\n${btoa(der)}\n-----END ${label}-----\n`);
};
const wide = (text: string): string => [...text].map((character) => `\0${character}`).join('');

test.each([
  ['UTF8String', request(0x0c, 'system:masters')], ['PrintableString', request(0x13, 'system:masters')], ['BMPString', request(0x1e, wide('system:masters'))],
  ['an older label', request(0x0c, 'system:masters', 'NEW CERTIFICATE REQUEST')],
])('a group as %s is found', (_, text) => expect(requestsGroup(text, 'system:masters')).toBe(true));

test.each([['another group', 'team-shop'], ['a longer name', 'system:masters-of-none'], ['a shorter name', 'system:master'], ['none', '']])('%s is not', (_, group) => {
  expect(requestsGroup(request(0x0c, group), 'system:masters')).toBe(false);
});

test.each([
  ['no base64', '%%%'], ['no PEM', btoa('hello')], ['a certificate', request(0x0c, 'system:masters', 'CERTIFICATE')], ['nothing', ''],
  ['no DER', btoa('-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----')],
])('%s cannot be read', (_, text) => expect(requestsGroup(text, 'system:masters')).toBeUndefined());
