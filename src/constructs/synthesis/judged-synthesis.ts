import * as path from 'path';
import { App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { errorsIn, CheckedTree, checkTree } from './checked-tree';
import { WritingOrder, writingOrder } from './dependency-order';
import { constructMetadata, outputOf } from './output-files';
import { writing } from './rendering';
import { TextFile, writeAll } from './written-files';
import { YamlText } from './yaml-text';
import { Finding } from '../../engine/finding';
import { findingText, summaryText } from '../../reports/text';

/**
 * Judges an app and writes what was judged into its output folder, as cdk8s would. All texts are there before the first file is written.
 *
 * @param beside what else is to be written, made from the judgement
 */
export function synthFiles(app: App, beside: (judgement: CheckedTree) => readonly TextFile[] = () => []): void {
  synthesize(app, (judgement, order) => {
    const { folders, files } = outputOf(app, order, judgement.manifests);
    const yaml = new YamlText();
    const texts = files.map((file) => ({ path: file.path, text: yaml.of(file.manifests) }));
    writeAll(folders, [...texts, ...metadataFile(app, order), ...beside(judgement)]);
  });
}

/** Whether cdk8s was asked for the metadata stands in a private field, which a test guards. */
function metadataFile(app: App, order: WritingOrder): TextFile[] {
  const { recordConstructMetadata } = app as unknown as { readonly recordConstructMetadata: boolean };
  return recordConstructMetadata ? [{ path: path.join(app.outdir, 'construct-metadata.json'), text: constructMetadata(order) }] : [];
}

/** Judges an app and returns all of it as one text, as cdk8s would. */
export function synthText(app: App): string {
  return synthesize(app, ({ manifests }, { charts }) => {
    const objects = charts.flatMap((chart) => chart.objects);
    return new YamlText().of(objects.map((object) => manifests.get(object)));
  });
}

/** Judges an app whose own code writes it. That code may still change the tree, so that what it writes is judged again, as a validation. */
export function judgedFirst<T>(app: App, write: () => T): T {
  const judgement = checkTree(app);
  refuseErrors(judgement);
  outputOf(app, writingOrder(app), judgement.manifests);
  printWarnings(judgement);
  return write();
}

function synthesize<T>(app: App, write: (judgement: CheckedTree, order: WritingOrder) => T): T {
  writing(app, new Map(), () => validate(app));
  const judgement = checkTree(app);
  refuseErrors(judgement);
  const order = writingOrder(app);
  writing(app, judgement.manifests, () => order.charts.forEach((chart) => rejectRewriting(chart, judgement)));
  printWarnings(judgement);
  return write(judgement, order);
}

/** What the constructs say of themselves, in the words of cdk8s, which asks each of them once more for every chart. */
function validate(root: IConstruct): void {
  const errors = root.node.findAll().flatMap(({ node }) => node.validate().map((error) => `[${node.path}] ${error}`));
  if (errors.length > 0) throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
}

function refuseErrors(judgement: CheckedTree): void {
  const errors = errorsIn(judgement);
  if (errors.length > 0) throw new Error(refusal(errors));
}

function refusal(errors: readonly Finding[]): string {
  const count = errors.length === 1 ? '1 finding stops' : `${errors.length} findings stop`;
  return `${count} this synth, no file was written\n\n${errors.map(findingText).join('\n\n')}\n`;
}

function printWarnings({ findings }: CheckedTree): void {
  const warnings = findings.filter(({ outcome }) => outcome === 'violation');
  if (warnings.length > 0) process.stderr.write(`${summaryText(warnings)}\n`);
}

/** A class of the user's may override `toJson` of a chart; what it changes there was not judged. */
function rejectRewriting({ chart, objects }: WritingOrder['charts'][number], { manifests }: CheckedTree): void {
  if (chart.toJson === Chart.prototype.toJson) return;
  const judged = JSON.stringify(objects.map((object) => manifests.get(object)));
  if (JSON.stringify(chart.toJson()) === judged) return;
  throw new Error(`cannot synthesize chart "${chart.node.path}": its class overrides \`toJson\` and returns other manifests than those that were judged; `
    + 'change the objects by `addJsonPatch`, or pass `resolvers` to the app');
}
