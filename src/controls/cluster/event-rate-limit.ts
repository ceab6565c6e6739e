import { DocumentPart } from '../../objects/document-part';
import { groupKind } from '../../objects/manifest';
import { READ_FROM_FILE } from '../component-file';
import { defineControl } from '../control';
import { anyOf, field, not } from '../require';

const KIND = 'eventratelimit.admission.k8s.io/Configuration';
const configuration = (...limits: object[]) => ({ apiVersion: 'eventratelimit.admission.k8s.io/v1alpha1', kind: 'Configuration', limits });

/** A cluster of a few hundred nodes stays below these limits in normal operation. */
const LIMITS = [
  { type: 'Server', qps: 500, burst: 1000 }, { type: 'Namespace', qps: 50, burst: 100, cacheSize: 2000 }, { type: 'User', qps: 20, burst: 50 },
];

export const eventRateLimit = defineControl({
  id: 'event-rate-limit',
  title: 'Events are rate-limited for the API server and for each namespace',
  subject: 'plugin-configuration',
  why: 'anyone who may create events could flood etcd until it is full, and then nothing in the cluster can be changed',
  fix: {
    code: 'leave `eventRateLimits` of `AdmissionConfiguration` unset, or pass limits for the server and for namespaces',
    yaml: 'list limits of the types Server and Namespace with `qps` and `burst`',
  },
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#eventratelimit'],
  frameworks: ['cis:1.2.9'],
  inspect: (subject) => {
    if (groupKind(subject) !== KIND) return [];
    const limits = new DocumentPart(subject).at('limits');
    const missing = ['Server', 'Namespace'].filter((type) => !limits.items.some((limit) => limit.at('type').text === type));
    return missing.length === 0 ? [] : [{ pointer: limits.pointer, message: `limits has none of the type ${missing.join(' and none of the type ')}; add one` }];
  },
  admission: READ_FROM_FILE,
  harden: { 'plugin-configuration': { limits: LIMITS }, 'unless': not(anyOf(field('apiVersion').startsWith('eventratelimit.admission.k8s.io/'))) },
  absent: 'not-applicable',
  examples: () => ({
    good: [
      { shows: 'both limits', subject: configuration(...LIMITS.slice(0, 2)) },
      { shows: 'the configuration of another plugin', subject: { apiVersion: 'pod-security.admission.config.k8s.io/v1', kind: 'PodSecurityConfiguration' } },
    ],
    bad: [{ shows: 'no limit for a namespace', subject: configuration(LIMITS[0]) }, { shows: 'no limit at all', subject: configuration() }],
  }),
});
