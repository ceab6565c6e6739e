import { createHash } from 'crypto';
import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { DebianPackage } from './debian-packages';
import { ScanSeverityName } from '../../src/objects/scans/scan-report';

/** A vulnerability that nobody has: the packages are real, what is said about them is made up. */
interface MadeUp {
  readonly id: string;
  readonly severity: ScanSeverityName;
  /** Source packages, and whether there is a fix for them. */
  readonly affects: Readonly<Record<string, boolean>>;
}

/** In libc6 and libssl3, which are in all of the root file systems, and in packages of one alone. */
export const VULNERABILITIES: readonly MadeUp[] = [
  { id: 'CVE-2026-990001', severity: 'high', affects: { glibc: true } },
  { id: 'CVE-2026-990002', severity: 'high', affects: { glibc: false } },
  { id: 'CVE-2026-990003', severity: 'critical', affects: { openssl: true } },
  { id: 'CVE-2026-990004', severity: 'medium', affects: { openssl: false } },
  { id: 'CVE-2026-990005', severity: 'low', affects: { netbase: false } },
  { id: 'CVE-2026-990006', severity: 'unknown', affects: { 'base-files': false } },
  { id: 'CVE-2026-990007', severity: 'high', affects: { zlib: true, bzip2: false } },
  { id: 'CVE-2026-990008', severity: 'medium', affects: { apt: true, dash: false } },
];

const CODENAME = 'bookworm';
const RELEASE = '12';
const NAMESPACE = `debian:${RELEASE}`;

/** Later than the version that is installed. */
export const fixedVersion = (installed: string): string => `${installed}+fixed1`;

const write = (file: string, value: unknown): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value, null, 2));
};

interface Affected { readonly source: string; readonly version: string; readonly isFixed: boolean }

interface Present extends MadeUp { readonly affected: readonly Affected[] }

/** The vulnerabilities of packages, with the versions that are there. */
const presentIn = (packages: readonly DebianPackage[]): Present[] => VULNERABILITIES.map((one) => ({
  ...one,
  affected: Object.entries(one.affects).flatMap(([source, isFixed]) => {
    const version = packages.find((found) => found.source === source)?.sourceVersion;
    return version === undefined ? [] : [{ source, version, isFixed }];
  }),
})).filter(({ affected }) => affected.length > 0);

/** A provider's results, as Vunnel leaves them for Debian. @see https://github.com/anchore/vunnel */
export function writeForGrype(packages: readonly DebianPackage[], folder: string): void {
  const schema = 'https://raw.githubusercontent.com/anchore/vunnel/main/schema';
  const listing = presentIn(packages).map(({ id, severity, affected }) => {
    const path = join('results', `debian-${RELEASE}`, `${id.toLowerCase()}.json`);
    const name = severity === 'unknown' ? 'Unknown' : severity.replace(/^./, (letter) => letter.toUpperCase());
    const fixedIn = affected.map(({ source, version, isFixed }) => ({
      Name: source, NamespaceName: NAMESPACE, Version: isFixed ? fixedVersion(version) : 'None', VersionFormat: 'dpkg',
      VendorAdvisory: { NoAdvisory: false, AdvisorySummary: [] },
    }));
    const vulnerability = {
      Name: id, NamespaceName: NAMESPACE, Description: 'made up for a test', Severity: name, Link: `https://security-tracker.debian.org/tracker/${id}`,
      CVSS: [], Metadata: {}, FixedIn: fixedIn,
    };
    const text = JSON.stringify({ schema: `${schema}/vulnerability/os/schema-1.1.0.json`, identifier: `${NAMESPACE}/${id}`, item: { Vulnerability: vulnerability } });
    write(join(folder, path), text);
    return `${createHash('sha256').update(text).digest('hex')}  ${path}\n`;
  }).join('');
  write(join(folder, 'checksums.sha256'), listing);
  write(join(folder, 'metadata.json'), {
    provider: 'debian', version: 1, distribution_version: 1, processor: 'made up', schema: { version: '1.0.3', url: `${schema}/provider-workspace-state/schema-1.0.3.json` }, urls: [],
    timestamp: new Date().toISOString(), listing: { digest: createHash('sha256').update(listing).digest('hex'), path: 'checksums.sha256', algorithm: 'sha256' }, store: 'flat-file', stale: false,
  });
}

const SCORES: Readonly<Record<string, { readonly baseScore: number; readonly vectorString: string }>> = {
  critical: { baseScore: 9.8, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' },
  high: { baseScore: 7.5, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' },
  medium: { baseScore: 5.3, vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L' },
  low: { baseScore: 3.7, vectorString: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:N/A:L' },
};

const annotations = ({ source, version, isFixed }: Affected): object[] => [
  { Type: 'package', Package: source, Kind: 'unfixed' },
  { Type: 'package', Release: CODENAME, Package: source, ...(isFixed ? { Kind: 'fixed', Version: fixedVersion(version) } : { Kind: 'no-dsa' }) },
];

/** The lists that trivy-db reads: those of Debian's tracker, and of NVD, which rates what Debian does not. @see https://github.com/aquasecurity/vuln-list-debian */
export function writeForTrivy(packages: readonly DebianPackage[], folder: string): void {
  const tracker = join(folder, 'vuln-list-debian', 'tracker');
  write(join(tracker, 'distributions.json'), { [CODENAME]: { 'major-version': RELEASE, 'support': 'security', 'contact': '' } });
  for (const { id, severity, affected } of presentIn(packages)) {
    for (const { source, version } of affected) {
      write(join(tracker, 'source', CODENAME, 'main', source[0], `${source}.json`), { Package: [source], Version: [fixedVersion(version)] });
    }
    write(join(tracker, 'CVE', `${id}.json`), { Header: { ID: id, Description: '(made up for a test)' }, Annotations: affected.flatMap(annotations) });
    const score = SCORES[severity];
    write(join(folder, 'vuln-list-nvd', 'api', '2026', `${id}.json`), {
      id, published: '2026-01-01T00:00:00.000', lastModified: '2026-01-01T00:00:00.000', vulnStatus: 'Analyzed', descriptions: [{ lang: 'en', value: 'made up for a test' }], references: [],
      metrics: score ? { cvssMetricV31: [{ source: 'nvd@nist.gov', type: 'Primary', cvssData: { version: '3.1', ...score, baseSeverity: severity.toUpperCase() } }] } : {},
    });
  }
  for (const empty of ['DLA', 'DSA', 'updates-source']) mkdirSync(join(tracker, empty), { recursive: true });
}
