import { documentationUrl } from './documentation';
import { peersOf, standardsOf } from './frameworks';
import { sentence } from './layout';
import { CheckReport, ReportedFinding } from './report';
import { Control } from '../controls/control';
import { SeverityName } from '../controls/vocabulary';

/** What GitHub sorts security findings by; 7.0 and more is shown as high, 4.0 and more as medium. */
const SECURITY_SEVERITY: Readonly<Record<SeverityName, string>> = { error: '8.0', warning: '5.0' };

/** How many tags GitHub reads of a rule. */
const MOST_TAGS = 10;

/** A SARIF reportingDescriptor. */
export interface ReportingDescriptor { readonly id: string; readonly [property: string]: unknown }

function described(severity: SeverityName, why: string, fix: string, tags: readonly string[]): object {
  return {
    fullDescription: { text: sentence(why) },
    help: { text: `Why: ${sentence(why)}\nFix: ${sentence(fix)}`, markdown: `**Why:** ${sentence(why)}\n\n**Fix:** ${sentence(fix)}` },
    defaultConfiguration: { level: severity },
    properties: {
      'precision': 'very-high', 'problem.severity': severity, 'security-severity': SECURITY_SEVERITY[severity], 'tags': tags.slice(0, MOST_TAGS),
    },
  };
}

function descriptorOf(control: Control): ReportingDescriptor {
  // GitHub counts a finding as one of security by this tag; a missing probe is none
  const concern = control.standard === 'availability' ? 'reliability' : 'security';
  const tags = [...new Set([concern, control.family, ...[...standardsOf(control), ...peersOf(control)].map(({ source, id }) => `${source}:${id}`)])];
  return {
    id: control.id,
    shortDescription: { text: control.title },
    helpUri: documentationUrl(control),
    ...described(control.severity, control.why, control.fix.yaml, tags),
  };
}

/** A check that is no control of ours, such as one of the Pod Security Standard, is described by its findings. */
const descriptorOfFinding = ({ control, severity, why, fix }: ReportedFinding): ReportingDescriptor => ({
  id: control, shortDescription: { text: control }, ...described(severity, why, fix, ['security']),
});

/** The rules of a report: the controls that were evaluated, then other checks that its findings name. */
export function sarifRules({ controls, findings }: CheckReport): readonly ReportingDescriptor[] {
  const known = new Set<string>(controls.map(({ id }) => id));
  const others = new Map(findings.filter(({ control }) => !known.has(control)).map((finding) => [finding.control, finding]));
  return [...controls.map(descriptorOf), ...[...others.values()].map(descriptorOfFinding)];
}
