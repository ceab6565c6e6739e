import { DocumentPart } from '../../document-part';
import { dnsSubdomainProblem } from '../../names';
import { Problem } from '../../problem';

/**
 * What the API server would refuse about an audit policy, beside types and missing fields.
 *
 * @see https://github.com/kubernetes/apiserver/blob/master/pkg/apis/audit/validation/validation.go
 */
export function auditProblems(policy: DocumentPart): Problem[] {
  const rules = policy.at('rules');
  // https://github.com/kubernetes/apiserver/blob/master/pkg/audit/policy/reader.go
  return rules.items.length === 0 ? [rules.problem('is empty, and the API server does not start without a rule; add one such as `level: Metadata`')]
    : rules.items.flatMap(ruleProblems);
}

function ruleProblems(rule: DocumentPart): Problem[] {
  const urls = rule.at('nonResourceURLs');
  const isMixed = urls.items.length > 0 && (rule.at('resources').items.length > 0 || rule.at('namespaces').items.length > 0);
  return [
    ...(isMixed ? [urls.problem('stands beside resources or namespaces, and a rule is about one or the other; make two rules of it')] : []),
    ...urls.items.flatMap((url) => urlProblems(url)),
    ...rule.at('resources').items.flatMap(resourceProblems),
  ];
}

function urlProblems(url: DocumentPart): Problem[] {
  if (url.text === '*' || typeof url.value !== 'string') return [];
  if (!url.text.startsWith('/')) return [url.problem(`is "${url.text}", must begin with "/"`)];
  return url.text.slice(0, -1).includes('*') ? [url.problem(`is "${url.text}", where "*" may only be the last character`)] : [];
}

function resourceProblems(resource: DocumentPart): Problem[] {
  const group = resource.at('group');
  const problem = group.text === '' || group.text === '*' ? undefined : dnsSubdomainProblem(group.text);
  const names = resource.at('resourceNames');
  return [
    ...(problem === undefined ? [] : [group.problem(`is "${group.text}", which ${problem}; write the group without its version`)]),
    ...(names.items.length > 0 && resource.at('resources').items.length === 0
      ? [names.problem('needs the resources that have these names; list them in `resources`')] : []),
  ];
}
