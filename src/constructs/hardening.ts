import { IConstruct } from 'constructs';
import { applyTo } from './synthesis/applied-scopes';
import { enforce } from './synthesis/enforcement';
import { profileOf, useProfile } from './synthesis/profile-scope';
import { SecurityProfile } from '../profile/security-profile';

/** What holds for a whole scope: the profile, and the judgement at synth. */
export class Hardening {
  /**
   * Sets the profile of a scope and everything below it.
   *
   * @param scope an app, chart, namespace or any other construct
   * @param profile replaces the profile of the scopes above
   */
  public static useProfile(scope: IConstruct, profile: SecurityProfile): void {
    useProfile(scope, profile);
  }

  /**
   * The profile that holds in a scope: its own or the nearest one above; `SecurityProfile.restricted()` where none is set.
   *
   * @param scope any construct
   */
  public static profileOf(scope: IConstruct): SecurityProfile {
    return profileOf(scope);
  }

  /**
   * Judges a plain cdk8s app at every synth, as `HardenedApp` does. An app that holds one of our constructs is judged anyway.
   *
   * @param app the app, or any construct in it
   */
  public static enforce(app: IConstruct): void {
    enforce(app.node.root);
  }

  /**
   * Hardens what was not built by our constructs: Helm charts, `Include`, raw ApiObjects and any version of cdk8s-plus. At synth, what is absent in the
   * manifests below the scope is filled with the same values that our constructs use; what is there stays and is judged.
   *
   * @param scope the construct whose objects are hardened, those included that are made later
   */
  public static apply(scope: IConstruct): void {
    applyTo(scope);
    enforce(scope.node.root);
  }

  private constructor() {}
}
