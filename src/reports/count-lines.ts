import { counted, setInLines } from './layout';
import { Paint } from './paint';
import { Summary } from './report';
import { unjudgedLabel } from './unjudged-text';
import { visible } from './visible';
import { grouped } from '../objects/grouped';

/** The kinds that could not be judged in full, and why. */
export function unjudgedLines(unjudged: Summary['unjudged'], paint: Paint, width: number): string {
  return [
    paint.inconclusive('not judged in full'),
    ...[...grouped(unjudged, ({ reason }) => reason)].flatMap(([reason, kinds]) => [
      ...kinds.map((one) => `  ${unjudgedLabel(one)}`), ...setInLines(visible(reason), width, '    '),
    ]),
  ].join('\n');
}

/** The counts of a report. */
export function countLines(summary: Summary, paint: Paint, width: number): string {
  const { errors, warnings, waived, inconclusive, objects, files, skipped, controls, unjudged } = summary;
  const inPart = unjudged.reduce((sum, one) => sum + one.objects, 0);
  const undecided = inconclusive === 0 ? '' : `, ${inconclusive} INCONCLUSIVE`;
  const text = `${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${waived} waived${undecided} in ${counted(objects, 'object')} of `
    + `${counted(files, 'file')} by ${counted(controls, 'control')}${skipped === 0 ? '' : `; ${counted(skipped, 'document')} skipped, not Kubernetes objects`}${
      inPart === 0 ? '' : `; ${counted(inPart, 'object')} not judged in full`}`;
  return setInLines(text, width).map(paintOfWorst(summary, paint)).join('\n');
}

function paintOfWorst({ errors, warnings, inconclusive }: Summary, paint: Paint): (text: string) => string {
  if (inconclusive > 0) return paint.inconclusive;
  if (errors > 0) return paint.error;
  return warnings > 0 ? paint.warning : paint.strong;
}
