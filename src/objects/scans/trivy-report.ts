import { ReportedVulnerability, ScanProblem, ScanReport, scanSeverity } from './scan-report';
import { scannedImage } from './scanned-image';
import { elementsOf, isObject, valueAt } from '../pointer';
import { filledText, textOrEmpty, textsOf } from '../value-types';

const SCHEMA = 2;

export const isTrivyReport = (value: Readonly<Record<string, unknown>>): boolean => 'SchemaVersion' in value && ('ArtifactName' in value || 'Results' in value);

/** `trivy image --format json`. https://trivy.dev/latest/docs/configuration/reporting/#json */
export function trivyReport(value: Readonly<Record<string, unknown>>): ScanReport | ScanProblem {
  const { SchemaVersion: schema, ArtifactType: type, ArtifactName: name, CreatedAt: created, Results: results } = value;
  if (schema !== SCHEMA) return { problem: `is a report of Trivy with schema version ${JSON.stringify(schema)}, and version ${SCHEMA} is read; make it with a release that writes this one` };
  if (type !== 'container_image') return { problem: `is a report of Trivy about ${textOrEmpty(type) || 'something that it does not name'}, and not about an image; make it with \`trivy image\`` };
  const metadata = isObject(value.Metadata) ? value.Metadata : {};
  const image = scannedImage([name, ...textsOf(metadata.RepoTags), metadata.Reference], textsOf(metadata.RepoDigests));
  if (!image) return { problem: 'is a report of Trivy that names neither an image nor a digest; scan an image by its name in the registry' };
  const found = elementsOf(results).flatMap((result) => (isObject(result) ? elementsOf(result.Vulnerabilities) : []));
  return { tool: 'Trivy', image, created: filledText(created), vulnerabilities: found.filter(isObject).map(vulnerability) };
}

function vulnerability(found: Readonly<Record<string, unknown>>): ReportedVulnerability {
  return {
    id: textOrEmpty(found.VulnerabilityID),
    aliases: textsOf(found.VendorIDs),
    severity: scanSeverity(found.Severity),
    package: textOrEmpty(found.PkgName),
    version: textOrEmpty(found.InstalledVersion),
    purl: filledText(valueAt(found, '/PkgIdentifier/PURL')),
    fixedIn: filledText(found.FixedVersion),
  };
}
