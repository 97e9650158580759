/** Why a text is no template; `offset` is the character (from 0) at which it goes wrong. */
export class TemplateError extends Error {
  constructor(
    readonly found: string,
    readonly offset: number,
  ) {
    super(`${found} (character ${offset + 1})`);
    this.name = 'TemplateError';
  }
}
