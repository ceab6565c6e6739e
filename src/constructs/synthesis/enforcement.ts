import { IConstruct } from 'constructs';
import { CheckedTree, checkTree, errorsIn } from './checked-tree';
import { claim, Interception } from './interception';
import { isValidating, judgedFirst, synthChart, synthFiles, synthText } from './judged-synthesis';
import { keepsPatches, renderObject } from './rendering';
import { noteSource } from './source-location';
import { TextFile } from './written-files';
import { findingText } from '../../reports/text';

/** Further files of a synth, made from the judgement. */
export type FilesBeside = (judgement: CheckedTree) => readonly TextFile[];

const interception = new Interception({
  synth: (app, original) => (judged.has(app) ? synthFiles(app, judged.get(app)!) : original()),
  synthYaml: (app, original) => (judged.has(app) ? synthText(app) : original()),
  overriddenSynth: (app, overridden) => (judged.has(app) ? judgedFirst(app, overridden) : overridden()),
  chart: (chart, original) => (judged.has(chart.node.root) ? synthChart(chart) : original()),
  object: renderObject,
  keepsPatches,
  child: noteSource,
});

const prepared = new WeakSet<IConstruct>();
const judged = new WeakMap<IConstruct, FilesBeside>();

/**
 * Judges a tree at every synth. Its root has a validation too: it stops whoever writes files without `App.synth` or `Chart.toJson`, but validates.
 *
 * @param filesBeside what else `synth` writes
 */
export function enforce(root: IConstruct, filesBeside: FilesBeside = () => []): void {
  if (prepared.has(root)) return;
  prepared.add(root);
  if (claim(root)) {
    judged.set(root, filesBeside);
    root.node.addValidation({ validate: () => (isValidating(root) ? [] : errorsIn(checkTree(root)).map((finding) => `\n${findingText(finding)}`)) });
  }
  interception.prepareTree(root);
}
