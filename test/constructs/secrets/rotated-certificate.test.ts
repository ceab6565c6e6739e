import { Duration } from 'cdk8s';
import { CertificateIssuer, CertificateUsage, RotatedCertificate, RotatedCertificateProps } from '../../../src';
import { chart, errors, ofKind, warnings } from '../fixtures';

const PROPS: RotatedCertificateProps = { issuer: CertificateIssuer.clusterIssuer('internal'), secretName: 'web-tls', dnsNames: ['web.shop.svc'] };
function specOf(props: Partial<RotatedCertificateProps> = {}): any {
  const scope = chart();
  new RotatedCertificate(scope, 'web', { ...PROPS, ...props });
  expect([errors(scope), warnings(scope)]).toEqual([[], []]);
  return ofKind(scope, 'Certificate')[0].spec;
}

test('is renewed after two thirds of 90 days, with a new key each time', () => {
  expect(specOf()).toEqual({
    secretName: 'web-tls', dnsNames: ['web.shop.svc'], duration: '7776000s', renewBeforePercentage: 33,
    privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' }, usages: ['digital signature', 'server auth'],
    issuerRef: { name: 'internal', kind: 'ClusterIssuer', group: 'cert-manager.io' },
  });
});

test('what is set is kept', () => {
  const spec = specOf({
    issuer: CertificateIssuer.external('awspca.cert-manager.io', 'AWSPCAClusterIssuer', 'internal'), duration: Duration.days(7), renewBefore: Duration.days(2),
    usages: [CertificateUsage.CLIENT_AUTH], dnsNames: undefined, uris: ['spiffe://example.com/ns/shop/sa/api'],
  });
  expect(spec).toMatchObject({ duration: '604800s', renewBefore: '172800s', usages: ['digital signature', 'client auth'], uris: ['spiffe://example.com/ns/shop/sa/api'] });
  expect(spec.renewBeforePercentage).toBeUndefined();
});

test.each<Partial<RotatedCertificateProps>>([
  { duration: Duration.hours(1), renewBefore: Duration.minutes(5) }, { renewBeforePercentage: 99 }, { renewBeforePercentage: 1 },
])('may be renewed at the last or the first moment that cert-manager takes: %j', (props) => {
  expect(specOf(props)).toMatchObject(props.renewBefore ? { duration: '3600s', renewBefore: '300s' } : props);
});

test('its Secret can be mounted by its name', () => {
  expect(new RotatedCertificate(chart(), 'web', { ...PROPS, issuer: CertificateIssuer.issuer('own') }).secret.name).toBe('web-tls');
});

describe('fails', () => {
  test.each<[string, Partial<RotatedCertificateProps>, string]>([
    ['for both ways to say when it is renewed', { renewBefore: Duration.days(1), renewBeforePercentage: 20 }, 'cannot make the certificate "c/web": renewBefore and renewBeforePercentage both say when'],
    ['for no name', { dnsNames: [] }, 'pass dnsNames or uris'],
    ['for a lifetime below an hour', { duration: Duration.minutes(59) }, 'duration is below an hour'],
    ['for a renewal that comes too late', { renewBefore: Duration.minutes(4) }, 'renewBefore leaves less than five minutes'],
    ['for a share that comes too late', { duration: Duration.hours(1), renewBeforePercentage: 8 }, 'renewBeforePercentage leaves less than five minutes'],
    ['for a renewal before the beginning', { duration: Duration.days(1), renewBefore: Duration.days(1) }, 'would be renewed without end'],
    ['for a share of 100 %', { renewBeforePercentage: 100 }, 'is not a whole number from 1 to 99'],
    ['for half a per cent', { renewBeforePercentage: 0.5 }, 'is not a whole number from 1 to 99'],
    ['for a share of nothing', { renewBeforePercentage: 0 }, 'renewBeforePercentage 0 is not a whole number from 1 to 99; it is how much of the lifetime is left'],
    ['for no usage', { usages: [] }, 'usages is empty'],
    ['for a name that is none', { secretName: 'Web' }, 'secretName "Web"'],
  ])('%s', (_, props, message) => {
    expect(() => new RotatedCertificate(chart(), 'web', { ...PROPS, ...props })).toThrow(message);
  });
});
