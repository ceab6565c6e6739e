import { ReadError } from './read-error';
import { expressionIn } from '../objects/templated-text';

const RENDER = 'render it first, as in `helm template . | cdk8s-hardened check -`';

/** What to say instead of the parser's complaint, where the text is a template. */
export function explainTemplate(text: string, error: ReadError): ReadError {
  const lineStart = text.lastIndexOf('\n', error.offset - 1) + 1;
  const lineEnd = text.indexOf('\n', error.offset);
  const line = text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd);
  const offset = line.includes('{{') ? lineStart + line.indexOf('{{') : text.search(/^[ \t]*\{\{/m);
  if (offset >= 0) return new ReadError('is a template, not YAML', RENDER, offset);
  const expression = expressionIn(text);
  return expression < 0 ? error : new ReadError('is a template, not YAML', RENDER, expression);
}
