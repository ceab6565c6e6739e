import { CATALOGUE } from '../../src/controls';
import { Judge } from '../../src/engine/judge';
import { Manifest } from '../../src/objects/manifest';
import { SecurityProfile } from '../../src/profile/security-profile';

const CONTROL = CATALOGUE.filter(({ id }) => id === 'no-service-account-token');
const account = (token?: boolean, name = 'op'): Manifest =>
  ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: 'shop' }, ...(token !== undefined && { automountServiceAccountToken: token }) });
const pod = (spec: object = {}): Manifest =>
  ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop' }, spec: { serviceAccountName: 'op', containers: [{ name: 'a' }], ...spec } });
const found = (...manifests: Manifest[]): string[] => new Judge(CONTROL)
  .findings(manifests.map((manifest) => ({ manifest, profile: SecurityProfile.restricted(), origin: {}, waivers: [] }))).map(({ outcome, pointer }) => `${outcome} ${pointer}`);

const VIOLATION = ['violation /spec/automountServiceAccountToken'];

test('a pod that says nothing follows its account', () => expect(found(pod(), account(false))).toEqual([]));

test.each([
  ['its account says nothing', [pod(), account()]],
  ['its account switches the token on', [pod(), account(true)]],
  ['the pod switches the token on', [pod({ automountServiceAccountToken: true }), account(false)]],
  ['only another account switches it off', [pod(), account(false, 'other')]],
  ['one of two accounts of the name switches it on', [pod(), account(false), account()]],
  ['nobody brings the account', [pod()]],
])('fails where %s', (_, manifests) => expect(found(...manifests)).toEqual(VIOLATION));

test('fails closed for a token of the wrong type', () => expect(found(pod({ automountServiceAccountToken: 'no' }), account(false))).toEqual(['inconclusive /spec/automountServiceAccountToken']));
