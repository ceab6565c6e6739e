/**
 * The AppArmor profile of the containers of a pod. Nodes without AppArmor turn away pods that name one, so it is a choice; there is no variant without
 * confinement.
 *
 * @see https://kubernetes.io/docs/tutorials/security/apparmor/
 */
export class AppArmorProfile {
  /** The profile of the container runtime, which it uses by default where the node has AppArmor: with this the pods run on no other node. */
  public static runtimeDefault(): AppArmorProfile {
    return new AppArmorProfile({ type: 'RuntimeDefault' });
  }

  /**
   * A profile that is loaded on the nodes.
   *
   * @param name the name of the profile, as `aa-status` prints it
   * @throws for an empty name
   */
  public static localhost(name: string): AppArmorProfile {
    if (name.trim() === '') throw new Error('cannot build an AppArmorProfile: its name is empty; pass the name of a profile that the nodes have loaded, or use AppArmorProfile.runtimeDefault()');
    return new AppArmorProfile({ type: 'Localhost', localhostProfile: name });
  }

  private constructor(private readonly fields: Readonly<Record<string, string>>) {}

  /** @internal */
  public _toManifest(): Readonly<Record<string, string>> {
    return this.fields;
  }
}
