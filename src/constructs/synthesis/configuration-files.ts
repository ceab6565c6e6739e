import * as path from 'path';
import { IConstruct } from 'constructs';
import { TextFile } from './written-files';
import { Finding } from '../../engine/finding';
import { Manifest } from '../../objects/manifest';

/** A construct that stands for configuration files of components instead of objects of the API. */
export interface ConfigurationFiles {
  /** What the controls judge, with the objects of the app. */
  readonly documents: () => readonly Manifest[];
  /** All files, with paths that start at their folder; `findings` are those about the documents. */
  readonly files: (findings: readonly Finding[]) => readonly TextFile[];
  /** The folder beside the output folder of the app. */
  readonly folder: string;
  /** A finding about a document, in the words of those who wrote the props. */
  readonly describe: (finding: Finding) => Finding;
}

const declared = new WeakMap<IConstruct, ConfigurationFiles>();

/** Has a construct judged and written with its app. */
export function declareConfigurationFiles(construct: IConstruct, files: ConfigurationFiles): void {
  declared.set(construct, files);
}

/** The documents of a construct; none where it has no configuration files. */
export const documentsOf = (construct: IConstruct): readonly Manifest[] => declared.get(construct)?.documents() ?? [];

/** A finding in the words of its construct, where that has configuration files. */
export const describedBy = (construct: IConstruct, finding: Finding): Finding => declared.get(construct)?.describe(finding) ?? finding;

/**
 * The configuration files of an app, in folders beside its output folder, where no `kubectl apply -f` looks.
 *
 * @throws where two constructs share a folder
 */
export function configurationFiles(root: IConstruct, outdir: string, findings: readonly Finding[]): TextFile[] {
  const owners = new Map<string, string>();
  return root.node.findAll().flatMap((construct) => {
    const of = declared.get(construct);
    if (!of) return [];
    const folder = path.join(path.dirname(path.resolve(outdir)), of.folder);
    if (folder === path.resolve(outdir)) throw new Error(`cannot write "${construct.node.path}" into ${folder}: that is where the manifests go, which are applied as a whole; pass another folder`);
    if (owners.has(folder)) throw new Error(`cannot write "${construct.node.path}" into ${folder}: "${owners.get(folder)}" writes there; pass another folder to one of them`);
    owners.set(folder, construct.node.path);
    const own = findings.filter(({ origin }) => origin.constructPath === construct.node.path);
    return of.files(own).map((file) => ({ path: path.join(folder, file.path), text: file.text }));
  });
}
