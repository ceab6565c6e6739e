import * as ts from 'typescript';
import { BundleSource, completedBy, declaredBy, isListOfExports } from './bundle-source';

/** A bundle in two files: what is needed at once, and what it loads when somebody asks for it. */
export interface Split { readonly main: string; readonly onDemand: string }

const FILE = './on-demand.js';
/** A shorter function is not worth the one that would stand for it. */
const SHORTEST = 150;
/** A shorter function stays in a module that an ordinary app enters: what another app does a little differently does not load the second file. */
const SHORTEST_OF_ENTERED = 400;

type Outlined = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration;

/** Whether a function means the same in another place. */
function dependsOnCaller(node: ts.Node): boolean {
  if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword || ts.isMetaProperty(node)) return true;
  if (ts.isIdentifier(node)) return node.text === 'arguments';
  return !ts.isClassLike(node) && (ts.forEachChild(node, (child) => dependsOnCaller(child) || undefined) ?? false);
}

/** The functions outside of others that were not called, but short ones of modules that were entered. Methods stay with their class. */
function uncalled(source: BundleSource, called: ReadonlySet<number>): Outlined[] {
  const found: Outlined[] = [];
  const entered = new Set([undefined, ...[...called].map((start) => source.moduleAt(start))]);
  const exports = new Set<ts.Node>(source.exported.values());
  const visit = (node: ts.Node): void => {
    if (!ts.isFunctionLike(node)) {
      ts.forEachChild(node, visit);
    } else if (ts.isArrowFunction(node) || ts.isFunctionExpression(node) || (ts.isFunctionDeclaration(node) && node.parent === source.file)) {
      if (exports.has(node) || called.has(node.getStart())) return;
      const shortest = entered.has(source.moduleAt(node.getStart())) ? SHORTEST_OF_ENTERED : SHORTEST;
      if (node.getWidth() >= shortest && !dependsOnCaller(node) && source.isFixed(node)) found.push(node);
    }
  };
  visit(source.file);
  return found;
}

/** The declarations that nothing but what is put aside refers to, with what completes them. */
function unneeded(source: BundleSource, called: ReadonlySet<number>, outlined: ReadonlySet<ts.Node>): Set<ts.Statement> {
  const statements = source.file.statements.filter((statement) => !isListOfExports(statement));
  const exports = new Set<ts.Node>(source.exported.values());
  const needs = new Map(statements.map((statement) => {
    const names = source.namesIn(statement, (node) => outlined.has(node) || exports.has(node));
    for (const own of [...declaredBy(statement), completedBy(statement)]) if (own) names.delete(own);
    return [statement, names] as const;
  }));
  const asked = [...source.exported].filter(([, node]) => called.has(node.getStart())).map(([name]) => name);
  const movable = statements.filter((statement) => declaredBy(statement).length > 0 && source.isFixed(statement));
  const moved = new Set<ts.Statement>();
  for (let before = -1; before < moved.size;) {
    before = moved.size;
    const needed = new Set([...asked, ...statements.filter((one) => !moved.has(one)).flatMap((one) => [...needs.get(one)!])]);
    for (const statement of movable) if (!declaredBy(statement).some((name) => needed.has(name))) moved.add(statement);
  }
  const gone = new Set([...moved].flatMap(declaredBy));
  for (const statement of statements) if (gone.has(completedBy(statement) ?? '')) moved.add(statement);
  return moved;
}

/** A text with some of its parts replaced. */
function edited(text: string, edits: readonly (readonly [node: ts.Node, by: string])[]): string {
  let at = 0;
  const parts = [...edits].sort(([one], [other]) => one.getStart() - other.getStart()).map(([node, by]) => {
    const part = text.slice(at, node.getStart()) + by;
    at = node.end;
    return part;
  });
  return parts.join('') + text.slice(at);
}

/**
 * Splits a bundle: functions that were not called, and declarations that only these and users of other exports refer to, go into a file of their own. Which functions were called is told by where they start.
 * It is one function, which gets what it refers to of the first file and fills in its parts. The first file loads it when one of these is called or asked for.
 * A function that stays reachable from the first file is for both the one that stands for it there, so that comparisons see one function.
 */
export function split(text: string, called: ReadonlySet<number>): Split {
  const source = new BundleSource(text);
  for (const name of ['onDemand', 'parts']) if (source.declared.has(name)) throw new Error(`the bundle declares ${name} itself`);
  const functions = uncalled(source, called);
  const moved = unneeded(source, called, new Set(functions));
  const outlined = functions.filter((node) => !moved.has(statementOf(node)));
  const nameOf = (node: Outlined): string => `${node.name?.text ?? ''}$${outlined.indexOf(node)}`;

  const statements = source.file.statements.filter((statement) => moved.has(statement));
  const gone = new Set(statements.flatMap(declaredBy));
  const exports = [...source.exported].filter(([name]) => gone.has(name));
  const shared = [...new Set([...statements, ...outlined].flatMap((node) => [...source.namesIn(node)]))].filter((name) => !gone.has(name)).join(', ');
  const main = edited(text, [
    ...statements.map((node) => [node, ''] as const),
    ...outlined.map((node) => [node, standIn(node, nameOf(node))] as const),
    ...exports.map(([name, { body }]) => [body, `onDemand().${name}`] as const),
  ]);
  return {
    main: `${main}var parts;\nfunction onDemand() {\n  if (!parts) require("${FILE}")(parts = {}, { ${shared} });\n  return parts;\n}\n`,
    onDemand: [
      `"use strict";\nmodule.exports = (function (parts, { ${shared} }) {`, // V8 compiles what begins with "(function" at once, and so reads the text in it once
      ...outlined.map((node) => `parts.${nameOf(node)} = ${node.getText()};`),
      ...statements.flatMap((node) => [node.getText(), ...declaredBy(node).filter((name) => source.exported.has(name)).map((name) => `parts.${name} = ${name};`)]),
      '});\n',
    ].join('\n'),
  };
}

function statementOf(node: ts.Node): ts.Statement {
  return ts.isSourceFile(node.parent) ? node as ts.Statement : statementOf(node.parent);
}

/** What stands for a function in the first file. */
function standIn(node: Outlined, name: string): string {
  return ts.isFunctionDeclaration(node) ? `function ${node.name!.text}(...given) { return onDemand().${name}(...given); }` : `(...given) => onDemand().${name}(...given)`;
}
