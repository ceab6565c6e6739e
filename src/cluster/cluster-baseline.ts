import * as path from 'path';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { AdmissionConfiguration } from './admission/admission-configuration';
import { AuditPolicy } from './audit/audit-policy';
import { Authentication } from './authentication/authentication';
import { Authorization } from './authorization/authorization';
import { BaselineFile, baselineFiles } from './baseline-files';
import { baselineReadme } from './baseline-readme';
import { refuse } from './configuration-part';
import { EncryptionAtRest } from './encryption/encryption-at-rest';
import { HostFirewall } from './firewall/host-firewall';
import { ControlPlane } from './kubeadm/control-plane';
import { NodeConfiguration } from './kubeadm/node-configuration';
import { KubernetesVersion } from './kubernetes-version';
import { namingProps } from './prop-names';
import { checkTree } from '../constructs/synthesis/checked-tree';
import { declareConfigurationFiles } from '../constructs/synthesis/configuration-files';
import { enforce } from '../constructs/synthesis/enforcement';
import { HardenedApp } from '../constructs/synthesis/hardened-app';
import { profileOf, useProfile } from '../constructs/synthesis/profile-scope';
import { TextFile, writeAll } from '../constructs/synthesis/written-files';
import { Finding } from '../engine/finding';
import { SecurityProfile } from '../profile/security-profile';

/** What a platform team decides about a cluster. */
export interface ClusterBaselineProps {
  /** The version of Kubernetes: one of the three newest minors. */
  readonly kubernetesVersion: KubernetesVersion;

  /** Where the control plane is reached. */
  readonly controlPlane: ControlPlane;

  /** How objects are encrypted before etcd stores them. */
  readonly encryption: EncryptionAtRest;

  /**
   * Kubelet, kube-proxy and how nodes join.
   *
   * @default NodeConfiguration.of()
   */
  readonly nodes?: NodeConfiguration;

  /**
   * Whose requests the API server takes.
   *
   * @default Authentication.of()
   */
  readonly authentication?: Authentication;

  /**
   * Who decides what a request may do.
   *
   * @default - the Node authorizer and RBAC
   */
  readonly authorization?: Authorization;

  /**
   * What the API server demands of objects.
   *
   * @default AdmissionConfiguration.of()
   */
  readonly admission?: AdmissionConfiguration;

  /**
   * What the API server logs.
   *
   * @default AuditPolicy.standard()
   */
  readonly auditPolicy?: AuditPolicy;

  /**
   * Who may reach the ports of the hosts.
   *
   * @default - no firewall: the ports are closed by something else
   */
  readonly firewall?: HostFirewall;

  /**
   * The folder that the files are written to, beside the output folder of the app; a name without slashes.
   *
   * @default 'cluster'
   */
  readonly folder?: string;
}

/**
 * The configuration of the control plane and of the nodes of a cluster, as files that are copied to the hosts. They are no objects of the API: nothing of a
 * baseline is in the manifests of an app. `HardenedApp.synth` writes them to a folder beside its output folder, with a README that says where each goes;
 * `write` writes them anywhere.
 */
export class ClusterBaseline extends Construct {
  private readonly profile: SecurityProfile;
  private readonly folder: string;
  private isWritten = false;
  private rendered?: readonly BaselineFile[];

  /**
   * @param scope an app, or any construct in one
   * @param id the name of the construct
   * @param props what is decided
   * @throws for a folder that is no name
   */
  constructor(scope: Construct, id: string, private readonly props: ClusterBaselineProps) {
    super(scope, id);
    this.rejectMissing();
    this.profile = profileOf(this).extend({ kubernetesVersion: props.kubernetesVersion.toMinor() });
    this.folder = props.folder ?? 'cluster';
    if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(this.folder)) throw new Error(`cannot write a cluster baseline into "${this.folder}": it is not the name of a folder; pass folder such as "cluster"`);
    useProfile(this, this.profile);
    declareConfigurationFiles(this, {
      folder: this.folder,
      documents: () => this.files.flatMap(({ documents }) => documents),
      files: (findings) => this.textFiles(findings),
      describe: namingProps,
    });
    enforce(this.node.root);
    this.node.addValidation({ validate: () => this.unwritten() });
  }

  /** Plain JavaScript may leave out what the types demand. */
  private rejectMissing(): void {
    for (const prop of ['kubernetesVersion', 'controlPlane', 'encryption'] as const) {
      if (!this.props[prop]) throw new Error(`cannot make the cluster baseline "${this.node.path}": ${prop} is missing; pass it`);
    }
  }

  /**
   * Judges the files, and writes them into a folder.
   *
   * @param directory the folder; made where it is missing
   * @throws where a control finds an error, before any file is written, and for the output folder of the app
   */
  public write(directory: string): void {
    const { root } = this.node;
    const target = path.resolve(directory);
    if (root instanceof App && `${target}${path.sep}`.startsWith(`${path.resolve(root.outdir)}${path.sep}`)) {
      throw new Error(`cannot write the cluster baseline into ${directory}: manifests go there, and whoever applies them would apply these files; pass another folder`);
    }
    const { findings } = checkTree(this);
    refuse(`the cluster baseline "${this.node.path}"`, findings);
    writeAll([target], this.textFiles(findings).map(({ path: name, text }) => ({ path: path.join(target, name), text })));
    this.isWritten = true;
  }

  /** Another app than ours writes objects alone. */
  private unwritten(): string[] {
    const { root } = this.node;
    if (this.isWritten || !(root instanceof App) || root instanceof HardenedApp) return [];
    return ['the files of this cluster baseline would be written nowhere: make the app a HardenedApp, whose synth writes them, or call write with a folder before synth'];
  }

  /** They are made once: nothing that they are made of ever changes. */
  private get files(): readonly BaselineFile[] {
    return (this.rendered ??= this.render());
  }

  private render(): readonly BaselineFile[] {
    const { kubernetesVersion: version, folder: _, ...given } = this.props;
    const defaults = {
      nodes: NodeConfiguration.of(), authentication: Authentication.of(), admission: AdmissionConfiguration.of(), auditPolicy: AuditPolicy.standard(),
    };
    return baselineFiles({ version, ...defaults, ...definedOf(given) }, this.profile);
  }

  private textFiles(findings: readonly Finding[]): TextFile[] {
    const readme = { path: 'README.md', text: baselineReadme(this.files, findings, this.profile) };
    return [readme, ...this.files.map(({ file: { path: name, text } }) => ({ path: name, text }))];
  }
}

/** A prop that is passed as undefined counts as not passed. */
function definedOf<T extends object>(props: T): T {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as T;
}
