import { FormerObject, StreamedCheck } from './streamed-check';
import { CheckRun, CheckRunOptions } from '../../engine/check-run';
import { controlsOf } from '../../engine/custom-controls';
import { KustomizeFiles } from '../../sources/kustomize';
import { STDIN } from '../input';

/** What the objects may take that are kept for the controls of the set. */
export const MOST_BYTES = 256 * 1024 * 1024;

/** How the catalogue is used. */
export interface CatalogueCheckOptions extends Omit<CheckRunOptions, 'controls'> {
  /** Whether the kubelet of a host runs the pods of a file. */
  readonly isStaticPod?: (file: string) => boolean;
}

/** Checks by the whole catalogue and the controls of the profile, and audits the waivers. */
export function catalogueCheck({ isStaticPod = () => false, ...options }: CatalogueCheckOptions): StreamedCheck {
  const controls = controlsOf([options.profile]);
  const kustomize = new KustomizeFiles();
  const isPatch = lastOnly((file) => file !== STDIN && kustomize.isPatch(file));
  const run = new CheckRun<FormerObject>({ mostBytes: MOST_BYTES, ...options, controls });
  const ofFiles = new Set(options.waiverFiles?.flatMap(({ waivers }) => waivers.map(({ waiver }) => waiver)));
  return {
    asked: run.active.length,
    controls,
    leftOut: run.leftOut,
    unsettled: controls.filter(({ standard }) => standard.startsWith('pod-security-')).map(({ id }) => id),
    check: ({ manifest, file, document, address, hasExpressions }, index) => (
      run.check(
        { manifest, origin: { file, document }, hasExpressions, isStaticPod: isStaticPod(file), isPatch: isPatch(file) }, { index, address },
      )),
    conclude: () => run.conclude(),
    unjudged: () => run.unjudged,
    severityIn: (namespace, control) => run.severityIn(namespace, control),
    waivedIn: ({ waiver }) => {
      if (!waiver) return undefined;
      return ofFiles.has(waiver) ? 'file' : 'annotation';
    },
  };
}

/** Of a function that is asked the same many times in a row. */
function lastOnly(answer: (file: string) => boolean): (file: string) => boolean {
  let last: readonly [file: string, answer: boolean] | undefined;
  return (file) => {
    if (last?.[0] !== file) last = [file, answer(file)];
    return last[1];
  };
}
