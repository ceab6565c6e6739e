import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { Manifest } from '../../src/objects/manifest';
import { Resources } from '../apiserver/resources';
import { moduleFolder } from '../go-module';

const OBJECTS = join(__dirname, 'objects');

/** Objects with as many fields as a valid one can have, by hand. */
export function writtenObjects(): readonly Manifest[] {
  return readdirSync(OBJECTS).sort().flatMap((file) => (
    parseAllDocuments(readFileSync(join(OBJECTS, file), 'utf8'), { version: '1.1' }).map((document) => document.toJS() as Manifest)
  ));
}

/** What Kubernetes stores in its own tests: one object, nearly empty, of each resource. */
export function storedObjects(kubernetes: string, resources: Resources): readonly Manifest[] {
  const text = readFileSync(join(moduleFolder('k8s.io/kubernetes', kubernetes), 'test', 'integration', 'etcd', 'data.go'), 'utf8');
  return [...text.matchAll(/gvr\("([^"]*)", "([^"]*)", "([^"]*)"\): \{\s*Stub:\s*((?:`[^`]*`|image|namespace|\+|\s)+),/g)].flatMap(([, group, version, resource, stub]) => {
    const served = resources.all.find((one) => one.group === group && one.version === version && one.resource === resource);
    if (!served) return [];
    const object = JSON.parse(stub.replace(/`\s*\+\s*(image|namespace)\s*\+\s*`/g, 'default').replace(/`\s*\+\s*`|`/g, '')) as Manifest;
    return [{ ...object, apiVersion: group === '' ? version : `${group}/${version}`, kind: served.kind }];
  });
}
