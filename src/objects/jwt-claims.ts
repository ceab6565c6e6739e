import { DocumentPart } from './document-part';

/** What a rule about claims demands: an expression, or the name of a claim with the value that it must have. */
export const claimConditions = (authenticator: DocumentPart): readonly string[] => authenticator.at('claimValidationRules').items
  .flatMap((rule) => [rule.at('expression').text, rule.at('requiredValue').text === '' ? '' : `claims.${rule.at('claim').text}`]).filter((text) => text !== '');

/** What rules about the user demand, who is made of the claims. */
export const userConditions = (authenticator: DocumentPart): readonly string[] =>
  authenticator.at('userValidationRules').items.map((rule) => rule.at('expression').text);

/** Whether an expression reads a claim, as `claims.amr`, `claims.?amr` or `claims["amr"]`. */
export const readsClaim = (expression: string, claim: string): boolean =>
  new RegExp(`\\bclaims(\\.\\??${claim}\\b|\\[\\??["']${claim}["']\\])`).test(expression);
