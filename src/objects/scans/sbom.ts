import { ScanProblem } from './scan-report';
import { scannedImage, ScannedImage } from './scanned-image';
import { plainText } from '../plain-text';
import { Fields, elementsOf, isObject, valueAt } from '../pointer';
import { filledText, textOrEmpty } from '../value-types';

/** A package of an image. */
export interface SbomPackage { readonly name: string; readonly purl?: string }

/** What is in an image. */
export interface Sbom {
  readonly image: ScannedImage;
  readonly packages: readonly SbomPackage[];
  /** Paths of files, where the tool lists any. */
  readonly files: readonly string[];
  /** Where packages were found, as Syft says in CycloneDX: a database, a manifest of a language, or the binary itself. */
  readonly locations: readonly string[];
}

const CYCLONE_DX = /^1\.[2-7]$/;
const SPDX = /^SPDX-2\.[23]$/;

export const isCycloneDx = (value: Fields): boolean => value.bomFormat === 'CycloneDX';
export const isSpdx = (value: Fields): boolean => typeof value.spdxVersion === 'string' || typeof valueAt(value, '/@graph') === 'object';

/** An SBOM in CycloneDX, as of Syft and Trivy. https://cyclonedx.org/docs/1.6/json/ */
export function cycloneDxSbom(value: Fields): Sbom | ScanProblem {
  if (!CYCLONE_DX.test(plainText(value.specVersion))) return { problem: `is CycloneDX of version ${JSON.stringify(value.specVersion)}, and versions 1.2 to 1.7 are read` };
  const subject = valueAt(value, '/metadata/component');
  const properties = (isObject(subject) ? elementsOf(subject.properties) : []).filter(isObject)
    .filter(({ name }) => /:(?:RepoDigest|RepoTag|Reference)$/.test(textOrEmpty(name))).map((property) => property.value);
  const { name, version, purl } = isObject(subject) ? subject : {};
  const tagged = typeof name === 'string' && typeof version === 'string' && version !== '' && !version.startsWith('sha256:') && !/[:@]/.test(name.slice(name.lastIndexOf('/') + 1))
    ? `${name}:${version}` : name;
  const all = withNested(elementsOf(value.components));
  const files = all.filter(({ type }) => type === 'file').map((one) => textOrEmpty(one.name));
  const packages = all.filter(({ type }) => type !== 'file' && type !== 'operating-system').map((one) => ({ name: textOrEmpty(one.name), purl: filledText(one.purl) }));
  const located = all.flatMap((one) => elementsOf(one.properties).filter(isObject).filter((property) => /^syft:location:\d+:path$/.test(textOrEmpty(property.name))).map((property) => textOrEmpty(property.value)));
  return sbomOf('CycloneDX', scannedImage([tagged, ...properties], [version, purl]), packages, files, located);
}

function withNested(components: readonly unknown[]): Fields[] {
  const found: Fields[] = [];
  const waiting = [...components];
  while (waiting.length > 0) {
    const one = waiting.pop();
    if (!isObject(one)) continue;
    found.push(one);
    waiting.push(...elementsOf(one.components));
  }
  return found;
}

/** An SBOM in SPDX, as of Syft and Trivy. https://spdx.github.io/spdx-spec/v2.3/ */
export function spdxSbom(value: Fields): Sbom | ScanProblem {
  if (!SPDX.test(plainText(value.spdxVersion))) return { problem: `is SPDX of version ${JSON.stringify(value.spdxVersion ?? '3')}, and versions 2.2 and 2.3 are read` };
  const all = elementsOf(value.packages).filter(isObject);
  const described = new Set(elementsOf(value.relationships).filter(isObject)
    .filter(({ relationshipType, spdxElementId }) => relationshipType === 'DESCRIBES' && spdxElementId === 'SPDXRef-DOCUMENT').map((one) => one.relatedSpdxElement));
  const subjects = all.filter(({ SPDXID: id, primaryPackagePurpose: purpose }) => described.has(id) || purpose === 'CONTAINER');
  const named = subjects.flatMap((one) => {
    const tag = textOrEmpty(one.versionInfo);
    return [tag === '' || tag.startsWith('sha256:') || /[:@]/.test(textOrEmpty(one.name).replace(/^.*\//, '')) ? one.name : `${textOrEmpty(one.name)}:${tag}`];
  });
  const digests = subjects.flatMap((one) => [one.versionInfo, ...purlsOf(one), ...elementsOf(one.checksums).filter(isObject)
    .filter(({ algorithm }) => algorithm === 'SHA256').map((sum) => `sha256:${textOrEmpty(sum.checksumValue)}`), ...elementsOf(one.attributionTexts)]);
  const packages = all.filter((one) => !subjects.includes(one) && one.primaryPackagePurpose !== 'OPERATING-SYSTEM').map((one) => ({ name: textOrEmpty(one.name), purl: purlsOf(one).find((purl) => !purl.startsWith('pkg:oci/')) }));
  const files = elementsOf(value.files).filter(isObject).map((one) => textOrEmpty(one.fileName));
  const image = scannedImage(named, digests);
  return sbomOf('SPDX', image, packages, files);
}

const purlsOf = (one: Fields): string[] => elementsOf(one.externalRefs).filter(isObject)
  .filter(({ referenceType }) => referenceType === 'purl').map((reference) => textOrEmpty(reference.referenceLocator));

function sbomOf(
  format: string, image: ScannedImage | undefined, packages: readonly SbomPackage[], files: readonly string[], locations: readonly string[] = [],
): Sbom | ScanProblem {
  if (!image) return { problem: `is an SBOM in ${format} that does not say which image it is about; make it of an image by its name in the registry` };
  if (packages.length + files.length === 0) return { problem: `is an SBOM in ${format} without components: nothing can be told from it; make it again` };
  return { image, packages, files, locations };
}
