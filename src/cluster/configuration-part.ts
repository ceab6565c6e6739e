import { Yaml } from 'cdk8s';
import { namingProps } from './prop-names';
import { CATALOGUE } from '../controls';
import { CheckRun } from '../engine/check-run';
import { Filler } from '../engine/fill';
import { Finding } from '../engine/finding';
import { Manifest } from '../objects/manifest';
import { SecurityProfile } from '../profile/security-profile';
import { findingText, summaryText } from '../reports/text';

/** A file in which what the user left unset is filled in by the controls. Fields without a value are left out. */
export function hardened(manifest: Manifest, profile: SecurityProfile): Manifest {
  const copy = withoutUndefined(manifest) as Manifest;
  new Filler(CATALOGUE).fill(copy, profile);
  return copy;
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, withoutUndefined(inner)]])));
}

/** The text of some documents. */
export const yamlOf = (documents: readonly Manifest[]): string => documents.map((document) => Yaml.stringify(document)).join('---\n');

/**
 * The text of a part that stands alone, after it was judged as in a synth: an error finding throws, warnings go to standard error.
 *
 * @param what names the part in the message: `the audit policy`
 */
export function judgedYaml(what: string, documents: readonly Manifest[], profile: SecurityProfile): string {
  refuse(what, findingsIn(documents, profile));
  return yamlOf(documents);
}

function findingsIn(documents: readonly Manifest[], profile: SecurityProfile): Finding[] {
  const run = new CheckRun<undefined>({ profile, inlineWaivers: false });
  const own = documents.flatMap((manifest) => run.check({ manifest, profile, origin: {} }, undefined));
  return [...own, ...[...run.conclude()].map(({ finding }) => finding)].map((finding) => namingProps(finding.render()));
}

/** Throws where a finding is an error, and prints what is none. */
export function refuse(what: string, findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity, outcome }) => severity === 'error' || outcome === 'inconclusive');
  if (errors.length > 0) throw new Error(`cannot render ${what}\n\n${errors.map(findingText).join('\n\n')}\n`);
  if (findings.length > 0) process.stderr.write(`${summaryText(findings)}\n`);
}
