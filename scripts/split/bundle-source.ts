import * as ts from 'typescript';

/** A bundle of esbuild with all modules in one scope: its statements and what they refer to. */
export class BundleSource {
  public readonly file: ts.SourceFile;
  /** The statement that declares each name of the one scope. */
  public readonly declared = new Map<string, ts.Statement>();
  /** The functions that return what the bundle exports, by its name in the bundle. */
  public readonly exported = new Map<string, ts.ArrowFunction>();
  /** Where each module starts: esbuild writes its name above it, and functions of its own before the first. */
  private readonly modules: readonly number[];
  /** The names that get another value after their declaration. */
  private readonly reassigned = new Set<string>();

  constructor(text: string) {
    this.file = ts.createSourceFile('index.js', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
    this.modules = [...text.matchAll(/^\/\/ \S+\.[jt]s$/gm)].map(({ index }) => index);
    for (const statement of this.file.statements) for (const name of declaredBy(statement)) this.declared.set(name, statement);
    this.noteAssignments(this.file);
    for (const statement of this.file.statements) if (statement.getText().startsWith('__export(index_exports, ')) this.noteExports(statement);
  }

  /** The module around a position, by where it starts; undefined before the first. */
  public moduleAt(position: number): number | undefined {
    return this.modules.filter((start) => start <= position).at(-1);
  }

  /** The names of the one scope that a node may refer to, outside of the nodes that are left out. */
  public namesIn(node: ts.Node, leftOut: (node: ts.Node) => boolean = () => false): Set<string> {
    const names = new Set<string>();
    eachName(node, leftOut, (name) => { if (this.declared.has(name)) names.add(name); });
    return names;
  }

  /** Whether a node means the same when it is read later, and in another file: it reads no variable that changes. */
  public isFixed(node: ts.Node): boolean {
    return ![...this.namesIn(node)].some((name) => this.reassigned.has(name));
  }

  private noteAssignments(node: ts.Node): void {
    const target = targetOf(node);
    if (target) eachName(target, ts.isPropertyAccessExpression, (name) => { this.reassigned.add(name); });
    ts.forEachChild(node, (child) => this.noteAssignments(child));
  }

  private noteExports(node: ts.Node): void {
    if (ts.isPropertyAssignment(node) && ts.isArrowFunction(node.initializer)) this.exported.set(node.initializer.body.getText(), node.initializer);
    else ts.forEachChild(node, (child) => this.noteExports(child));
  }
}

/** The names that a statement declares; none for one that only does something. */
export function declaredBy(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => namesOf(name));
  return (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name ? [statement.name.text] : [];
}

const namesOf = (name: ts.BindingName): string[] => (
  ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((one) => (ts.isBindingElement(one) ? namesOf(one.name) : [])));

/** Whether a statement is what esbuild adds for Node, which finds the names of exports in it and never runs it. */
export const isListOfExports = (statement: ts.Statement): boolean => statement.getText().startsWith('0 && (module.exports = ');

/** The name whose value a statement completes, as `Name[Symbol.for("jsii.rtti")] = …` does. */
export function completedBy(statement: ts.Statement): string | undefined {
  if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return undefined;
  const { left } = statement.expression;
  return ts.isElementAccessExpression(left) && ts.isIdentifier(left.expression) ? left.expression.text : undefined;
}

const isAssignment = ({ kind }: ts.Node): boolean => kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
const isStep = (operator: ts.SyntaxKind): boolean => operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;

/** What a node assigns to, if it is an assignment. */
function targetOf(node: ts.Node): ts.Node | undefined {
  if (ts.isBinaryExpression(node)) return isAssignment(node.operatorToken) && !ts.isElementAccessExpression(node.left) ? node.left : undefined;
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return ts.isVariableDeclarationList(node.initializer) ? undefined : node.initializer;
  return (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isStep(node.operator) ? node.operand : undefined;
}

/** Calls back with each identifier but names of properties. One that a function declares for itself is among them, if a global one is called the same. */
function eachName(node: ts.Node, leftOut: (node: ts.Node) => boolean, found: (name: string) => void): void {
  if (leftOut(node)) return;
  if (ts.isIdentifier(node)) {
    if (!isPropertyName(node)) found(node.text);
  } else {
    ts.forEachChild(node, (child) => eachName(child, leftOut, found));
  }
}

function isPropertyName(node: ts.Identifier): boolean {
  const { parent } = node;
  return [ts.isPropertyAccessExpression, ts.isPropertyAssignment, ts.isMethodDeclaration, ts.isPropertyDeclaration]
    .some((holdsName) => holdsName(parent) && parent.name === node);
}
