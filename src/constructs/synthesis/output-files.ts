import * as path from 'path';
import { ApiObject, App, Chart, Names, YamlOutputType } from 'cdk8s';
import { IConstruct } from 'constructs';
import { OrderedChart, WritingOrder } from './dependency-order';
import { Manifests } from './distinct-objects';
import { Manifest } from '../../objects/manifest';

/** A file of manifests. */
export interface OutputFile {
  readonly path: string;
  readonly manifests: readonly Manifest[];
  /** The app, the chart or the object that the file is for. */
  readonly of: IConstruct;
}

/** What cdk8s puts into its output folder. */
export interface Output {
  readonly folders: readonly string[];
  readonly files: readonly OutputFile[];
}

/**
 * The files of an app, named and filled as cdk8s does.
 *
 * @throws where two files of different content have one name: cdk8s would write one over the other
 */
export function outputOf(app: App, order: WritingOrder, manifests: Manifests): Output {
  const output = divided(app, order, manifests);
  rejectOverwrites(output.files);
  return output;
}

/** The names of all objects with their constructs, which cdk8s writes on demand for tools such as its own command line. */
export function constructMetadata({ charts }: WritingOrder): string {
  const resources = charts.flatMap(({ objects }) => objects.map(({ name, node }) => [name, { path: node.path }] as const));
  return JSON.stringify({ version: '1.0.0', resources: Object.fromEntries(resources) });
}

function divided(app: App, order: WritingOrder, manifests: Manifests): Output {
  const { outdir, outputFileExtension: extension } = app;
  const all = ({ objects }: OrderedChart): Manifest[] => objects.map((object) => manifests.get(object)!);
  const inFolder = (folder: string, objects: readonly ApiObject[], nameOf: (object: ApiObject) => string): OutputFile[] =>
    objects.map((object) => ({ path: path.join(folder, nameOf(object) + extension), manifests: [manifests.get(object)!], of: object }));
  switch (app.yamlOutputType) {
    case YamlOutputType.FILE_PER_APP: {
      const file = { path: path.join(outdir, `app${extension}`), manifests: order.charts.flatMap(all), of: app };
      return { folders: [outdir], files: order.charts.length > 0 ? [file] : [] };
    }
    case YamlOutputType.FILE_PER_CHART: {
      const nameOf = (chart: Chart, i: number): string => chartName(chart, i, order) + extension;
      const files = order.charts.map((chart, i) => ({ path: path.join(outdir, nameOf(chart.chart, i)), manifests: all(chart), of: chart.chart }));
      return { folders: [outdir], files };
    }
    case YamlOutputType.FILE_PER_RESOURCE: {
      const renderedName = (object: ApiObject): string => resourceName(manifests.get(object) as unknown as Named);
      return { folders: [outdir], files: order.charts.flatMap(({ objects }) => inFolder(outdir, objects, renderedName)) };
    }
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE: {
      const folders = order.charts.map(({ chart }, i) => path.join(outdir, chartName(chart, i, order)));
      return { folders: [outdir, ...folders], files: order.charts.flatMap(({ objects }, i) => inFolder(folders[i], objects, resourceName)) };
    }
    default: return { folders: [outdir], files: [] };
  }
}

interface Named { readonly kind: string; readonly metadata: { readonly name?: string } }

const resourceName = ({ kind, metadata }: Named): string => `${kind}.${metadata.name}`.replace(/[^0-9a-zA-Z-_.]/g, '');

function chartName(chart: Chart, index: number, { indexed }: WritingOrder): string {
  return `${indexed ? `${String(index).padStart(4, '0')}-` : ''}${Names.toDnsLabel(chart)}`;
}

function rejectOverwrites(files: readonly OutputFile[]): void {
  const seen = new Map<string, OutputFile>();
  for (const file of files) {
    const earlier = seen.get(file.path);
    if (earlier && JSON.stringify(earlier.manifests) !== JSON.stringify(file.manifests)) throw new Error(overwriteText(earlier, file));
    seen.set(file.path, file);
  }
}

function overwriteText(one: OutputFile, other: OutputFile): string {
  const fix = Chart.isChart(one.of) ? 'give one of the charts another id'
    : 'pass another `metadata.name` to one of them, build them in two charts, or use YamlOutputType.FILE_PER_CHART';
  return `cannot write "${one.of.node.path}" and "${other.of.node.path}": both would go to the file ${path.basename(one.path)}, one over the other; ${fix}`;
}
