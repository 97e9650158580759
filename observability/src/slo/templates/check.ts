import { templateFunctions, templateKeywords, templateVariables } from './functions';
import { TemplateError } from './template-error';
import { tokensOf, type Token, type TokenKind } from './tokens';

/**
 * Checks a text as Prometheus reads the annotations and labels of an alert: Go's templates with its functions and variables.
 * Throws `TemplateError` at the first place where it would not load. What a template does when it runs is not looked at.
 */
export function checkTemplate(text: string): void {
  if (text.includes('{{')) new Parser(tokensOf(text)).document();
}

/** What ends a list of actions. */
type Ending = 'end' | 'else' | 'text';
/** Keywords whose block ends with `{{end}}`. */
const controls = new Set(['if', 'range', 'with']);
const literals = new Set<TokenKind>(['string', 'number', 'dot']);

/** A recursive descent in the shape of Go's text/template/parse/parse.go. */
class Parser {
  private at = 0;
  private variables: string[] = [...templateVariables];
  private ranges = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  document(): void {
    while (this.peek().kind !== 'end') {
      if (this.keyword() === 'define') this.define();
      else {
        const ending = this.action();
        if (ending !== 'text') throw this.unexpected(`{{${ending}}} without a beginning`);
      }
    }
  }

  private define(): void {
    const outside = [this.variables, this.ranges] as const;
    this.open();
    this.next();
    this.name('define');
    this.close();
    [this.variables, this.ranges] = [['$'], 0];
    if (this.list('define') === 'else') throw this.unexpected('{{else}} in {{define}}');
    [this.variables, this.ranges] = outside;
  }

  /** Actions up to `{{end}}` or `{{else`. */
  private list(owner: string): Exclude<Ending, 'text'> {
    for (;;) {
      if (this.peek().kind === 'end') throw this.unexpected(`{{${owner}}} has no {{end}}`);
      const ending = this.action();
      if (ending !== 'text') return ending;
    }
  }

  private action(): Ending {
    const keyword = this.keyword();
    this.open();
    if (keyword === undefined) {
      this.pipeline('close', false);
      return 'text';
    }
    this.next();
    if (controls.has(keyword)) this.control(keyword);
    else if (keyword === 'end') this.close();
    else if (keyword === 'template' || keyword === 'block') this.invocation(keyword);
    else if (keyword === 'break' || keyword === 'continue') {
      if (this.ranges === 0) throw this.unexpected(`{{${keyword}}} outside of {{range}}`);
      this.close();
    } else if (keyword !== 'else') throw this.unexpected(`"${keyword}" has no place here`);
    return keyword === 'end' || keyword === 'else' ? keyword : 'text';
  }

  private control(keyword: string): void {
    const variables = [...this.variables];
    this.pipeline('close', keyword === 'range');
    this.ranges += keyword === 'range' ? 1 : 0;
    const ending = this.list(keyword);
    this.ranges -= keyword === 'range' ? 1 : 0;
    if (ending === 'else') this.otherwise(keyword);
    this.variables = variables;
  }

  /** After `{{else`: a chain by `{{else if …}}`, or actions up to `{{end}}`. */
  private otherwise(keyword: string): void {
    this.space();
    const word = this.peek();
    if (keyword === 'if' && word.kind === 'word' && word.text === 'if') {
      this.next();
      this.control(word.text);
      return;
    }
    this.close();
    if (this.list('else') === 'else') throw this.unexpected('a second {{else}}');
  }

  private invocation(keyword: string): void {
    this.name(keyword);
    this.space();
    if (keyword === 'template' && this.peek().kind === 'close') return void this.next();
    this.pipeline('close', false);
    if (keyword === 'template') return;
    const outside = [this.variables, this.ranges] as const;
    [this.variables, this.ranges] = [['$'], 0];
    if (this.list('block') === 'else') throw this.unexpected('{{else}} in {{block}}');
    [this.variables, this.ranges] = outside;
  }

  private name(keyword: string): void {
    this.space();
    if (this.next().kind !== 'string') throw this.unexpected(`{{${keyword}}} needs a name in quotes`, -1);
  }

  private pipeline(until: 'close' | 'right', isRange: boolean): void {
    this.declarations(isRange, 0);
    for (let stage = 0; ; stage += 1) {
      this.space();
      const token = this.peek();
      if (token.kind === until) {
        if (stage === 0) throw this.unexpected('a value is missing');
        this.next();
        return;
      }
      if (stage > 0 && (literals.has(token.kind) || (token.kind === 'word' && constants.has(token.text))))
        throw this.unexpected(`"${token.text}" stands behind "|", but is no function`);
      this.command();
    }
  }

  /** `$x :=`, `$x =`, and before `range` also `$i, $x :=`. */
  private declarations(isRange: boolean, count: number): void {
    this.space();
    const variable = this.peek();
    const [after, next] = [this.peek(1), this.peek(this.peek(1).kind === 'space' ? 2 : 1)];
    if (variable.kind !== 'variable' || !['declare', 'assign', 'comma'].includes(next.kind)) return;
    this.at += after.kind === 'space' ? 3 : 2;
    this.variables.push(variable.text);
    if (next.kind !== 'comma') return;
    this.space();
    if (!isRange || count > 0) throw this.unexpected('too many variables are declared');
    if (!['variable', 'close', 'right'].includes(this.peek().kind))
      throw this.unexpected('only variables may be declared');
    this.declarations(isRange, count + 1);
  }

  private command(): void {
    for (let operands = 0; ; operands += 1) {
      this.space();
      if (!this.operand()) {
        if (this.peek().kind !== 'pipe' || operands === 0) {
          if (['close', 'right'].includes(this.peek().kind) && operands > 0) return;
          throw this.unexpected(`"${this.peek().text.trim()}" has no place here`);
        }
      }
      const token = this.peek();
      if (token.kind === 'space') continue;
      if (token.kind === 'pipe') this.next();
      else if (token.kind !== 'close' && token.kind !== 'right')
        throw this.unexpected(`"${token.text}" has no place here`);
      return;
    }
  }

  private operand(): boolean {
    const token = this.peek();
    if (!this.term(token)) return false;
    while (this.peek().kind === 'field') {
      if (literals.has(token.kind) || (token.kind === 'word' && constants.has(token.text)))
        throw this.unexpected(`a field of "${token.text}"`);
      this.next();
    }
    return true;
  }

  private term(token: Token): boolean {
    switch (token.kind) {
      case 'word':
        if (templateKeywords.has(token.text) && token.text !== 'nil') return false;
        if (!constants.has(token.text) && !templateFunctions.has(token.text))
          throw this.unexpected(`the function "${token.text}" is not known`);
        break;
      case 'variable':
        if (!this.variables.includes(token.text))
          throw this.unexpected(`the variable "${token.text}" is not known`);
        break;
      case 'left':
        this.next();
        this.pipeline('right', false);
        return true;
      case 'dot':
      case 'field':
      case 'number':
      case 'string':
        break;
      case 'assign':
      case 'close':
      case 'comma':
      case 'declare':
      case 'end':
      case 'open':
      case 'pipe':
      case 'right':
      case 'space':
        return false;
    }
    this.next();
    return true;
  }

  /** The keyword with which the next action begins. */
  private keyword(): string | undefined {
    const first = this.peek(this.peek(1).kind === 'space' ? 2 : 1);
    return first.kind === 'word' && first.text !== 'nil' && templateKeywords.has(first.text)
      ? first.text
      : undefined;
  }

  private open(): void {
    this.next();
    this.space();
  }

  private close(): void {
    this.space();
    if (this.peek().kind !== 'close') throw this.unexpected(`"${this.peek().text}" has no place here`);
    this.next();
  }

  private space(): void {
    if (this.peek().kind === 'space') this.at += 1;
  }

  private peek(ahead = 0): Token {
    return this.tokens[this.at + ahead] ?? { kind: 'end', text: '', at: this.tokens.at(-1)?.at ?? 0 };
  }

  private next(): Token {
    const token = this.peek();
    this.at += 1;
    return token;
  }

  private unexpected(found: string, ahead = 0): TemplateError {
    return new TemplateError(found, this.peek(ahead).at);
  }
}

const constants = new Set(['true', 'false', 'nil']);
