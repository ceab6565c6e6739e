/**
 * A verb of the Kubernetes API.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#request-verb-resource
 */
export class Verb {
  /** Read one object by name. */
  public static readonly GET = new Verb('get');
  /** Read all objects of a kind. */
  public static readonly LIST = new Verb('list');
  /** Follow the changes of objects. */
  public static readonly WATCH = new Verb('watch');
  /** Make an object; cannot be limited to names. */
  public static readonly CREATE = new Verb('create');
  /** Replace an object. */
  public static readonly UPDATE = new Verb('update');
  /** Change parts of an object. */
  public static readonly PATCH = new Verb('patch');
  /** Delete one object by name. */
  public static readonly DELETE = new Verb('delete');

  /**
   * Any other verb, such as `use` or `approve`. Whether a role may have it is judged like any other.
   *
   * @param name lower-case letters
   * @throws for a wildcard and for anything that is no verb
   */
  public static custom(name: string): Verb {
    if (!/^[a-z]+$/.test(name)) throw new Error(`cannot use "${name}" as a verb: a verb is made of lower-case letters; name each verb by itself, a role has no wildcard`);
    return new Verb(name);
  }

  private constructor(
    /** As the API server spells it. */
    public readonly name: string,
  ) {}
}
