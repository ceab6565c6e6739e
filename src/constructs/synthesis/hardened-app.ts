import { App, AppProps } from 'cdk8s';
import { CheckedTree } from './checked-tree';
import { configurationFiles } from './configuration-files';
import { enforce } from './enforcement';
import { objectIndex } from './object-index';
import { useProfile } from './profile-scope';
import { watchSources } from './source-location';
import { pathBeside, TextFile } from './written-files';
import { SecurityProfile } from '../../profile/security-profile';

/** The props of an app: those of cdk8s, and the profile of everything in it. */
export interface HardenedAppProps extends AppProps {
  /**
   * What the platform team decided for everything in this app.
   *
   * @default SecurityProfile.restricted()
   */
  readonly profile?: SecurityProfile;

  /**
   * Do not note the line of code that made each construct. Findings then name the path of the construct only.
   *
   * @default false
   */
  readonly omitSourceLocations?: boolean;
}

/**
 * A cdk8s app that judges the final manifest of every object in it, whoever made it: `synth` before any file is written, `synthYaml` before it
 * returns. An error finding makes them throw, warnings go to standard error.
 *
 * Beside its output folder it leaves `.hardened/index.json`: for each object the construct that made it, the controls that hardened it and the findings.
 * The files of a `ClusterBaseline` go to a folder beside it as well.
 */
export class HardenedApp extends App {
  /** The profile that holds where no scope below sets its own. */
  public readonly profile: SecurityProfile;

  /**
   * @param props where and how files are written, and the profile
   */
  constructor(props: HardenedAppProps = {}) {
    const { profile, omitSourceLocations, ...rest } = props;
    super(rest);
    if (!omitSourceLocations) watchSources(this);
    this.profile = profile ?? SecurityProfile.restricted();
    useProfile(this, this.profile);
    enforce(this, (judgement) => this.filesBeside(judgement));
  }

  private filesBeside({ manifests, findings }: CheckedTree): TextFile[] {
    const path = pathBeside(this.outdir, 'index.json');
    if (path === undefined) return []; // a folder that is thrown away
    const text = `${JSON.stringify(objectIndex(manifests, findings), undefined, 2)}\n`;
    return [{ path, text }, ...configurationFiles(this, this.outdir, findings)];
  }
}
