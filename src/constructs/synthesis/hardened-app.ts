import { App, AppProps } from 'cdk8s';
import { enforce } from './enforcement';
import { useProfile } from './profile-scope';
import { SecurityProfile } from '../../profile/security-profile';

/** The props of an app: those of cdk8s, and the profile of everything in it. */
export interface HardenedAppProps extends AppProps {
  /**
   * What the platform team decided for everything in this app.
   *
   * @default SecurityProfile.restricted()
   */
  readonly profile?: SecurityProfile;
}

/**
 * A cdk8s app that judges the final manifest of every object in it, whoever made it, before any file is written. An error stops the synth,
 * warnings go to standard error.
 */
export class HardenedApp extends App {
  /** The profile that holds where no scope below sets its own. */
  public readonly profile: SecurityProfile;

  constructor(props: HardenedAppProps = {}) {
    const { profile, ...rest } = props;
    super(rest);
    this.profile = profile ?? SecurityProfile.restricted();
    useProfile(this, this.profile);
    enforce(this);
  }
}
