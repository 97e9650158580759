import type { ApplicationProfile } from './incident';

interface Cart {
  readonly lines?: readonly { readonly price: number }[];
}

class HydrationError extends Error {
  override readonly name = 'HydrationError';
}

function sumOfCart(cart: Cart): number {
  // The fault that this application is known for: a cart without lines.
  return (cart.lines as readonly { readonly price: number }[]).reduce((sum, { price }) => sum + price, 0);
}

const renderCartBadge = (cart: Cart): string => `${sumOfCart(cart)} €`;

function renderPage(path: string): string {
  throw new HydrationError(`Server and client markup differ on ${path}`);
}

/** A shop front, rendered on the server. */
export const web: ApplicationProfile = {
  environment: 'production',
  releases: ['web@4.11.0', 'web@4.12.0'],
  incidents: [
    {
      weight: 5,
      tags: { component: 'cart-badge' },
      breadcrumbs: (dice) => [
        { category: 'navigation', message: `/product/${dice.between(100, 999)}`, level: 'info' },
        { category: 'ui.click', message: 'button#add-to-cart', level: 'info' },
      ],
      happen: () => renderCartBadge({}),
    },
    {
      weight: 3,
      tags: { component: 'router' },
      happen: (dice) => renderPage(dice.pick(['/', '/sale', '/account', '/checkout'])),
    },
    {
      weight: 2,
      level: 'warning',
      tags: { component: 'search' },
      breadcrumbs: (dice) => [
        {
          category: 'http',
          type: 'http',
          data: { method: 'GET', url: '/search', status_code: 200 + dice.between(0, 4) },
        },
      ],
      happen: (dice) => `Search took ${dice.between(12, 60) * 100} ms`,
    },
    { weight: 1, level: 'info', happen: () => 'Feature flag "new-header" has no value' },
    { weight: 1, happen: (dice) => String(JSON.parse(`{"visitor": ${dice.pick(['', '{', '"'])}`)) },
  ],
};
