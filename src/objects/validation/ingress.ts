import { pathSegmentProblem } from './paths';
import { KindRule, NONE, entriesAt, Forms, refusal, refusedChoice, refusedElement, refusedEmpty, refusedForms, refusedNumber, refusedText } from './refusal';
import { entries } from '../container-shape';
import { isMissing } from '../fields/field-test';
import { parseIpAddress } from '../ip-address';
import { dnsLabelProblem, dnsSubdomainProblem, portNameProblem } from '../names';
import { plainText } from '../plain-text';
import { childPointer, descend, elementsOf, isObject, valueAt } from '../pointer';
import { Problem } from '../problem';

const UNCLEAR_SEQUENCES = ['//', '/./', '/../', '%2f', '%2F'];
const UNCLEAR_ENDINGS = ['/..', '/.'];
const OF_RESOURCES: Forms = { apiGroup: dnsSubdomainProblem, kind: pathSegmentProblem, name: pathSegmentProblem };
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

function hostProblem(host: string): string | undefined {
  if (parseIpAddress(host)) return 'is an IP address; write a DNS name';
  if (!host.includes('*')) return dnsSubdomainProblem(host);
  return host.startsWith('*.') && !dnsSubdomainProblem(host.slice(2)) ? undefined : 'is not a name such as "*.example.com"; a star can only stand for the first label';
}

function pathProblem(path: unknown, pathType: unknown): string | undefined {
  const isExact = pathType === 'Exact' || pathType === 'Prefix';
  if (isMissing(path)) return isExact ? `path is missing, and pathType "${plainText(pathType)}" needs one; write "/" for all` : undefined;
  if (typeof path !== 'string') return undefined;
  if (!path.startsWith('/')) return `path "${path}" must start with a slash`;
  const unclear = isExact ? UNCLEAR_SEQUENCES.find((one) => path.includes(one)) ?? UNCLEAR_ENDINGS.find((one) => path.endsWith(one)) : undefined;
  return unclear && `path "${path}" must not contain "${unclear}"`;
}

function backendProblems(backend: unknown, pointer: string): readonly Problem[] {
  const choice = refusedChoice(backend, pointer, 'the backend', ['service', 'resource']);
  const [service, resource] = [valueAt(backend, '/service'), valueAt(backend, '/resource')];
  if (isObject(resource)) {
    const at = childPointer(pointer, 'resource');
    return [...choice, ...refusedForms(resource, at, OF_RESOURCES), ...refusedEmpty(resource, at, ['apiGroup'])];
  }
  if (choice.length > 0 || !isObject(service)) return choice;
  const port = isObject(service.port) ? service.port : {};
  const at = descend(pointer, ['service', 'port']);
  const isNumbered = !isMissing(port.number) && port.number !== 0;
  if (isNumbered === !isMissing(port.name)) {
    return refusal(at, isNumbered ? 'the port of the backend has `name` and `number`; keep one of them' : 'the backend has no port; set `port.name` or `port.number`');
  }
  return [...refusedForms(service, childPointer(pointer, 'service'), { name: dnsLabelProblem }), ...refusedNumber(port.number, `${at}/number`, isNumbered ? 1 : 0, 65535), ...refusedText(port.name, `${at}/name`, 'the port name', portNameProblem)];
}

function ruleProblems(rule: Readonly<Record<string, unknown>>, pointer: string): Problem[] {
  const at = descend(pointer, ['http', 'paths']);
  const paths = valueAt(rule, '/http/paths');
  return [
    ...refusedText(rule.host, childPointer(pointer, 'host'), 'the host', hostProblem),
    ...refusal(at, isObject(rule.http) && elementsOf(paths).length === 0 && 'the rule has `http` without paths; add a path'),
    ...entries(paths, at).flatMap(({ value: { path, pathType, backend }, pointer: around }) => [
      ...refusal(childPointer(around, 'path'), isMissing(pathType) ? undefined : pathProblem(path, pathType)),
      ...backendProblems(backend, childPointer(around, 'backend')),
    ]),
  ];
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/networking/validation/validation.go (ValidateIngressCreate) */
export const ingressRule: KindRule = (manifest) => {
  const spec = manifest.spec ?? {};
  if (!isObject(spec) || manifest.apiVersion !== 'networking.k8s.io/v1') return NONE;
  const { defaultBackend, ingressClassName, rules } = spec;
  const annotation = valueAt(manifest, descend('', ['metadata', 'annotations', CLASS_ANNOTATION]));
  const contradicts = typeof annotation === 'string' && typeof ingressClassName === 'string' && annotation !== ingressClassName;
  return [
    ...refusal('/spec', isMissing(defaultBackend) && elementsOf(rules).length === 0 && 'the Ingress has neither `rules` nor `defaultBackend`; set one of them'),
    ...backendProblems(defaultBackend, '/spec/defaultBackend'),
    ...refusedElement(ingressClassName, '/spec/ingressClassName', 'ingressClassName', dnsSubdomainProblem),
    ...refusal(descend('', ['metadata', 'annotations', CLASS_ANNOTATION]), contradicts && `the annotation ${CLASS_ANNOTATION} is "${annotation}", and ingressClassName "${ingressClassName}"; remove the annotation`),
    ...entriesAt(manifest, '/spec/rules').flatMap(({ value, pointer }) => ruleProblems(value, pointer)),
    ...entriesAt(manifest, '/spec/tls').flatMap(({ value, pointer }) => [
      ...elementsOf(value.hosts).flatMap((host, i) => refusedElement(host, descend(pointer, ['hosts', i]), 'the host', (name) => (
        name.includes('*') ? hostProblem(name) : dnsSubdomainProblem(name)))),
      ...refusedText(value.secretName, childPointer(pointer, 'secretName'), 'secretName', dnsSubdomainProblem),
    ]),
  ];
};
