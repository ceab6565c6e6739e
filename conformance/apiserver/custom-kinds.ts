import { readFileSync } from 'fs';
import { join } from 'path';
import { loadAll } from 'js-yaml';
import { Client, saying, succeeded } from './client';
import { Resources } from './resources';
import { until } from './until';
import { CUSTOM_SOURCES, DefinitionSource } from '../fields/custom-definitions';
import { moduleFolder } from '../go-module';

type Json = Record<string, any>;

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** A kind that examples use, and no construct of ours emits. */
const MONITORS: Pick<DefinitionSource, 'module' | 'version' | 'path'> = {
  module: 'github.com/prometheus-operator/prometheus-operator', version: 'v0.85.0',
  path: ['example', 'prometheus-operator-crd', 'monitoring.coreos.com_servicemonitors.yaml'],
};

/** Makes an API server serve the kinds of operators that examples use. To be called before anything asks the client what is served. */
export async function defineCustomKinds(client: Client): Promise<void> {
  const definitions = [...CUSTOM_SOURCES, MONITORS].map(({ module, version, path }) => (
    loadAll(readFileSync(join(moduleFolder(module, version), ...path), 'utf8'))[0] as Json));
  for (const { status: _, ...body } of definitions) {
    const answer = await client.request('POST', DEFINITIONS, { body });
    if (!succeeded(answer)) throw new Error(saying(answer));
  }
  await until('the kinds of operators', async () => {
    const served = await Resources.discover(client);
    return definitions.every(({ spec: { group, names } }) => served.all.some((one) => one.group === group && one.kind === names.kind));
  });
}
