import { createSourceFile, isInterfaceDeclaration, type NamedDeclaration, ScriptTarget } from 'typescript';
import { readProjectFile } from './project';

/** The names of what an interface declares itself, in the order of its file. Throws if the file has no such interface. */
export function interfaceKeys(file: string, name: string): readonly string[] {
  const source = createSourceFile(file, readProjectFile(file), ScriptTarget.Latest);
  const found = source.statements.filter(isInterfaceDeclaration).find((one) => one.name.text === name);
  if (found === undefined) throw new Error(`${file} has no interface ${name}`);
  return found.members.map((member: NamedDeclaration) => member.name?.getText(source) ?? '');
}
