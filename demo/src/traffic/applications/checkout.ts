import type { Dice } from '../random';
import type { ApplicationProfile } from './incident';

class PaymentDeclined extends Error {
  override readonly name = 'PaymentDeclined';
}
class StockConflict extends Error {
  override readonly name = 'StockConflict';
}
class GatewayTimeout extends Error {
  override readonly name = 'GatewayTimeout';
}

const chargeCard = (provider: string): never => {
  throw new PaymentDeclined(`${provider} declined the card: insufficient_funds`);
};
const payOrder = (dice: Dice): never => chargeCard(dice.pick(['visa', 'mastercard', 'amex']));

function reserve(article: number, wanted: number): never {
  throw new StockConflict(`Article ${article}: ${wanted} wanted, ${wanted - 1} left`);
}

function askGateway(attempt: number): string {
  if (attempt < 3) return askGateway(attempt + 1);
  throw new GatewayTimeout('No answer from the payment gateway after 3 attempts');
}

function confirmOrder(): string {
  try {
    return askGateway(1);
  } catch (cause) {
    throw new Error('The order could not be confirmed', { cause });
  }
}

/** Orders and payment. */
export const checkout: ApplicationProfile = {
  environment: 'production',
  releases: ['checkout@2.3.1', 'checkout@2.4.0'],
  incidents: [
    {
      weight: 4,
      level: 'warning',
      tags: { step: 'payment' },
      breadcrumbs: (dice) => [
        { category: 'order', message: `order ${dice.between(10_000, 99_999)} placed`, level: 'info' },
        { category: 'payment', message: 'card form submitted', level: 'info' },
      ],
      happen: payOrder,
    },
    {
      weight: 3,
      tags: { step: 'reserve' },
      happen: (dice) => reserve(dice.between(1, 6), dice.between(2, 9)),
    },
    {
      weight: 2,
      level: 'fatal',
      tags: { step: 'confirm' },
      breadcrumbs: () => [
        {
          category: 'http',
          type: 'http',
          data: { method: 'POST', url: 'https://pay.example/charge', status_code: 504 },
        },
      ],
      happen: confirmOrder,
    },
    { weight: 1, level: 'warning', happen: (dice) => `Voucher SPRING${dice.between(20, 26)} has expired` },
  ],
};
