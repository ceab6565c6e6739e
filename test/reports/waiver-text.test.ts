import { reportOf, SAMPLE } from './formats/sample-report';
import { checkJson } from '../../src/reports/formats/json';
import { checkMarkdown } from '../../src/reports/formats/markdown';
import { checkText } from '../../src/reports/formats/text';
import { ReportedFinding } from '../../src/reports/report';
import { waiverText } from '../../src/reports/waiver-text';

const reason = 'vendor image writes to /opt';
const target = { type: 'container', name: 'sidecar' } as const;

test.each<[Parameters<typeof waiverText>, string]>([
  [[{ reason }], reason],
  [[{ reason }, 'annotation'], `${reason} (waived on the object)`],
  [[{ reason }, 'file'], `${reason} (waived in a file)`],
  [[{ reason, owner: 'team-x', target }, 'file'], `${reason} (by team-x, for container/sidecar, waived in a file)`],
  [[{ reason, expires: '2027-03-31', ticket: 'SEC-1' }], `${reason} (until 2027-03-31, ref SEC-1)`],
])('%j reads %s', (waiver, text) => expect(waiverText(...waiver)).toBe(text));

describe('where a waiver stands', () => {
  const standing = (waivedIn: ReportedFinding['waivedIn']) => reportOf([{ ...SAMPLE.findings[1], waivedIn }]);

  test.each([['annotation', 'on the object'], ['file', 'in a file']] as const)('%s is in every report', (waivedIn, words) => {
    const report = standing(waivedIn);
    expect(JSON.parse(checkJson(report)).findings[0].waiver.in).toBe(waivedIn);
    expect(checkMarkdown(report)).toContain(`| SEC-1 | ${waivedIn} |`);
    expect(checkText(report).replace(/\s+/g, ' ')).toContain(`waived ${words})`);
  });

  test('is null where nobody knows', () => expect(JSON.parse(checkJson(standing(undefined))).findings[0].waiver.in).toBeNull());
});
