import { ReportedVulnerability, ScanProblem } from './scan-report';
import { digestsIn, ScannedImage } from './scanned-image';
import { plainText } from '../plain-text';
import { Fields, elementsOf, isObject, valueAt } from '../pointer';
import { filledText, textsOf } from '../value-types';

/** The identifiers of a product: digests of images, and purls of packages. */
interface VexProduct {
  readonly digests: readonly string[];
  readonly purls: readonly string[];
  /** Only these packages of it; all where there is none. */
  readonly subcomponents: readonly string[];
}

/** A statement of a vendor about whether a vulnerability affects products. */
export interface VexStatement {
  readonly vulnerabilities: readonly string[];
  readonly products: readonly VexProduct[];
  readonly status: string;
  readonly timestamp: string;
}

const CONTEXT = /^https:\/\/openvex\.dev\/ns(?:\/v0\.[02]\.\d+)?$/;
const STATUSES = ['not_affected', 'affected', 'fixed', 'under_investigation'];

export const isOpenVex = (value: Fields): boolean => typeof value['@context'] === 'string' && value['@context'].startsWith('https://openvex.dev/');

/** A document of OpenVEX. https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md */
export function vexStatements(value: Fields): readonly VexStatement[] | ScanProblem {
  if (!CONTEXT.test(plainText(value['@context']))) return { problem: `is OpenVEX of version "${plainText(value['@context'])}", and versions up to v0.2.0 are read` };
  const statements = elementsOf(value.statements).filter(isObject);
  if (statements.length === 0) return { problem: 'is OpenVEX without a statement; add one, or remove the file' };
  const read: VexStatement[] = [];
  for (const [i, statement] of statements.entries()) {
    const one = statementOf(statement, filledText(value.timestamp) ?? '');
    const problem = problemOf(one, statement);
    if (problem) return { problem: `is OpenVEX whose statement ${i + 1} ${problem}` };
    read.push(one);
  }
  return read;
}

function problemOf({ vulnerabilities, products, status }: VexStatement, { justification, impact_statement: impact }: Fields): string | undefined {
  if (vulnerabilities.length === 0) return 'names no vulnerability; name one in `vulnerability.name`';
  if (!STATUSES.includes(status)) return `has the status "${status}", which is none of ${STATUSES.join(', ')}`;
  if (!products.some(({ digests, purls }) => digests.length + purls.length > 0)) return 'names nothing that can be found; name an image with its digest, or the purl of a package, in `products`';
  if (status === 'not_affected' && !filledText(justification) && !filledText(impact)) return 'says not_affected and does not say why; add a `justification`';
  return undefined;
}

function statementOf(statement: Fields, documented: string): VexStatement {
  const { vulnerability, products, status, timestamp } = statement;
  const names = isObject(vulnerability) ? [vulnerability.name, ...textsOf(vulnerability.aliases)] : [vulnerability];
  return {
    vulnerabilities: names.filter((name): name is string => typeof name === 'string' && name !== ''),
    products: elementsOf(products).map(productOf),
    status: plainText(status),
    timestamp: filledText(timestamp) ?? documented,
  };
}

function productOf(product: unknown): VexProduct {
  const named = namesOf(product);
  const hash = filledText(valueAt(product, '/hashes/sha-256'));
  return {
    digests: [...named.flatMap(digestsIn), ...(hash === undefined ? [] : digestsIn(`sha256:${hash}`))],
    purls: named.filter((name) => name.startsWith('pkg:') && !name.startsWith('pkg:oci/')),
    subcomponents: isObject(product) ? elementsOf(product.subcomponents).flatMap(namesOf) : [],
  };
}

const namesOf = (one: unknown): string[] => (isObject(one) ? [one['@id'], valueAt(one, '/identifiers/purl')] : [one])
  .filter((name): name is string => typeof name === 'string' && name !== '');

/** Whether the latest statement about a vulnerability says that it does not affect the image. */
export function isExcusedByVex(found: ReportedVulnerability, image: ScannedImage, statements: readonly VexStatement[]): boolean {
  const ids = [found.id, ...found.aliases];
  const about = statements.filter(({ vulnerabilities, products }) => (
    vulnerabilities.some((id) => ids.includes(id)) && products.some((product) => concerns(product, found, image))));
  const last = about.reduce<VexStatement | undefined>((latest, one) => (latest && latest.timestamp > one.timestamp ? latest : one), undefined);
  return last?.status === 'not_affected' || last?.status === 'fixed';
}

function concerns({ digests, purls, subcomponents }: VexProduct, { purl }: ReportedVulnerability, image: ScannedImage): boolean {
  const isOfPackage = (names: readonly string[]): boolean => purl !== undefined && names.some((name) => isSamePackage(name, purl));
  if (isOfPackage(purls)) return true;
  return digests.some((digest) => image.digests.includes(digest)) && (subcomponents.length === 0 || isOfPackage(subcomponents));
}

/** A purl without qualifiers stands for those with any, one without version for each version. https://github.com/package-url/purl-spec */
function isSamePackage(stated: string, found: string): boolean {
  const [bare] = found.split(/[?#]/);
  return stated === found || stated === bare || stated === bare.replace(/@[^/@]*$/, '');
}
