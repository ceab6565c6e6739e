/** The inputs that `check` and its peers read: the same objects without findings, with about three per object, and as one list. */
import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { parseAllDocuments, stringify } from 'yaml';
import { HardenedApp, HardenedNamespace, Quantity, Quota, SecureDeployment, SecurityProfile } from '../src';

type Fields = Record<string, any>;

/** The registries and labels are left open, so that no peer needs a profile to find nothing. */
const profile = SecurityProfile.restricted({ kubernetesVersion: '1.36' });

const WORKLOADS = 8;
/** What every copy of the namespace writes in another way. */
const NAME = 'tenant';

/** As long as configuration files of services are. */
const SETTINGS = Array.from({ length: 60 }, (_, i) => `server.pool-${i}.keep-alive: ${i * 7}s # measured in the load test`).join('\n');

/** One tenant: a namespace with its bounds, and workloads with what belongs to each. */
function tenant(): App {
  const app = new HardenedApp({ profile });
  const chart = new Chart(app, NAME);
  const namespace = new HardenedNamespace(chart, NAME, {
    quota: Quota.of({
      pods: 64, requestsCpu: Quantity.cores(8), requestsMemory: Quantity.gibibytes(16), requestsEphemeralStorage: Quantity.gibibytes(8),
      limitsCpu: Quantity.cores(32), limitsMemory: Quantity.gibibytes(16), limitsEphemeralStorage: Quantity.gibibytes(16),
    }),
  });
  for (let i = 0; i < WORKLOADS; i++) {
    const workload = new SecureDeployment(namespace, `service-${i}`, {
      containers: [{
        image: `registry.example.com/${NAME}/service-${i}:1.4.2@sha256:8a5edab282632443219e051e4ade2d1d5bbc671c781051bf1437897cbdfea0f1`,
        ports: [{ name: 'http', number: 8080 }],
        envVariables: { LOG_LEVEL: kplus.EnvValue.fromValue('info'), REGION: kplus.EnvValue.fromValue('north') },
        liveness: kplus.Probe.fromHttpGet('/livez', { port: 8080 }),
        readiness: kplus.Probe.fromHttpGet('/readyz', { port: 8080 }),
      }],
    });
    workload.exposeViaService({ name: `service-${i}`, ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
    new ApiObject(namespace, `settings-${i}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `settings-${i}` }, data: { 'service.conf': SETTINGS } } as never);
  }
  return app;
}

/** The documents of one tenant as cdk8s writes them. */
const TENANT: string[] = tenant().synthYaml().split(/^---\n/m).filter((text) => text !== '');

/** The documents of as many tenants as give so many objects. */
function* documents(count: number, of: readonly string[] = TENANT): Generator<string> {
  for (let i = 0; i < count; i++) yield of[i % of.length].replaceAll(NAME, `${NAME}-${Math.floor(i / of.length)}`);
}

/** The same object with faults that are found in every workload of public repositories. */
function worsened(object: Fields): Fields {
  const pod = object.spec?.template?.spec;
  if (pod) {
    const [container] = pod.containers;
    container.image = container.image.replace(/@.*/, '');
    delete container.securityContext;
    delete container.resources;
    delete pod.securityContext;
    delete pod.automountServiceAccountToken;
  }
  return object;
}

const WORSE: string[] = TENANT.map((text) => stringify(worsened(parseAllDocuments(text)[0].toJSON() as Fields)));

/** Documents with the faults. */
export const worseDocuments = (count: number): Iterable<string> => documents(count, WORSE);

/** One list of all the objects, as `kubectl get -o yaml` writes it. */
function* list(count: number): Generator<string> {
  yield 'apiVersion: v1\nkind: List\nitems:\n';
  for (const text of documents(count)) yield `- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`;
}

function* joined(texts: Iterable<string>): Generator<string> {
  for (const text of texts) yield `---\n${text}`;
}

/** The inputs by name: each is written to a file of its own. */
export const INPUTS = {
  'no finding': (count: number): Iterable<string> => joined(documents(count)),
  'three findings per object': (count: number): Iterable<string> => joined(worseDocuments(count)),
  'one list': list,
} as const;

/** Writes the inputs below a folder; gives the file of each. */
export function writeInputs(folder: string, count: number): Record<keyof typeof INPUTS, string> {
  mkdirSync(folder, { recursive: true });
  return Object.fromEntries(Object.entries(INPUTS).map(([name, texts]) => {
    const file = join(folder, `${name.replaceAll(' ', '-')}.yaml`);
    writeFileSync(file, [...texts(count)].join(''));
    return [name, file];
  })) as Record<keyof typeof INPUTS, string>;
}
