/** Whether the API wants traffic; false from the moment it is told to stop. */
export class Readiness {
  private draining = false;

  get isDraining(): boolean {
    return this.draining;
  }

  drain(): void {
    this.draining = true;
  }
}
