import * as path from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { CheckedTree, checkTree, errorsIn } from './checked-tree';
import { OrderedChart, WritingOrder, writingOrder } from './dependency-order';
import { overrides } from './interception';
import { constructMetadata, outputOf } from './output-files';
import { plainData } from './plain-data';
import { MutableManifest } from './rendering';
import { TextFile, writeAll } from './written-files';
import { YamlText } from './yaml-text';
import { Finding } from '../../engine/finding';
import { findingText, summaryText } from '../../reports/text';

/**
 * Judges an app and writes what was judged into its output folder, as cdk8s would. All texts are there before the first file is written.
 *
 * @param beside what else is to be written, made from the judgement
 */
export function synthFiles(app: App, beside: (judgement: CheckedTree) => readonly TextFile[]): void {
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

/** Judges the app of a chart and returns what was judged of the chart, in the order of cdk8s. */
export function synthChart(chart: Chart): MutableManifest[] {
  const root = chart.node.root;
  const written = writing.get(root);
  if (written) return written(chart);
  const { judgement, order } = judge(root);
  return objectsOf(chart, order).map((object) => judgement.manifests.get(object)!);
}

/**
 * Judges an app whose class overrides `synth`, before its own code runs. That code may still change the tree: what it writes by `super.synth()` or
 * `chart.toJson()` is judged again.
 */
export function judgedFirst<T>(app: App, synth: () => T): T {
  const judgement = checkTree(app);
  refuseErrors(judgement);
  outputOf(app, writingOrder(app), judgement.manifests);
  unprinted.set(app, judgement);
  try {
    return synth();
  } finally {
    printWarnings(app, unprinted.get(app));
  }
}

const validating = new WeakSet<IConstruct>();
/** The manifests of a chart, while a class of the user looks at what was judged. */
const writing = new WeakMap<IConstruct, (chart: Chart) => MutableManifest[]>();
/** What an overridden `synth` has not printed yet. */
const unprinted = new WeakMap<IConstruct, CheckedTree>();

/** True while the constructs of a tree are validated before it is judged. */
export function isValidating(root: IConstruct): boolean {
  return validating.has(root);
}

function synthesize<T>(app: App, write: (judgement: CheckedTree, order: WritingOrder) => T): T {
  const { judgement, order } = judge(app);
  order.charts.forEach((chart) => rejectRewriting(chart, order, judgement));
  printWarnings(app, judgement);
  return write(judgement, order);
}

function judge(root: IConstruct): { readonly judgement: CheckedTree; readonly order: WritingOrder } {
  validate(root);
  const judgement = checkTree(root);
  refuseErrors(judgement);
  return { judgement, order: writingOrder(root) };
}

/** The errors of the constructs' own validations, in the words of cdk8s, which runs each of them once more for every chart. */
function validate(root: IConstruct): void {
  validating.add(root);
  try {
    const errors = root.node.findAll().flatMap(({ node }) => node.validate().map((error) => `[${node.path}] ${error}`));
    if (errors.length > 0) throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
  } finally {
    validating.delete(root);
  }
}

function refuseErrors(judgement: CheckedTree): void {
  const errors = errorsIn(judgement);
  if (errors.length > 0) throw new Error(refusal(errors));
}

function refusal(errors: readonly Finding[]): string {
  const count = errors.length === 1 ? '1 finding stops' : `${errors.length} findings stop`;
  return `${count} this synth, no file was written\n\n${errors.map(findingText).join('\n\n')}\n`;
}

function printWarnings(app: App, judgement: CheckedTree | undefined): void {
  unprinted.delete(app);
  const warnings = judgement?.findings.filter(({ outcome }) => outcome === 'violation') ?? [];
  if (warnings.length > 0) process.stderr.write(`${summaryText(warnings)}\n`);
}

const objectsOf = (chart: Chart, { charts }: WritingOrder): readonly ApiObject[] => charts.find((ordered) => ordered.chart === chart)?.objects ?? [];

/**
 * Refuses a chart class that overrides `toJson` and returns other manifests than those that were judged. It is shown copies, so that it can change
 * neither what was judged nor what is written.
 */
function rejectRewriting({ chart, objects }: OrderedChart, order: WritingOrder, { manifests }: CheckedTree): void {
  if (!overrides(chart)) return;
  const judged = JSON.stringify(objects.map((object) => manifests.get(object)));
  writing.set(chart.node.root, (shown) => objectsOf(shown, order).map((object) => plainData(manifests.get(object), '') as MutableManifest));
  try {
    if (JSON.stringify(chart.toJson()) === judged) return;
  } finally {
    writing.delete(chart.node.root);
  }
  throw new Error(`cannot synthesize chart "${chart.node.path}": its class overrides \`toJson\` and returns other manifests than those that were judged; `
    + 'change the objects by `addJsonPatch`, or pass `resolvers` to the app');
}
