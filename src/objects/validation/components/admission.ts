import { DocumentPart, repeatedTexts } from '../../document-part';
import { isMissing } from '../../fields/field-test';
import { groupKind, Manifest } from '../../manifest';
import { dnsLabelProblem, dnsSubdomainProblem } from '../../names';
import { isObject } from '../../pointer';
import { Problem } from '../../problem';

const VERSION = /^(latest|v1\.(0|[1-9][0-9]*))$/;

/**
 * What the API server would refuse about the defaults of Pod Security, beside types and missing fields.
 *
 * @see https://github.com/kubernetes/pod-security-admission/blob/master/admission/api/validation/validation.go
 */
export function podSecurityProblems(file: DocumentPart): Problem[] {
  const [defaults, exemptions] = [file.at('defaults'), file.at('exemptions')];
  return [
    ...['enforce-version', 'audit-version', 'warn-version'].map((key) => defaults.at(key)).filter(({ text }) => text !== '' && !VERSION.test(text))
      .map((version) => version.problem(`is "${version.text}", must be "latest" or a version such as "v1.36"`)),
    ...nameProblems(exemptions.at('namespaces'), dnsLabelProblem),
    ...nameProblems(exemptions.at('runtimeClasses'), dnsSubdomainProblem),
    ...nameProblems(exemptions.at('usernames'), (name) => (name === '' ? 'is empty' : undefined)),
  ];
}

function nameProblems(list: DocumentPart, problemOf: (name: string) => string | undefined): Problem[] {
  return [
    ...list.items.flatMap((item) => {
      const problem = typeof item.value === 'string' ? problemOf(item.value) : undefined;
      return problem === undefined ? [] : [item.problem(`is "${item.text}", which ${problem}; names are exact, patterns are not possible`)];
    }),
    ...repeatedTexts(list.items).map((item) => item.problem(`is "${item.text}", which stands before it already; remove one of them`)),
  ];
}

/**
 * What the API server would refuse about the limits of events.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/eventratelimit/apis/eventratelimit/validation/validation.go
 */
export function eventRateLimitProblems(file: DocumentPart): Problem[] {
  const limits = file.at('limits');
  if (limits.items.length === 0) return [limits.problem('is empty; add one of the type Server')];
  return limits.items.flatMap((limit) => [
    ...['qps', 'burst'].map((key) => limit.at(key)).filter(({ value }) => !isMoreThanZero(value)).map((amount) => amount.problem('must be a number above zero')),
    ...(limit.at('type').text !== 'Server' && Number(limit.at('cacheSize').value ?? 0) < 0 ? [limit.at('cacheSize').problem('must not be negative')] : []),
  ]);
}

const isMoreThanZero = (value: unknown): boolean => typeof value === 'number' && value > 0;

/** Plugins of an AdmissionConfiguration whose `configuration` no plugin could decode; nothing for any other object. */
export function unreadableConfigurations(manifest: Manifest): Problem[] {
  if (groupKind(manifest) !== 'apiserver.config.k8s.io/AdmissionConfiguration') return [];
  return new DocumentPart(manifest).at('plugins').items.map((plugin) => plugin.at('configuration')).filter(({ value }) => !isMissing(value))
    .flatMap((configuration) => {
      if (!isObject(configuration.value)) return [configuration.problem('must be a map with apiVersion and kind')];
      return ['apiVersion', 'kind'].map((key) => configuration.at(key)).filter(({ value }) => typeof value !== 'string' || value === '')
        .map((part) => part.problem('must be a text, by which the plugin knows its configuration'));
    });
}
