import { isUtf8 } from 'buffer';
import { isScalar, Scalar } from 'yaml';
import { resolvePlain } from './plain-scalar';
import { ReadError } from './read-error';

/** What `!!` stands for. */
export const CORE_TAG = 'tag:yaml.org,2002:';
/** Tags that go-yaml takes the type from; with any other a scalar is the text that it is. */
const RESOLVED_TAGS = new Set(['str', 'bool', 'int', 'float', 'null', 'timestamp']);

/** The text of a key, or undefined where the API tooling refuses or garbles it. */
export function keyText(scalar: unknown): string | undefined {
  if (!isScalar(scalar)) return undefined;
  const value = scalarValue(scalar);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return undefined;
  if (resolvePlain(String(scalar.value)).type === 'int') return Number.isSafeInteger(value) ? String(value) : undefined;
  const size = Math.abs(value);
  if (size === 0 && String(scalar.value).startsWith('-')) return undefined; // the key "-0" over there
  return (size === 0 || size >= 1e-4) && /^-?[\d.]{1,6}$/.test(String(value)) ? String(value) : undefined; // longer ones are rounded to 32 bits over there
}

/** The value of a scalar; throws where its tag does not fit. */
export function scalarValue({ value: written, type, tag, range }: Scalar): unknown {
  const text = String(written ?? '');
  const offset = range?.[0];
  if (tag === undefined) return type === 'PLAIN' ? finite(resolvePlain(text).value, offset) : text;
  const name = tag.startsWith(CORE_TAG) ? tag.slice(CORE_TAG.length) : tag;
  if (name === 'binary') return decodeBinary(text, offset);
  if (!RESOLVED_TAGS.has(name) || name === 'str') return text;
  const resolved = resolvePlain(text);
  if (resolved.type !== name && !(name === 'float' && resolved.type === 'int')) throw new ReadError(`has a value that is no !!${name}`, 'correct the value or its tag', offset);
  return finite(resolved.value, offset);
}

function finite(value: unknown, offset?: number): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new ReadError('has a number that JSON cannot hold', 'write another number, or quote it', offset);
  return value;
}

function decodeBinary(text: string, offset?: number): string {
  const compact = text.replace(/[\r\n]/g, '');
  if (!/^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/.test(compact) || compact.includes('_')) throw new ReadError('has a !!binary value that is not base64', 'correct the value', offset);
  const bytes = Buffer.from(compact, 'base64');
  if (!isUtf8(bytes)) throw new ReadError('has a !!binary value that is not UTF-8', 'put it where Kubernetes takes base64, without the tag', offset);
  return bytes.toString('utf8');
}
