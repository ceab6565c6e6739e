import { Terminal } from './terminal';
import { checkText } from '../reports/check-text';
import { checkJson } from '../reports/json';
import { checkJunit } from '../reports/junit';
import { checkMarkdown } from '../reports/markdown';
import { checkOpenReports } from '../reports/openreports';
import { CheckReport } from '../reports/report';
import { checkSarif } from '../reports/sarif';

const RENDERERS = {
  text: checkText, json: checkJson, sarif: checkSarif, junit: checkJunit, markdown: checkMarkdown, openreports: checkOpenReports,
} as const satisfies Record<string, (report: CheckReport) => string>;

/** A format of a report. */
export type Format = keyof typeof RENDERERS;

/** The formats of a report. */
export const FORMATS = Object.keys(RENDERERS) as Format[];

/** A report in a format, for a terminal or for a file. */
export function render(report: CheckReport, format: Format, terminal?: Pick<Terminal, 'paint' | 'columns'>): string {
  if (format === 'text' && terminal) return checkText(report, { paint: terminal.paint, width: terminal.columns });
  return RENDERERS[format](report);
}
