import { ReadError } from './read-error';

const CHART_EXPRESSION = /\{\{-?\s*(?:\$?\.(?:Values|Release|Chart|Capabilities|Files|Template)\b|(?:include|template|tpl|toYaml|fromYaml|lookup|required)\s)/;

const RENDER = 'render it first, as in `helm template . | cdk8s-hardened check -`';

/**
 * The fault of a text that is the source of a chart although it parses, such as `image: "{{ .Values.image }}"`. Only what the value shows in one
 * line counts: longer texts are files that a ConfigMap carries.
 */
export function templateFault(text: string, value: unknown): ReadError | undefined {
  if (!text.includes('{{') || !holdsExpression(value)) return undefined;
  return new ReadError('is a Helm template', RENDER, text.search(CHART_EXPRESSION));
}

/** What to say instead of the parser's complaint, where the text is a template. */
export function explainTemplate(text: string, fault: ReadError): ReadError {
  const lineStart = text.lastIndexOf('\n', fault.offset - 1) + 1;
  const lineEnd = text.indexOf('\n', fault.offset);
  const line = text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd);
  const offset = line.includes('{{') ? lineStart + line.indexOf('{{') : text.search(/^[ \t]*\{\{/m);
  if (offset >= 0) return new ReadError('is a template, not YAML', RENDER, offset);
  const expression = text.search(CHART_EXPRESSION);
  return expression < 0 ? fault : new ReadError('is a template, not YAML', RENDER, expression);
}

function holdsExpression(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\n') && CHART_EXPRESSION.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, child]) => CHART_EXPRESSION.test(key) || holdsExpression(child));
}
