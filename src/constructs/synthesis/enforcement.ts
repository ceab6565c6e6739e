import { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import { errorsIn, checkTree } from './checked-tree';
import { judgedFirst, synthFiles, synthText } from './judged-synthesis';
import { isWriting } from './rendering';
import { findingText } from '../../reports/text';

const enforced = new WeakSet<IConstruct>();

/**
 * Judges a tree at every synth. cdk8s has no hook at the start of a synth, so the two methods are replaced on the instance; what does not pass
 * through them (`Testing.synth`, `chart.toJson`) meets the same judgement as a validation of the root.
 *
 * @param judgesItself true for an app whose own methods judge
 */
export function enforce(root: IConstruct, judgesItself = false): void {
  if (enforced.has(root)) return;
  enforced.add(root);
  root.node.addValidation({ validate: () => (isWriting(root) ? [] : errorsIn(checkTree(root)).map((finding) => `\n${findingText(finding)}`)) });
  const app = root as App;
  const { synth, synthYaml } = app as Partial<App>;
  if (judgesItself || !synth || !synthYaml) return;
  Object.assign(root, {
    synth: synth === App.prototype.synth ? () => synthFiles(app) : () => judgedFirst(app, synth.bind(app)),
    synthYaml: synthYaml === App.prototype.synthYaml ? () => synthText(app) : () => judgedFirst(app, synthYaml.bind(app)),
  });
}
