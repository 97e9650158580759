import type { Dice } from '../traffic/random';

const NORMAL_FROM = 30;

/** How many independent events happened where `mean` were to be expected. */
export function poisson(dice: Dice, mean: number): number {
  if (mean <= 0) return 0;
  return mean < NORMAL_FROM ? countedUp(dice.next(), mean) : rounded(dice, mean);
}

/** Inversion: adds up the probabilities of 0, 1, 2 … until they pass the throw. */
function countedUp(thrown: number, mean: number): number {
  let count = 0;
  let probability = Math.exp(-mean);
  for (let sum = probability; sum < thrown && probability > 0; sum += probability) {
    count += 1;
    probability *= mean / count;
  }
  return count;
}

/** The normal approximation (Box and Muller). */
function rounded(dice: Dice, mean: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - dice.next())) * Math.cos(2 * Math.PI * dice.next());
  return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
}
