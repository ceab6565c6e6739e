import { ReportedVulnerability, ScanProblem, ScanReport, scanSeverity } from './scan-report';
import { scannedImage } from './scanned-image';
import { elementsOf, isObject, valueAt } from '../pointer';
import { filledText, textOrEmpty, textsOf } from '../value-types';

export const isGrypeReport = (value: Readonly<Record<string, unknown>>): boolean => 'matches' in value && valueAt(value, '/descriptor/name') === 'grype';

/** `grype --output json`. https://github.com/anchore/grype/blob/main/grype/presenter/models/document.go */
export function grypeReport(value: Readonly<Record<string, unknown>>): ScanReport | ScanProblem {
  if (!Array.isArray(value.matches)) return { problem: 'is a report of Grype whose `matches` are no list: it is of another version, or cut off; make it again' };
  const type = valueAt(value, '/source/type');
  const target = valueAt(value, '/source/target');
  if (type !== 'image' || !isObject(target)) return { problem: `is a report of Grype about ${textOrEmpty(type) || 'something that it does not name'}, and not about an image; scan the image itself` };
  const image = scannedImage([target.userInput, ...textsOf(target.tags)], [target.manifestDigest, ...textsOf(target.repoDigests)]);
  if (!image) return { problem: 'is a report of Grype that names neither an image nor a digest; scan an image by its name in the registry' };
  const vulnerabilities = value.matches.filter(isObject).map(vulnerability);
  return { tool: 'Grype', image, created: filledText(valueAt(value, '/descriptor/timestamp')), vulnerabilities };
}

function vulnerability(match: Readonly<Record<string, unknown>>): ReportedVulnerability {
  const versions = textsOf(valueAt(match, '/vulnerability/fix/versions'));
  return {
    id: textOrEmpty(valueAt(match, '/vulnerability/id')),
    aliases: elementsOf(match.relatedVulnerabilities).flatMap((one) => (isObject(one) && typeof one.id === 'string' ? one.id : [])),
    severity: scanSeverity(valueAt(match, '/vulnerability/severity')),
    package: textOrEmpty(valueAt(match, '/artifact/name')),
    version: textOrEmpty(valueAt(match, '/artifact/version')),
    purl: filledText(valueAt(match, '/artifact/purl')),
    fixedIn: versions.length === 0 ? undefined : versions.join(', '),
  };
}
