import { storedName } from '../../../conformance/node/images/import';

test.each([
  ['nginx', 'docker.io/library/nginx:latest'],
  ['nginx:1.27', 'docker.io/library/nginx:1.27'],
  ['bitnami/redis:8', 'docker.io/bitnami/redis:8'],
  ['localhost/web:1', 'localhost/web:1'],
  ['registry:5000/web', 'registry:5000/web:latest'],
  ['registry.example.com/shop/api:1.4.2', 'registry.example.com/shop/api:1.4.2'],
  ['registry.example.com/shop/api:1.4.2@sha256:ab', 'registry.example.com/shop/api@sha256:ab'],
  ['registry.example.com:5000/api@sha256:ab', 'registry.example.com:5000/api@sha256:ab'],
])('containerd looks for %s as %s', (reference, stored) => {
  expect(storedName(reference)).toBe(stored);
});
