import { Chart, Testing } from 'cdk8s';
import { Client, saying, succeeded } from './client';
import { defined, faultsOf, send } from './emitted-kinds';
import { problems, Tally } from './tally';
import { Dns, HardenedApp, HardenedNamespace, HostFirewall, NetworkPlugin, Peer, Port, SecureDeployment, SecurityProfile } from '../../src';
import { Manifest } from '../../src/objects/manifest';
import { isObject } from '../../src/objects/pointer';
import { FIREWALLS } from '../components/firewall';
import { NETWORK_PLUGIN_SOURCES } from '../fields/custom-definitions';
import { Row, Tool } from '../suite';

/** Each form of an edge to domain names, for each form of name resolution. */
function domainPolicies(): Manifest[] {
  return [Dns.kubeDns(), Dns.nodeLocal()].flatMap((dns, i) => {
    const app = new HardenedApp({ profile: SecurityProfile.restricted({ networkPlugin: NetworkPlugin.CILIUM, dns }) });
    const chart = new Chart(app, `domains-${i}`);
    const web = new SecureDeployment(new HardenedNamespace(chart, 'emitted'), `web-${i}`, { containers: [{ image: 'registry.example.com/web:1.0.0', portNumber: 8080 }] });
    web.allowTo(Peer.fqdn('api.example.com'), Port.tcp(443), Port.udp(443));
    web.allowTo(Peer.fqdn('*.example.org'), Port.tcpRange(8000, 8010));
    web.allowTo(Peer.fqdn('www.example.net'), Port.all());
    return (Testing.synth(chart) as Manifest[]).filter(({ kind }) => kind === 'CiliumNetworkPolicy');
  });
}

const firewallPolicies = (): Manifest[] => Object.values(FIREWALLS).flatMap((props, i) => {
  const firewall = HostFirewall.of(props);
  return ([...firewall.toCiliumManifests({ 'node-role': 'control-plane' })] as Manifest[]).map((one) => ({ ...one, metadata: { name: `firewall-${i}` } }));
});

/** An object with a field that no definition has, at each of its maps in turn: where labels are, any key is right. */
function withUnknownFields(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, i) => withUnknownFields(element).map((one) => value.map((old: unknown, at) => (at === i ? one : old))));
  }
  if (!isObject(value)) return [];
  const within = Object.entries(value).flatMap(([key, member]) => (key === 'matchLabels' ? [] : withUnknownFields(member).map((one) => ({ ...value, [key]: one }))));
  return [{ ...value, unheardOf: 1 }, ...within];
}

/** The policies of network plugins, on an API server with their definitions: each is stored as it is, and none has a place where any field would be. */
export async function networkPlugins(client: Client, tool: Tool): Promise<Row[]> {
  const paths = await defined(client, NETWORK_PLUGIN_SOURCES);
  const objects = [...domainPolicies(), ...firewallPolicies()];
  const stored = new Tally('policies of network plugins: every object is stored as it is', tool);
  const spoilt = new Tally('policies of network plugins: unknown fields are refused', tool);
  for (const object of objects) {
    const path = paths.get(String(object.kind))!;
    stored.case(object, problems('create', await faultsOf(client, path, object)));
    for (const spec of withUnknownFields(object.spec)) {
      const answer = await send(client, 'POST', `${path}?dryRun=All&fieldValidation=Strict`, { ...object, metadata: { ...object.metadata as object, name: 'spoilt' }, spec });
      spoilt.case(object, problems('taken', succeeded(answer) ? [saying(answer)] : []));
    }
  }
  return [stored.row(), spoilt.row()];
}
