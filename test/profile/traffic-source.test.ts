import { NetworkPlugin, SecurityProfile, TrafficSource } from '../../src';

test.each<[string, TrafficSource, object]>([
  ['all pods of a namespace', TrafficSource.pods({ namespace: 'monitoring' }), { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } }, podSelector: {} }],
  ['pods by label', TrafficSource.pods({ namespace: 'ingress', podLabels: { app: 'nginx' } }), {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress' } }, podSelector: { matchLabels: { app: 'nginx' } },
  }],
  ['addresses', TrafficSource.cidr('10.0.0.0/16'), { ipBlock: { cidr: '10.0.0.0/16' } }],
])('%s are a peer of a NetworkPolicy', (_, source, peer) => expect(source._peer()).toEqual(peer));

test('a profile names none, and any network plugin, by default', () => {
  const { ingressControllers, metricsScrapers, networkPlugin } = SecurityProfile.restricted();
  expect([ingressControllers, metricsScrapers, networkPlugin]).toEqual([[], [], NetworkPlugin.ANY]);
});

test('later changes of the list do not reach the profile', () => {
  const given = [TrafficSource.cidr('10.0.0.0/16')];
  const profile = SecurityProfile.restricted({ ingressControllers: given });
  given.push(TrafficSource.cidr('10.1.0.0/16'));
  expect(profile.ingressControllers).toHaveLength(1);
});

test.each<[string, () => unknown, RegExp]>([
  ['a bad namespace', () => TrafficSource.pods({ namespace: 'A' }), /cannot name traffic from namespace "A": it .*; pass the namespace of the pods/],
  ['a bad label', () => TrafficSource.pods({ namespace: 'a', podLabels: { app: 'a b' } }), /cannot name traffic from pods with label "app: a b"/],
  ['a bad block', () => TrafficSource.cidr('10.0.0.1/8'), /cannot name traffic from "10.0.0.1\/8": it has address bits beyond its prefix/],
])('fails for %s', (_, make, message) => expect(make).toThrow(message));
