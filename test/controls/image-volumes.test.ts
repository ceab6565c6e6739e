import { CATALOGUE } from '../../src/controls';
import { Judge } from '../../src/engine/judge';
import { SecurityProfile } from '../../src/profile/security-profile';

const profile = SecurityProfile.restricted({ registries: ['registry.example.com'], requireDigest: true });
const digest = `sha256:${'a'.repeat(64)}`;
const found = (image: unknown, id: string) => {
  const spec = { containers: [], volumes: [{ name: 'model', image }] };
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec };
  return new Judge(CATALOGUE.filter((control) => control.id === id)).findings([{ manifest, profile, origin: {}, waivers: [] }])
    .map(({ outcome, pointer, message }) => `${outcome} ${pointer}: ${message.split(' ')[0]}`);
};
test.each([
  ['image-tag-pinned', 'registry.example.com/model', 'reference'],
  ['image-digest', 'registry.example.com/model:1', 'reference'],
  ['trusted-registry', `quay.io/model:1@${digest}`, 'reference'],
  ['no-deprecated-registry', 'k8s.gcr.io/pause:3.6', 'reference'],
  ['valid-image-reference', 'registry.example.com/Model:1', 'image'],
])('%s judges the image of a volume', (id, reference, first) => {
  expect(found({ reference }, id)).toEqual([`violation /spec/volumes/0/image/reference: ${first}`]);
  expect(found({ reference: `registry.example.com/model:1@${digest}` }, id)).toEqual([]);
});
