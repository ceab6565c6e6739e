/** How severe a vulnerability is, as scanners rate it. */
export enum ScanSeverity {
  /** CVSS from 9.0. */
  CRITICAL = 'critical',
  /** CVSS from 7.0. */
  HIGH = 'high',
  /** CVSS from 4.0. */
  MEDIUM = 'medium',
  /** CVSS below 4.0. */
  LOW = 'low',
  /** Distributions call so what they will hardly ever fix. */
  NEGLIGIBLE = 'negligible',
}
