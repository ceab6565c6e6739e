import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { gunzipSync } from 'zlib';
import { App, Chart, Duration, Testing } from 'cdk8s';
import {
  AdmissionConfiguration, AdmissionRollout, AuditRule, Authorization, EventRateLimitType, ExternalSecretMount, ScanGate, ScopedRole, SecretStore,
  SecureDeployment, Verb,
} from '../../src';
import { CONTAINER_KEYS, HOST_ALIAS_KEYS, SERVICE_PORT_KEYS } from '../../src/constructs/workload/container-keys';
import { KnownKeys, rejectUnknownKeys } from '../../src/objects/known-keys';

const IMAGE = 'registry.example.com/web:1.0.0';
const KEYS: KnownKeys = { portNumber: null, ports: { number: null } };

test('known keys pass, and so do absent values', () => {
  expect(() => rejectUnknownKeys('no', [{ portNumber: 1, ports: [{ number: 1 }], other: undefined }, undefined, 'text'], KEYS)).not.toThrow();
});

test.each([
  ['a name of Python', { port_number: 8080 }, 'nothing reads the key "port_number"; write "portNumber"'],
  ['a misspelled name', { portNumer: 8080 }, 'nothing reads the key "portNumer"; did you mean "portNumber"?'],
  ['a key in a list', { ports: [{ number: 1 }, { numbr: 2 }] }, 'nothing reads the key "numbr" of ports[1]; did you mean "number"?'],
  ['a key of every object', { toString: 1 }, 'nothing reads the key "toString"'],
])('fails for %s', (_, value, message) => {
  expect(() => rejectUnknownKeys('cannot do it', value, KEYS)).toThrow(`cannot do it: ${message}`);
});

const chart = () => new Chart(new App({ outdir: join(__dirname, 'none') }), 'chart', { namespace: 'shop' });
const workload = (props: object = {}, container: object = {}) => new SecureDeployment(chart(), 'web', { containers: [{ image: IMAGE, portNumber: 8080, ...container }], ...props });

/** Every list or map of structs that our API takes. */
test.each<[string, () => unknown, string]>([
  ['a container', () => workload({}, { port_number: 8080 }),
    'cannot add a container to "chart/web": nothing reads the key "port_number"; write "portNumber"'],
  ['a part of a container', () => workload({}, { securityContext: { read_only_root_filesystem: true } }),
    'cannot add a container to "chart/web": nothing reads the key "read_only_root_filesystem" of securityContext; write "readOnlyRootFilesystem"'],
  ['an init container', () => workload({ initContainers: [{ image: IMAGE, args_list: [] }] }),
    'cannot add a container to "chart/web": nothing reads the key "args_list"'],
  ['a container that is added', () => workload().addContainer({ image: IMAGE, name: 'other', volume_mounts: [] } as never),
    'cannot add a container to "chart/web": nothing reads the key "volume_mounts"; write "volumeMounts"'],
  ['a name for an address', () => workload({ hostAliases: [{ ip: '10.0.0.1', host_names: [] }] }),
    'cannot build "chart/web": nothing reads the key "host_names" of hostAliases[0]; did you mean "hostnames"?'],
  ['a port of a Service', () => workload().exposeViaService({ ports: [{ port: 80, target_port: 8080 } as never] }),
    'cannot expose "chart/web": nothing reads the key "target_port" of ports[0]; write "targetPort"'],
  ['a rule of a role', () => new ScopedRole(chart(), 'r', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: [Verb.GET], resource_names: [] } as never] }),
    'cannot build role "chart/r": nothing reads the key "resource_names" of rules[0]; write "resourceNames"'],
  ['a waiver of a rollout', () => AdmissionRollout.of({ waivers: [{ namespace: 'a', control: 'no-privileged', reason: 'a good reason', expires_on: '2027-01-01' } as never] }),
    'cannot roll out admission policies: nothing reads the key "expires_on" of waivers[0]; write "expiresOn"'],
  ['an accepted vulnerability', () => ScanGate.of(new App()).require({ reports: '*', accept: [{ id: 'CVE-1', reason: 'not reachable', until: '2027-01-01' } as never] }),
    'cannot require scans: nothing reads the key "until" of accept[0]; it can be id, reason, expires, package'],
  ['an authorization webhook', () => Authorization.withWebhooks([{ name: 'w', kubeconfigPath: '/a', time_out: Duration.seconds(1) } as never]),
    'cannot authorize by webhooks: nothing reads the key "time_out" of webhooks[0]; did you mean "timeout"?'],
  ['a resource of an audit rule', () => AuditRule.none({ resources: [{ group: '', resource_names: [] } as never] }),
    'cannot make an audit rule: nothing reads the key "resource_names" of resources[0]; write "resourceNames"'],
  ['a rate limit', () => AdmissionConfiguration.of({ eventRateLimits: [{ type: EventRateLimitType.SERVER, eventsPerSecond: 1, burst: 1, cache_size: 1 } as never] }),
    'cannot configure admission: nothing reads the key "cache_size" of eventRateLimits[0]; write "cacheSize"'],
  ['a value of an external secret', () => {
    const scope = chart();
    const store = SecretStore.fromName(scope, 'store', 'store');
    return workload().mounts.add(ExternalSecretMount.of('db', store, '/db', { keys: { password: { key: 'db', propperty: 'password' } as never } }));
  }, 'cannot mount "db" at "/db": nothing reads the key "propperty" of keys[0]; did you mean "property"?'],
])('fails for an unknown key of %s', (_, build, message) => {
  expect(build).toThrow(message);
});

test('the rendered workload is what it was', () => {
  expect(() => Testing.synth(Chart.of(workload()))).not.toThrow();
});

interface Assembly { readonly schema: string; readonly filename: string; readonly types: Readonly<Record<string, Struct>> }
interface Struct { readonly datatype?: boolean; readonly properties?: readonly Property[]; readonly interfaces?: readonly string[] }
interface Property { readonly name: string; readonly type: TypeOf }
interface TypeOf { readonly fqn?: string; readonly collection?: { readonly elementtype: TypeOf } }

function assemblyOf(name: string): Assembly {
  const folder = dirname(require.resolve(`${name}/package.json`));
  const assembly = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8')) as Assembly;
  return assembly.schema === 'jsii/file-redirect' ? JSON.parse(gunzipSync(readFileSync(join(folder, assembly.filename))).toString()) as Assembly : assembly;
}

describe('the keys of cdk8s-plus', () => {
  const { types } = assemblyOf('cdk8s-plus-27');
  const properties = (fqn: string): Property[] => [...types[fqn].properties ?? [], ...(types[fqn].interfaces ?? []).flatMap(properties)];
  function structOf({ fqn, collection }: TypeOf): string | undefined {
    if (collection) return structOf(collection.elementtype);
    return fqn !== undefined && types[fqn]?.datatype ? fqn : undefined;
  }

  function missing(fqn: string, keys: KnownKeys): string[] {
    return properties(fqn).flatMap(({ name, type }) => {
      if (!Object.hasOwn(keys, name)) return [`${fqn}.${name}`];
      const struct = structOf(type);
      const nested = keys[name];
      return struct === undefined ? [] : nested ? missing(struct, nested) : [`the keys of ${fqn}.${name}`];
    });
  }

  test.each([['ContainerProps', CONTAINER_KEYS], ['ServicePort', SERVICE_PORT_KEYS], ['HostAlias', HOST_ALIAS_KEYS]])('are all known: %s', (name, keys) => {
    expect(missing(`cdk8s-plus-27.${name}`, keys)).toEqual([]);
  });
});
