import { BaselineFile } from './baseline-files';
import { baselineSteps } from './baseline-steps';
import { CATALOGUE } from '../controls';
import { Control } from '../controls/control';
import { Finding } from '../engine/finding';
import { Frames } from '../engine/frames';
import { isActive } from '../engine/severity';
import { SecurityProfile } from '../profile/security-profile';

const CIS = /^cis:(.+)$/;
const byNumber = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });

/** Where each file goes, in which order things are done, and which settings of the CIS benchmark are met. */
export function baselineReadme(files: readonly BaselineFile[], findings: readonly Finding[], profile: SecurityProfile): string {
  return [
    '# Cluster baseline', '',
    `Made by cdk8s-hardened for Kubernetes ${profile.kubernetesVersion}. Change the program that makes these files, not the files.`, '',
    '## Files', '',
    '| file | goes to | hosts | mode | owner | for |', '|---|---|---|---|---|---|',
    ...files.map(({ file: { path, target, purpose } }) => `| \`${path}\` | ${target ? `\`${target.path}\` | ${target.hosts} | ${target.mode} | ${target.owner}` : '- | - | - | -'} | ${purpose} |`), '',
    '## Order', '',
    baselineSteps(files), '',
    '## CIS Kubernetes Benchmark', '',
    'Numbers are those of versions 1.12 and 2.0.1. A setting that is not listed is none of these files.', '',
    '| CIS | setting | control | file | status |', '|---|---|---|---|---|',
    ...rowsOf(files, findings, profile), '',
  ].join('\n');
}

function rowsOf(files: readonly BaselineFile[], findings: readonly Finding[], profile: SecurityProfile): string[] {
  const rows = files.flatMap(({ file, documents }) => documents.flatMap((document) => {
    const frames = new Frames(document);
    return CATALOGUE.filter((control) => isActive(control, profile) && control.subject.name !== 'set' && frames.of(control).length > 0)
      .flatMap((control) => numbersOf(control).map((number) => ({ number, control, path: file.path })));
  }));
  const status = ({ id }: Control): string => {
    const found = findings.filter(({ control }) => control === id);
    if (found.length === 0) return 'met';
    const [{ waiver, message }] = found;
    return waiver ? `deviates: ${waiver.reason}` : `not met: ${message}`;
  };
  const lines = rows.sort((one, other) => byNumber(one.number, other.number))
    .map(({ number, control, path }) => `| ${number} | ${control.title} | \`${control.id}\` | \`${path}\` | ${status(control)} |`);
  return [...new Set(lines)];
}

const numbersOf = ({ frameworks = [] }: Control): string[] => frameworks.flatMap((framework) => CIS.exec(framework)?.[1] ?? []);
