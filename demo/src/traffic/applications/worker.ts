import type { ApplicationProfile } from './incident';

class JobTimeout extends Error {
  override readonly name = 'JobTimeout';
}
class MailRejected extends Error {
  override readonly name = 'MailRejected';
}

function runJob(job: string, seconds: number): never {
  throw new JobTimeout(`${job} was stopped after ${seconds} s`);
}

function deliverMail(code: number): never {
  throw new MailRejected(`The mail server answered ${code}`);
}

const readInvoice = (invoice: number): never => {
  throw Object.assign(new Error(`ENOENT: no such file or directory, open 'invoices/${invoice}.pdf'`), {
    code: 'ENOENT',
  });
};

/** Background jobs: mail, invoices, exports. */
export const worker: ApplicationProfile = {
  environment: 'production',
  releases: ['worker@1.9.3', 'worker@1.9.4'],
  incidents: [
    {
      weight: 4,
      tags: { queue: 'exports' },
      breadcrumbs: (dice) => [
        { category: 'queue', message: `job ${dice.between(1000, 9999)} taken`, level: 'debug' },
        { category: 'queue', message: `${dice.between(3, 90)} jobs are waiting`, level: 'info' },
      ],
      happen: (dice) => runJob(dice.pick(['export-orders', 'export-customers', 'rebuild-index']), 30),
    },
    { weight: 3, tags: { queue: 'mail' }, happen: (dice) => deliverMail(dice.pick([421, 450, 550])) },
    { weight: 2, tags: { queue: 'invoices' }, happen: (dice) => readInvoice(dice.between(1, 4)) },
    { weight: 1, level: 'warning', happen: (dice) => `The queue is ${dice.between(5, 40)} minutes behind` },
  ],
};
