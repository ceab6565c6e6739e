const EXPRESSION = /\{\{-?\s*(?:\$?\.(?:Values|Release|Chart|Capabilities|Files|Template)\b|(?:include|template|tpl|toYaml|fromYaml|lookup|required)\s)/;

/**
 * Whether a value is a text that Helm fills in later, so that it is not known yet. Only texts of one line count: longer ones are files that a ConfigMap
 * carries.
 */
export function isTemplated(value: unknown): value is string {
  return typeof value === 'string' && value.includes('{{') && !value.includes('\n') && EXPRESSION.test(value);
}

/** A parameter of the kind around a text, such as Tekton's `$(params.image)`, Argo's `{{inputs.parameters.image}}` and OpenShift's `${IMAGE}`. */
const PARAMETER = /\$[({]|\{\{/;

/** Whether a value is a text that the kind around it completes, so that it is not known yet. */
export const isParameterized = (value: unknown): value is string => typeof value === 'string' && PARAMETER.test(value);

/** Where the first expression of Helm is in a text; -1 where there is none. */
export function expressionIn(text: string): number {
  return text.includes('{{') ? text.search(EXPRESSION) : -1;
}
