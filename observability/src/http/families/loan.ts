/** What someone who reads bytes holds: until it is over, nobody writes over them. */
export class Loan {
  #isOver = false;

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The bytes are read, and may be written over. */
  end(): void {
    this.#isOver = true;
  }
}

/** The loan of who never says that the bytes are read. */
export const UNENDING: Loan = new Loan();

/** One loan that is over when both are: the later one if the earlier is over, otherwise one that never is. */
export const both = (earlier: Loan, later: Loan): Loan =>
  earlier === later || earlier.isOver ? later : UNENDING;
