import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { API_RESOURCES, ApiResource, resourceParts } from '../../src/objects/api-resources';
import { hasMinor } from '../../src/objects/minors';

type Json = Record<string, any>;

type Served = Pick<ApiResource, 'group' | 'resource' | 'kind' | 'namespaced' | 'verbs'>;

/** What a minor serves, by version. */
function discovered(minor: number): (Served & { readonly version: string })[] {
  const file = readFileSync(join(__dirname, 'kubernetes', `discovery-1.${minor}.json.gz`));
  const { core, groups } = JSON.parse(gunzipSync(file).toString()) as { core: Json; groups: Json };
  const ofCore = core.resources.map(({ name, kind, namespaced, verbs }: Json) => ({ group: '', version: 'v1', resource: name, kind, namespaced, verbs }));
  const ofGroups = groups.items.flatMap(({ metadata, versions }: Json) => versions.flatMap(({ version, resources }: Json) =>
    resources.flatMap(({ resource, responseKind, scope, verbs, subresources = [] }: Json) => {
      const common = { group: metadata.name, version, namespaced: scope === 'Namespaced' };
      return [{ ...common, resource, kind: responseKind.kind, verbs },
        ...subresources.map((sub: Json) => ({ ...common, resource: `${resource}/${sub.subresource}`, kind: sub.responseKind.kind, verbs: sub.verbs }))];
    })));
  return [...ofCore, ...ofGroups];
}

const served = (minor: number) => API_RESOURCES.filter(({ minors }) => hasMinor(minors, minor));
const line = ({ group, resource, kind, namespaced, verbs }: Served, ...more: readonly string[]): string =>
  [group, resource, kind, namespaced, [...verbs].sort(), ...more].join(' ');
const lines = (all: readonly string[]): string[] => [...new Set(all)].sort();

test.each([34, 37])('the API server of Kubernetes 1.%i serves what its discovery lists, and nothing else', (minor) => {
  expect(lines(served(minor).map((one) => line(one)))).toEqual(lines(discovered(minor).map((one) => line(one))));
});

test('the versions of a resource are those of the newest minor', () => {
  const ours = served(37).flatMap((one) => one.versions.map((version) => line(one, version)));
  expect(lines(ours)).toEqual(lines(discovered(37).map((one) => line(one, one.version))));
});

test.each([
  ['pods', { plural: 'pods', subresource: '' }],
  ['pods/exec', { plural: 'pods', subresource: '/exec' }],
  ['deployments.apps', { plural: 'deployments', group: 'apps', subresource: '' }],
  ['deployments.apps/scale', { plural: 'deployments', group: 'apps', subresource: '/scale' }],
  ['roles.rbac.authorization.k8s.io', { plural: 'roles', group: 'rbac.authorization.k8s.io', subresource: '' }],
  ['pods/a.b', { plural: 'pods', subresource: '/a.b' }],
  ['.apps', { plural: '', group: 'apps', subresource: '' }],
])('"%s" names a resource', (text, parts) => {
  expect(resourceParts(text)).toEqual(parts);
});
