import { checkJson } from './json';
import { checkJunit } from './junit';
import { checkMarkdown } from './markdown';
import { checkOpenReports } from './openreports';
import { checkSarif } from './sarif';
import { checkText } from './text';
import { TextOptions } from '../layout';
import { CheckReport } from '../report';

/** Renders a report. What a terminal can show is passed where the report goes to one. */
type Renderer = (report: CheckReport, terminal?: TextOptions) => string;

/** Every format of a report, by its name on the command line. A law demands a test and a line of `docs/cli.md` for each. */
export const FORMATS = {
  text: checkText,
  json: checkJson,
  sarif: checkSarif,
  junit: checkJunit,
  markdown: checkMarkdown,
  openreports: checkOpenReports,
} as const satisfies Record<string, Renderer>;

/** The name of a report format. */
export type Format = keyof typeof FORMATS;

/** A report in a format, for a terminal or, without one, for a file. */
export const render = (report: CheckReport, format: Format, terminal?: TextOptions): string => {
  const renderer: Renderer = FORMATS[format];
  return renderer(report, terminal);
};
