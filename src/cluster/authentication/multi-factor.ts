/** No quotes and no backslashes: the values become text of an expression. */
const VALUE = /^[A-Za-z0-9._:/-]+$/;

/**
 * How a token shows that its user has authenticated by several factors. Issuers differ in which claim they set, and some set neither: look at a token of yours.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8176
 */
export class MultiFactor {
  /**
   * The claim `amr` has one of these methods. Entra ID sets it as an optional claim, Okta by itself.
   *
   * @param methods values of the claim, as `mfa`, `hwk` or `otp`; at least one
   * @throws for no value, or one with other characters than letters, digits and `. _ : / -`
   */
  public static methods(...methods: string[]): MultiFactor {
    const listed = listOf('methods', methods);
    // without dyn the API server refuses the file: to its compiler a claim is of any type, and no list
    return new MultiFactor(`has(claims.amr) && dyn(claims.amr).exists(m, m in ${listed})`);
  }

  /**
   * The claim `acr` is one of these classes, as Keycloak sets it by its levels of authentication.
   *
   * @param contexts values of the claim, as `phr` or `2`; at least one
   * @throws for no value, or one with other characters than letters, digits and `. _ : / -`
   */
  public static contexts(...contexts: string[]): MultiFactor {
    const listed = listOf('contexts', contexts);
    return new MultiFactor(`has(claims.acr) && claims.acr in ${listed}`);
  }

  private constructor(private readonly expression: string) {}

  /** @internal */
  public _toRule(): object {
    return { expression: this.expression, message: 'multi-factor authentication is required' };
  }
}

function listOf(prop: string, values: readonly string[]): string {
  if (values.length === 0) throw new Error(`cannot require several factors with an empty list: no token would match; pass values of the claim to ${prop}`);
  const wrong = values.find((value) => !VALUE.test(value));
  if (wrong !== undefined) throw new Error(`cannot require "${wrong}" in a token: it may only have letters, digits and ". _ : / -"; correct it in ${prop}`);
  return `[${values.map((value) => `'${value}'`).join(', ')}]`;
}
