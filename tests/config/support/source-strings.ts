import { readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { projectPath, readProjectFile } from './project';

/** The program's own TypeScript files under a folder of this project, tests left out. */
export const sourceFiles = (folder: string): readonly string[] =>
  readdirSync(projectPath(folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name));

/** Every string of a source file. What a template inserts stands as `1`, which is a duration's number as well as a value. */
export function stringsIn(file: string): readonly string[] {
  const strings: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) strings.push(node.text);
    if (ts.isTemplateExpression(node))
      strings.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('1'));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readProjectFile(file), ts.ScriptTarget.Latest));
  return strings;
}
