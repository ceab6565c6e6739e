import { ApiObject } from 'cdk8s';
import { Edge } from './edges';
import { Peer } from './peer';
import { Port } from './port';
import { groupKind, keyOf } from '../../objects/manifest';
import { INBOUND_KINDS, InboundPaths } from '../../objects/network/inbound-paths';
import { podEnd, PodEnd } from '../../objects/network/reachability';
import { TargetPort } from '../../objects/network/service-backends';
import { podOf } from '../../objects/pod-template';
import { SecurityProfile } from '../../profile/security-profile';
import { profileOf } from '../synthesis/profile-scope';
import { manifestOfOther, oncePerRendering } from '../synthesis/rendering';

const kindOf = ({ apiVersion, kind }: ApiObject): string => groupKind({ apiVersion, kind });

/** Undefined in an app that publishes and scrapes nothing, as most do: then nothing has to be rendered for it. */
const inboundPaths = oncePerRendering((root): InboundPaths | undefined => {
  const objects = root.node.findAll().filter(ApiObject.isApiObject);
  if (!objects.some((object) => Object.hasOwn(INBOUND_KINDS, kindOf(object)))) return undefined;
  return new InboundPaths(objects.filter((object) => kindOf(object) === 'Service' || Object.hasOwn(INBOUND_KINDS, kindOf(object))).map(manifestOfOther));
});

function portsOf(targets: readonly TargetPort[], pod: PodEnd): Port[] {
  return targets.flatMap(({ protocol, port }) => {
    if (typeof port === 'number') return [Port._of(protocol, port)];
    return pod.ports.filter((one) => one.name === port && one.protocol === protocol).map(({ number }) => Port._of(protocol, number));
  });
}

/**
 * The edges that a workload gets without a verb: from the ingress controllers that the profile names where an Ingress or a route leads to it, and from its
 * scrapers where a monitor selects it.
 */
export function inboundEdges(workload: ApiObject): Edge[] {
  const profile: SecurityProfile = profileOf(workload);
  const sources = { 'ingress controller': profile.ingressControllers, 'scraper': profile.metricsScrapers };
  if (Object.values(sources).every((list) => list.length === 0)) return [];
  const paths = inboundPaths(workload.node.root);
  const manifest = paths && manifestOfOther(workload);
  const pod = manifest && podOf(manifest);
  if (!pod) return [];
  const end = podEnd(keyOf(manifest).namespace, pod.metadata, pod.spec);
  return paths.to(end.namespace, end.labels).flatMap((path) => {
    const ports = portsOf(path.ports, end);
    return ports.length === 0 ? [] : sources[path.source].map((source) => ({ direction: 'ingress' as const, peer: Peer._ofPlatform(source._peer()), ports }));
  });
}
