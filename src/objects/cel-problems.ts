import { celProblem } from './cel-syntax';
import { DocumentPart } from './document-part';
import { Problem } from './problem';

/** What is wrong with the syntax and the variables of expressions; what is empty is judged elsewhere. */
export function celProblems(expressions: readonly DocumentPart[], variables: readonly string[]): Problem[] {
  return expressions.flatMap((part) => {
    const problem = part.text.trim() === '' ? undefined : celProblem(part.text, variables);
    return problem === undefined ? [] : [part.problem(`is no expression: it ${problem}`)];
  });
}
