import { readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');

/** A block of code of a document. */
export interface CodeBlock { readonly language: string; readonly text: string; readonly line: number }

/** The text of a file of the repository. */
export const documentText = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The blocks of code of a document, in its order. */
export function codeBlocks(document: string): CodeBlock[] {
  return [...document.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language, 2: text, index }) => ({ language, text, line: document.slice(0, index).split('\n').length }));
}

/** What a text of TypeScript exports, with modules from a function. */
export function exportsOf(text: string, load: (module: string) => unknown): Record<string, unknown> {
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(text, { compilerOptions });
  const exported: Record<string, unknown> = {};
  new Function('require', 'exports', outputText)(load, exported);
  return exported;
}

/** A text after the changes of a diff; throws where what is to be changed is not in it, or twice. */
export function patched(text: string, diff: string): string {
  const lines = diff.replace(/\n$/, '').split('\n');
  const side = (sign: '-' | '+'): string => lines.filter((line) => line[0] === ' ' || line[0] === sign).map((line) => line.slice(1)).join('\n');
  const parts = text.split(side('-'));
  if (parts.length !== 2) throw new Error(`the lines of the diff are ${parts.length - 1} times in the text:\n${side('-')}`);
  return parts.join(side('+'));
}
