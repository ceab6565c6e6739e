import { conditionsProblems, REQUEST_VARIABLES, rulesProblems } from './admission-rules';
import { Form, KindRule, NONE, refusal, refusedEither, refusedEmpty, refusedForms, refusedElement } from './refusal';
import { labelSelectorProblems } from './selectors';
import { entries, repeated } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { dnsSubdomainProblem, versionProblem } from '../names';
import { plainText } from '../plain-text';
import { Fields, elementsOf, isObject } from '../pointer';
import { Problem } from '../problem';
import { filledText } from '../value-types';

const PORT: Form = [1, 65535];
const SECONDS: Form = [1, 30];
const REVIEWS = ['v1', 'v1beta1'];
const SHORTEST_NAME = 3;
const URL_FORM = /^https:\/\/[^/?#@\s]+(?:\/[^?#\s]*)?$/;

function nameProblem(name: string): string | undefined {
  return dnsSubdomainProblem(name) ?? (name.split('.').length < SHORTEST_NAME ? 'must have three parts or more, such as "pods.policy.example.com"' : undefined);
}

const urlProblem = (url: string): string | undefined => (URL_FORM.test(url) ? undefined : 'must be of the form "https://host/path", without user, query and fragment');

function pathProblem(path: string): string | undefined {
  if (path === '/') return undefined;
  if (!path.startsWith('/')) return 'must start with a slash';
  return path.slice(1).replace(/\/$/, '').split('/').map(dnsSubdomainProblem).find((problem) => problem !== undefined);
}

/** What is wrong with where a webhook is. */
export function clientConfigProblems(config: unknown, pointer: string): readonly Problem[] {
  if (!isObject(config)) return NONE;
  const choice = [...refusedEmpty(config, pointer, ['url']), ...refusedEither(config, pointer, 'clientConfig', ['url', 'service'])];
  if (choice.length > 0) return choice;
  return [...refusedForms(config, pointer, { url: urlProblem }), ...(isObject(config.service) ? refusedForms(config.service, `${pointer}/service`, { port: PORT, path: pathProblem }) : NONE)];
}

/** What is wrong with the versions of the reviews that a webhook understands. */
export function reviewVersionProblems(versions: unknown, pointer: string, known: readonly string[]): readonly Problem[] {
  const list = elementsOf(versions);
  if (list.length === 0) return refusal(pointer, Array.isArray(versions) && `the list has no version; add "${known[0]}"`);
  return [
    ...refusal(pointer, new Set(list).size < list.length ? 'the list has a version twice; remove one'
      : !list.some((one) => known.includes(plainText(one))) && `the list has no version that the API server sends; add "${known[0]}"`),
    ...list.flatMap((version, i) => refusedElement(version, `${pointer}/${i}`, 'the version', versionProblem)),
  ];
}

function webhookProblems(webhook: Fields, pointer: string): readonly Problem[] {
  return [
    ...refusedForms(webhook, pointer, { name: nameProblem, timeoutSeconds: SECONDS }),
    ...refusal(`${pointer}/sideEffects`, !isMissing(webhook.sideEffects) && webhook.sideEffects !== 'None' && webhook.sideEffects !== 'NoneOnDryRun'
      && `sideEffects is "${plainText(webhook.sideEffects)}", must be "None" or "NoneOnDryRun"`),
    ...labelSelectorProblems(webhook.namespaceSelector, `${pointer}/namespaceSelector`), ...labelSelectorProblems(webhook.objectSelector, `${pointer}/objectSelector`),
    ...rulesProblems(webhook.rules, `${pointer}/rules`), ...clientConfigProblems(webhook.clientConfig, `${pointer}/clientConfig`),
    ...reviewVersionProblems(webhook.admissionReviewVersions, `${pointer}/admissionReviewVersions`, REVIEWS),
    ...conditionsProblems(webhook.matchConditions, `${pointer}/matchConditions`, REQUEST_VARIABLES),
  ];
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/admissionregistration/validation/validation.go (ValidateValidatingWebhookConfiguration) */
export const webhookRule: KindRule = ({ webhooks }) => {
  const list = entries(webhooks, '/webhooks');
  return [
    ...list.flatMap((one) => webhookProblems(one.value, one.pointer)),
    ...repeated(list, ({ value }) => filledText(value.name)).flatMap(({ value, pointer }) => refusal(`${pointer}/name`, `two webhooks are named "${plainText(value.name)}"; rename one`)),
  ];
};
