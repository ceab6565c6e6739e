import { ScanFiles } from '../../objects/scans/scan-files';
import { defineControl, notEnforceable } from '../control';
import { Evidence, TODAY } from '../evidence';
import { ScanEvidence, SCAN_REPORTS } from '../scan-evidence';
import { scanFaults } from '../scan-faults';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const NAME = 'registry.example.com/shop/api';
const IMAGE = `${NAME}:1.4.2@${DIGEST}`;
const found = (Severity: string, more: object = {}) => ({ VulnerabilityID: 'CVE-2026-0001', PkgName: 'openssl', InstalledVersion: '3.0.1', Severity, ...more });
const trivy = (Vulnerabilities: readonly object[] = [], digest = DIGEST) => ({
  SchemaVersion: 2, ArtifactName: `${NAME}:1.4.2`, ArtifactType: 'container_image', CreatedAt: '2026-11-01T00:00:00Z',
  Metadata: { RepoDigests: [`${NAME}@${digest}`] }, Results: [{ Target: 'debian', Vulnerabilities }],
});

/** Evidence from reports as objects. */
function scanned(reports: readonly object[], rules: Partial<ScanEvidence> = {}): Evidence {
  const files = ScanFiles.read(reports.map((report, i) => ({ file: `scans/${i}.json`, text: JSON.stringify(report) })));
  return Evidence.NONE.with(SCAN_REPORTS, { files, failOn: 'high', ignoreUnfixed: false, accepted: [], ...rules });
}

const example = (shows: string, evidence: Evidence, image = IMAGE) => ({ shows, subject: { image }, evidence });
const accepted = [{ id: 'CVE-2026-0001', reason: 'the code is never called', expires: '2026-12-31' }];

export const noKnownVulnerabilities = defineControl({
  id: 'no-known-vulnerabilities',
  title: 'Images are scanned and have no severe known vulnerabilities',
  subject: 'image',
  why: 'exploits for known vulnerabilities are published and tried against everything that can be reached',
  fix: {
    code: 'build the image on a fixed base, or state why a vulnerability does not matter in `accept` of the `ScanRequirements`, with an expiry date, '
      + 'or in OpenVEX',
    yaml: 'build the image on a fixed base, or state why a vulnerability does not matter in `scans.accept` of the settings, with an expiry date, or in '
      + 'OpenVEX',
  },
  references: ['https://trivy.dev/latest/docs/target/container_image/', 'https://github.com/anchore/grype', 'https://github.com/openvex/spec'],
  frameworks: ['nsa-cisa:image-scanning'],
  needs: [{ evidence: SCAN_REPORTS, absent: 'not-applicable' }, { evidence: TODAY, absent: 'less-known' }],
  inspect: ({ image }, _, evidence) => scanFaults(image, evidence),
  admission: notEnforceable('reports of scanners are not in the cluster; there an operator of a scanner can say which images may run'),
  absent: 'good',
  examples: () => ({
    good: [
      example('a report without findings', scanned([trivy()])),
      example('findings below the severity that fails', scanned([trivy([found('MEDIUM')])])),
      example('a finding without fix, where those are left out', scanned([trivy([found('HIGH')])], { ignoreUnfixed: true })),
      example('a finding that is accepted', scanned([trivy([found('HIGH')])], { accepted }).with(TODAY, '2026-12-31')),
      example('a report by name, for an image without digest', scanned([trivy()]), `${NAME}:1.4.2`),
      example('a report that is young enough', scanned([trivy()], { maxAgeDays: 30 }).with(TODAY, '2026-11-29')),
    ],
    bad: [
      example('a severe finding', scanned([trivy([found('HIGH')])])),
      example('a severe finding with a fix', scanned([trivy([found('CRITICAL', { FixedVersion: '3.0.2' })])], { ignoreUnfixed: true })),
      example('an image without report', scanned([trivy()]), 'registry.example.com/shop/web:1.0.0'),
      example('a report about another digest', scanned([trivy([], `sha256:${'b'.repeat(64)}`)])),
      example('a finding that was accepted for a time', scanned([trivy([found('HIGH')])], { accepted }).with(TODAY, '2027-01-01')),
      example('a report that is too old', scanned([trivy()], { maxAgeDays: 7 }).with(TODAY, '2026-11-29')),
    ],
  }),
});
