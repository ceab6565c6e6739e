import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { Manifest } from '../../src/objects/manifest';
import { Resources } from '../apiserver/resources';
import { moduleFolder } from '../go-module';

const OBJECTS = join(__dirname, 'objects');

/** Kinds that older versions have as well, with the same fields. */
const OLDER: Readonly<Record<string, readonly string[]>> = {
  DeviceClass: ['resource.k8s.io/v1beta2'],
  ResourceClaim: ['resource.k8s.io/v1beta2'],
  ResourceSlice: ['resource.k8s.io/v1beta2'],
  MutatingAdmissionPolicy: ['admissionregistration.k8s.io/v1beta1', 'admissionregistration.k8s.io/v1alpha1'],
  MutatingAdmissionPolicyBinding: ['admissionregistration.k8s.io/v1beta1', 'admissionregistration.k8s.io/v1alpha1'],
};

/** Objects with as many fields as a valid one can have, by hand. */
export const writtenObjects = (): readonly Manifest[] => documentsIn(OBJECTS, OLDER);

/** The documents of the files of a folder, also as objects of the older versions of their kinds. */
export function documentsIn(folder: string, older: Readonly<Record<string, readonly string[]>>): readonly Manifest[] {
  const written = readdirSync(folder).sort().flatMap((file) => (
    parseAllDocuments(readFileSync(join(folder, file), 'utf8'), { version: '1.1' }).map((document) => document.toJS() as Manifest)
  ));
  return written.flatMap((object) => [object, ...(older[String(object.kind)] ?? []).map((apiVersion) => ({ ...object, apiVersion }))]);
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
