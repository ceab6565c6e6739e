import { celProblems } from '../../cel-problems';
import { DocumentPart, repeatedTexts } from '../../document-part';
import { parseDuration } from '../../duration';
import { dnsSubdomainProblem } from '../../names';
import { Problem } from '../../problem';

const LONGEST_TIMEOUT = 30;
const MOST_CONDITIONS = 64;

/**
 * What the API server would refuse about a file for `--authorization-config`, beside types and missing fields. Of expressions in CEL the types are not
 * looked at.
 *
 * @see https://github.com/kubernetes/apiserver/blob/master/pkg/apis/apiserver/validation/validation.go
 */
export function authorizationProblems(file: DocumentPart): Problem[] {
  const authorizers = file.at('authorizers');
  if (authorizers.isSet && authorizers.items.length === 0) return [authorizers.problem('is empty; list Node and RBAC')];
  const single = authorizers.items.map((one) => one.at('type')).filter(({ text }) => text !== 'Webhook');
  return [
    ...authorizers.items.flatMap(authorizerProblems),
    ...repeatedTexts(single).map((type) => type.problem(`is "${type.text}", and only webhooks may be there twice; remove one of them`)),
    ...repeatedTexts(authorizers.items.map((one) => one.at('name'))).map((name) => name.problem(`is "${name.text}", as that of an authorizer before it; rename one of them`)),
  ];
}

function authorizerProblems(authorizer: DocumentPart): Problem[] {
  const [type, name, webhook] = ['type', 'name', 'webhook'].map((key) => authorizer.at(key));
  const problem = name.text === '' ? undefined : dnsSubdomainProblem(name.text);
  return [
    ...(problem === undefined ? [] : [name.problem(`is "${name.text}", which ${problem}`)]),
    ...(type.text === 'Webhook' && !webhook.isSet ? [webhook.problem('is missing, and required for the type Webhook')] : []),
    ...(type.text !== 'Webhook' && webhook.isSet ? [webhook.problem('belongs to the type Webhook alone; remove it')] : []),
    ...(webhook.isSet ? webhookProblems(webhook) : []),
  ];
}

function webhookProblems(webhook: DocumentPart): Problem[] {
  const [conditions, version, connection] = ['matchConditions', 'matchConditionSubjectAccessReviewVersion', 'connectionInfo'].map((key) => webhook.at(key));
  const file = connection.at('kubeConfigFile');
  return [
    ...['timeout', 'authorizedTTL', 'unauthorizedTTL'].flatMap((key) => durationProblems(webhook.at(key), key === 'timeout' ? LONGEST_TIMEOUT : Infinity)),
    ...(conditions.items.length > 0 && version.text === '' ? [version.problem('is missing, and required beside matchConditions; set "v1"')] : []),
    ...(version.text !== '' && version.text !== 'v1' ? [version.problem(`is "${version.text}", must be "v1"`)] : []),
    ...(connection.at('type').text === 'KubeConfigFile' && !file.text.startsWith('/') ? [file.problem('must be an absolute path')] : []),
    ...(conditions.items.length > MOST_CONDITIONS ? [conditions.problem(`has ${conditions.items.length} elements, at most ${MOST_CONDITIONS}`)] : []),
    ...conditions.items.filter((one) => one.at('expression').text.trim() === '').map((one) => one.at('expression').problem('is missing, and required')),
    ...celProblems(conditions.items.map((one) => one.at('expression')), ['request']),
    ...repeatedTexts(conditions.items.map((one) => one.at('expression'))).map((one) => one.problem('stands before it already; remove one of them')),
  ];
}

function durationProblems(duration: DocumentPart, most: number): Problem[] {
  const seconds = duration.isSet ? parseDuration(duration.text) : undefined;
  if (seconds === undefined || (seconds > 0 && seconds <= most)) return [];
  return [duration.problem(`is "${duration.text}", must be more than zero${most === Infinity ? '' : ` and at most ${most}s`}`)];
}
