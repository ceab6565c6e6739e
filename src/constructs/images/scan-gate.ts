import { IConstruct } from 'constructs';
import { addScanRules } from './scan-rules';
import { ScanSeverity } from './scan-severity';
import { acceptedProblem } from '../../controls/scan-evidence';
import { KeysOf, rejectUnknownKeys } from '../../objects/known-keys';
import { enforce } from '../synthesis/enforcement';

/** A vulnerability that somebody answers for. */
export interface AcceptedVulnerability {
  /** The id that the scanner reports, such as `CVE-2026-1234`. */
  readonly id: string;

  /** Why it does not matter here, for the reviewer: at least 10 characters. */
  readonly reason: string;

  /**
   * The last day on which it is accepted, as `2027-03-31` (UTC). The command line judges it; synth reads no clock.
   *
   * @default - it is accepted without end
   */
  readonly expires?: string;

  /**
   * Only in this package, by the name that the scanner reports.
   *
   * @default - in every package
   */
  readonly package?: string;
}

/** What reports of scanners must show. */
export interface ScanRequirements {
  /**
   * The files of the scanners: a path, whose last part may hold `*` and `?`, relative to the working directory. Reports of Trivy and Grype in JSON, SARIF
   * that names its image, SBOMs in CycloneDX and SPDX, and OpenVEX, in any mix. A file that is none of these stops the synth.
   *
   * @example 'scans/*.json'
   */
  readonly reports: string;

  /**
   * The least severity that fails. A vulnerability that nobody has rated cannot be decided, which stops the synth too.
   *
   * @default ScanSeverity.HIGH
   */
  readonly failOn?: ScanSeverity;

  /**
   * Leaves out vulnerabilities that have no fix yet.
   *
   * @default false
   */
  readonly ignoreUnfixed?: boolean;

  /**
   * Vulnerabilities that do not fail, each with its reason. What is known about a product rather than about this app is better stated in OpenVEX.
   *
   * @default - none
   */
  readonly accept?: AcceptedVulnerability[];
}

const ACCEPT_KEYS = { id: null, reason: null, expires: null, package: null } satisfies KeysOf<AcceptedVulnerability>;

/**
 * Lets an app be synthesized only with images that were scanned: each image needs a report, by its digest where it has one, and no report may hold a severe
 * vulnerability. Where there are SBOMs, images that hold a shell or a package manager are warnings.
 *
 * @example
 * import { ScanGate, ScanSeverity } from 'cdk8s-hardened';
 *
 * ScanGate.of(app).require({ reports: 'scans/*.json', failOn: ScanSeverity.HIGH, ignoreUnfixed: true });
 * @see https://trivy.dev/latest/docs/target/container_image/
 */
export class ScanGate {
  /**
   * The gate of an app.
   *
   * @param app the app, whose images are all judged
   * @throws for a construct in an app
   */
  public static of(app: IConstruct): ScanGate {
    if (app.node.root === app) return new ScanGate(app);
    throw new Error(`cannot require scans in "${app.node.path}": reports are about the images of the whole app; pass the app itself to ScanGate.of`);
  }

  private constructor(private readonly app: IConstruct) {}

  /**
   * Requires reports. A further call adds files and accepted vulnerabilities; the stricter of the other rules holds.
   *
   * @param requirements the files, and what of them fails
   * @throws for an accepted vulnerability without id or reason, or with an end that is no day
   */
  public require(requirements: ScanRequirements): void {
    const { reports, failOn = ScanSeverity.HIGH, ignoreUnfixed = false, accept = [] } = requirements;
    rejectUnknownKeys('cannot require scans', accept, ACCEPT_KEYS, 'accept');
    for (const one of accept) {
      const problem = acceptedProblem(one);
      if (problem) throw new Error(`cannot accept vulnerability "${one.id}": ${problem}; correct it in \`accept\``);
    }
    addScanRules(this.app, { reports, failOn, ignoreUnfixed, accepted: [...accept] });
    enforce(this.app);
  }
}
