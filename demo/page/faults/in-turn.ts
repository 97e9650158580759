/**
 * Does tasks one after another, so that none is lost while another is under way, and none overtakes it.
 * @param busy told when the first begins, and when nothing is left to do
 */
export function inTurn(busy: (isBusy: boolean) => void): (task: () => Promise<void>) => Promise<void> {
  let waiting = 0;
  let last = Promise.resolve();
  return (task) => {
    waiting += 1;
    busy(true);
    last = last.then(task).finally(() => {
      waiting -= 1;
      if (waiting === 0) busy(false);
    });
    return last;
  };
}
