import { ReportedVulnerability, ScanProblem, ScanReport, ScanSeverityName, scanSeverity, severityOfScore } from './scan-report';
import { scannedImage, ScannedImage } from './scanned-image';
import { Fields, elementsOf, isObject, valueAt } from '../pointer';
import { filledText, textOrEmpty, textsOf } from '../value-types';

export const isSarif = (value: Fields): boolean => 'runs' in value && 'version' in value;

/** SARIF 2.1.0 of an image scanner. The format has no fields for packages, so they are read from message texts and properties. https://docs.oasis-open.org/sarif/sarif/v2.1.0/ */
export function sarifReports(value: Fields): readonly ScanReport[] | ScanProblem {
  if (value.version !== '2.1.0') return { problem: `is SARIF of version ${JSON.stringify(value.version)}, and 2.1.0 is read; make it with a release that writes this one` };
  const runs = elementsOf(value.runs).filter(isObject);
  if (runs.length === 0) return { problem: 'is SARIF without a run; make it again' };
  const reports: ScanReport[] = [];
  for (const run of runs) {
    const tool = textOrEmpty(valueAt(run, '/tool/driver/name')) || 'a tool without name';
    const image = imageOf(run);
    if (!image) return { problem: `is SARIF of ${tool} that does not say which image it is about; pass its report in JSON instead, or that of Trivy, which does` };
    const rules = elementsOf(valueAt(run, '/tool/driver/rules')).filter(isObject);
    const results = elementsOf(run.results).filter(isObject);
    reports.push({ tool, image, vulnerabilities: results.map((result) => vulnerability(result, ruleOf(result, rules))) });
  }
  return reports;
}

/** Trivy names the image in the properties of its run. https://github.com/aquasecurity/trivy/blob/main/pkg/report/sarif.go */
function imageOf(run: Fields): ScannedImage | undefined {
  const { imageName, repoTags, repoDigests } = isObject(run.properties) ? run.properties : {};
  return scannedImage([imageName, ...textsOf(repoTags)], textsOf(repoDigests));
}

function ruleOf({ ruleId, ruleIndex }: Fields, rules: readonly Fields[]): Fields {
  const byIndex = typeof ruleIndex === 'number' ? rules[ruleIndex] : undefined;
  return byIndex?.id === ruleId && byIndex ? byIndex : rules.find(({ id }) => id === ruleId) ?? {};
}

function vulnerability(result: Fields, rule: Fields): ReportedVulnerability {
  // a rule may stand for several packages, and is then about the first of them
  const texts = [valueAt(result, '/message/text'), valueAt(rule, '/help/text')].map(textOrEmpty);
  const line = (name: string): string | undefined => {
    const [found] = texts.flatMap((one) => new RegExp(`^${name}:(.*)$`, 'm').exec(one)?.[1].trim() ?? []);
    return filledText(found);
  };
  const purls = textsOf(valueAt(rule, '/properties/purls'));
  return {
    id: line('Vulnerability') ?? textOrEmpty(result.ruleId).replace(/^((?:CVE-\d+-\d+|GHSA(?:-\w{4}){3})).*$/, '$1'),
    aliases: [],
    severity: severityIn(line('Severity'), rule),
    package: line('Package') ?? '',
    version: line('Installed Version') ?? line('Version') ?? '',
    purl: purls.length === 1 ? purls[0] : undefined,
    fixedIn: line('Fixed Version') ?? line('Fix Version'),
  };
}

function severityIn(word: string | undefined, rule: Fields): ScanSeverityName {
  const bySeverity = scanSeverity(word);
  if (bySeverity !== 'unknown') return bySeverity;
  const score = valueAt(rule, '/properties/security-severity');
  // Trivy writes 0.0 where nobody has rated a vulnerability
  return typeof score === 'string' && /^\d+(?:\.\d+)?$/.test(score) && Number(score) > 0 ? severityOfScore(Number(score)) : 'unknown';
}
