import { Chart } from 'cdk8s';
import { BootstrapToken, BootstrapTokenProps, BootstrapTokenSecret, SecretStore } from '../../../src';
import { app, chart, errors, ofKind, warnings } from '../fixtures';

const CIPHERTEXT = Buffer.from([2, 0, ...Array<number>(512 + 36).fill(7)]).toString('base64');
const PROPS: BootstrapTokenProps = {
  tokenId: 'abcdef', secret: BootstrapTokenSecret.sealed(CIPHERTEXT), issuedAt: '2027-03-31T08:00:00Z', expiresAt: '2027-03-31T09:00:00Z',
};
const DATA = {
  'token-id': 'abcdef', 'expiration': '2027-03-31T09:00:00Z', 'usage-bootstrap-authentication': 'true', 'auth-extra-groups': 'system:bootstrappers:kubeadm:default-node-token',
};
const token = (props: Partial<BootstrapTokenProps> = {}, scope = chart()) => new BootstrapToken(scope, 'join', { ...PROPS, ...props });
const system = () => new Chart(app(), 'c', { namespace: 'kube-system' });

test('is a SealedSecret of its name in kube-system, whose secret half is ciphertext', () => {
  const scope = chart();
  expect(token({}, scope).secretName).toBe('bootstrap-token-abcdef');
  const [{ metadata, spec }] = ofKind(scope, 'SealedSecret');
  expect(metadata).toEqual({ name: 'bootstrap-token-abcdef', namespace: 'kube-system' });
  expect(spec).toEqual({
    encryptedData: { 'token-secret': CIPHERTEXT },
    template: { metadata: { name: 'bootstrap-token-abcdef', namespace: 'kube-system' }, type: 'bootstrap.kubernetes.io/token', data: DATA },
  });
  expect([errors(scope), warnings(scope)]).toEqual([[], []]);
});

test('is an ExternalSecret, whose secret half is in a store', () => {
  const scope = system();
  const secret = BootstrapTokenSecret.fromStore(SecretStore.fromName(scope, 'store', 'vault'), 'join', { property: 'secret' });
  token({ secret }, scope);
  const [{ metadata, spec }] = ofKind(scope, 'ExternalSecret');
  expect(metadata).toEqual({ name: 'bootstrap-token-abcdef', namespace: 'kube-system' });
  expect(spec.target.template).toMatchObject({ type: 'bootstrap.kubernetes.io/token', data: { ...DATA, 'token-secret': '{{ .secret }}' } });
  expect(spec.data).toMatchObject([{ secretKey: 'secret', remoteRef: { key: 'join', property: 'secret' } }]);
  expect([errors(scope), warnings(scope)]).toEqual([[], []]);
});

test('signs the discovery information only where it is told to', () => {
  const scope = chart();
  token({ allowsDiscovery: true }, scope);
  expect(ofKind(scope, 'SealedSecret')[0].spec.template.data['usage-bootstrap-signing']).toBe('true');
});

test('may hold for a whole day, and for groups of its own', () => {
  const scope = chart();
  token({ expiresAt: '2027-04-01T08:00:00Z', groups: ['system:bootstrappers:a', 'system:bootstrappers:b:c-1'] }, scope);
  expect(ofKind(scope, 'SealedSecret')[0].spec.template.data).toMatchObject({ 'expiration': '2027-04-01T08:00:00Z', 'auth-extra-groups': 'system:bootstrappers:a,system:bootstrappers:b:c-1' });
});

test('an end in another time zone is written in UTC', () => {
  expect(token({ expiresAt: '2027-03-31T12:00:00+02:00' }).expiresAt).toBe('2027-03-31T10:00:00Z');
});

describe('fails', () => {
  test.each<[string, Partial<BootstrapTokenProps>, string]>([
    ['without an end', { expiresAt: undefined as never }, 'cannot make the bootstrap token "c/join": expiresAt is missing; pass one such as "2027-03-31T08:00:00Z"'],
    ['for an end that is no instant', { expiresAt: 'tomorrow' }, 'expiresAt "tomorrow" is no instant'],
    ['for an end at its beginning', { expiresAt: PROPS.issuedAt }, 'expiresAt 2027-03-31T08:00:00Z is not after issuedAt 2027-03-31T08:00:00Z; pass a later time'],
    ['for an end that is past', { expiresAt: '2027-03-31T07:00:00Z' }, 'expiresAt 2027-03-31T07:00:00Z is not after issuedAt 2027-03-31T08:00:00Z'],
    ['for an end after more than a day', { expiresAt: '2027-04-01T08:00:01Z' }, 'is more than 24 hours after issuedAt 2027-03-31T08:00:00Z; pass an earlier time'],
    ['without a beginning', { issuedAt: '' }, 'issuedAt "" is no instant'],
    ['for no group', { groups: [] }, 'groups is empty'],
    ['for a group of administrators', { groups: ['system:masters'] }, 'the group "system:masters" is refused by the API server'],
    ['for two groups in one', { groups: ['system:bootstrappers:a,system:masters'] }, 'correct it in groups'],
  ])('%s', (_, props, message) => {
    expect(() => token(props)).toThrow(message);
  });

  test('for a whole token in place of its id, and does not show it', () => {
    expect(() => token({ tokenId: 'abcdef.0123456789abcdef' })).toThrow('tokenId is not six lower-case letters and digits');
    expect(() => token({ tokenId: 'abcdef.0123456789abcdef' })).not.toThrow('0123456789abcdef');
  });

  test('for a secret that is no ciphertext, and does not show it', () => {
    expect(() => BootstrapTokenSecret.sealed('0123456789abcdef')).toThrow('pass what `kubeseal --raw` printed');
    expect(() => BootstrapTokenSecret.sealed('0123456789abcdef')).not.toThrow('0123456789abcdef');
  });

  test('for a store of another namespace', () => {
    expect(() => BootstrapTokenSecret.fromStore(SecretStore.fromName(chart(), 'store', 'vault'), 'join')).toThrow('it serves the namespace "shop", and bootstrap tokens are in kube-system');
  });
});
