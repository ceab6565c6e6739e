import { readFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync } from 'zlib';
import { parseAllDocuments } from 'yaml';
import { builtInRbac, isBuiltInRole } from '../../src/objects/built-in-roles';

type Json = Record<string, any>;

/** Where an object is, as `isBuiltInRole` takes it. */
const placeOf = ({ kind, metadata: { namespace, name } }: Json): string => [kind, ...(namespace === undefined ? [] : [namespace]), name].join('/');

/** The objects by their places, with what a role means: the order of its rules does not matter, nor does a rule that it has twice. */
function meanings(objects: readonly Json[]): Json {
  return Object.fromEntries(objects.map((object) => {
    const { apiVersion, metadata: { labels }, rules, aggregationRule, roleRef, subjects } = object;
    const lines = (rules ?? []).map((rule: Json) => JSON.stringify(rule, Object.keys(rule).sort()));
    return [placeOf(object), { apiVersion, labels, rules: [...new Set(lines)].sort(), aggregationRule, roleRef, subjects: subjects ?? [] }];
  }));
}

describe.each([34, 37])('Kubernetes 1.%i', (minor) => {
  const text = gunzipSync(readFileSync(join(__dirname, 'kubernetes', `rbac-1.${minor}.yaml.gz`))).toString();
  const upstream = parseAllDocuments(text).flatMap((document) => (document.toJS() as Json).items as Json[]);
  const { roles, bindings } = builtInRbac(minor);

  test('the API server creates the roles and bindings of its bootstrap policy, and no others', () => {
    expect(upstream.length).toBeGreaterThan(120);
    expect(meanings([...roles, ...bindings])).toEqual(meanings(upstream));
  });

  test('each of its roles is known by its place', () => {
    expect(roles.map(placeOf).filter((place) => !isBuiltInRole(place))).toEqual([]);
  });
});

test('a minor beyond the table has the roles of the nearest one, and a role elsewhere is none of them', () => {
  expect(builtInRbac(30)).toBe(builtInRbac(34));
  expect(builtInRbac(40)).toBe(builtInRbac(37));
  expect(builtInRbac(36)).not.toBe(builtInRbac(37));
  expect(['ClusterRole/shop', 'Role/shop/view', 'view'].filter(isBuiltInRole)).toEqual([]);
});
