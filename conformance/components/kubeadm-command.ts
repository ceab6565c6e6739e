import { spawnSync } from 'child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { baselineOf } from './rendered';
import { ClusterBaselineProps, KubernetesVersion } from '../../src';
import { Manifest } from '../../src/objects/manifest';
import { build, programsOf } from '../go-module';
import { KUBERNETES_VERSIONS, versionFlags } from '../releases';
import { Tool } from '../suite';

const NEWEST = KUBERNETES_VERSIONS.at(-1)!;
export const KUBEADM_COMMAND: Tool = { tool: 'the command kubeadm', version: NEWEST };

/** What a run of kubeadm wrote, and how it ended. */
export interface KubeadmRun {
  readonly status: number | null;
  readonly output: string;
  /** What it would have written to the host beside what is there, by the name of the file. */
  readonly files: ReadonlyMap<string, string>;
}

/** kubeadm, built from its module, with the kubeadm.yaml of a baseline. Whatever it writes stays in a folder of its own. */
export class Kubeadm {
  /** Builds the command. */
  public static build(): string {
    const folder = programsOf('baseline');
    mkdirSync(folder, { recursive: true });
    return build(join(__dirname, '..', 'kubeadm'), { program: join(folder, 'kubeadm'), mainPackage: './command', linkerFlags: versionFlags(NEWEST) });
  }

  /** Where `certificates` leaves keys and certificates. */
  public readonly pki: string;
  private readonly file: string;
  /** What a phase would have written is there for the next one. */
  private readonly dryRun: string;

  /**
   * @param program what `build` returned
   * @param folder an empty folder
   * @param props what the file is rendered from
   * @param advertiseAddress the address of the host, which kubeadm takes from the machine otherwise
   */
  constructor(private readonly program: string, folder: string, props: ClusterBaselineProps, advertiseAddress: string) {
    const [rendered, pki, file, dryRun] = ['baseline', 'pki', 'kubeadm.yaml', 'dry-run'].map((name) => join(folder, name));
    [this.pki, this.file, this.dryRun] = [pki, file, dryRun];
    baselineOf({ ...props, kubernetesVersion: KubernetesVersion.of(NEWEST) }).write(rendered);
    const documents = documentsIn(readFileSync(join(rendered, 'kubeadm.yaml'), 'utf8')).map((document) => {
      if (document.kind === 'ClusterConfiguration') return { ...document, certificatesDir: this.pki };
      return document.kind === 'InitConfiguration' ? { ...document, ...hostOf(advertiseAddress) } : document;
    });
    writeFileSync(this.file, documents.map((document) => stringify(document)).join('---\n'));
    mkdirSync(this.dryRun);
  }

  public run(...words: readonly string[]): KubeadmRun {
    const environment = { ...process.env, KUBEADM_INIT_DRYRUN_DIR: this.dryRun };
    const before = new Set(filesIn(this.dryRun).map(([name]) => name));
    const { status, stdout, stderr } = spawnSync(this.program, [...words, '--config', this.file], { encoding: 'utf8', env: environment });
    return { status, output: `${stdout}${stderr}`, files: new Map(filesIn(this.dryRun).filter(([name]) => !before.has(name))) };
  }

  /** Makes all keys and certificates. Throws what kubeadm says where it cannot. */
  public certificates(): void {
    const { status, output } = this.run('init', 'phase', 'certs', 'all');
    if (status !== 0) throw new Error(`kubeadm made no certificates: ${output}`);
  }
}

const hostOf = (advertiseAddress: string): object =>
  ({ localAPIEndpoint: { advertiseAddress }, nodeRegistration: { name: 'host', criSocket: 'unix:///run/containerd/containerd.sock' } });

const filesIn = (folder: string): [string, string][] => (readdirSync(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile()).map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name), 'utf8')]);

/** The documents of a text in YAML. */
export const documentsIn = (text: string): Manifest[] => parseAllDocuments(text).map((document) => document.toJS() as Manifest);

/** The command of the only container of a static pod. */
export const commandOf = (text: string): readonly string[] => (parse(text) as StaticPod).spec.containers[0].command;

interface StaticPod { readonly spec: { readonly containers: readonly { readonly command: readonly string[] }[] } }
