import { join } from 'node:path';
import express, { Router, type RequestHandler } from 'express';

const FOLDER = join(__dirname, '../../page');
const SCRIPTS = join(__dirname, '../../dist/page');
/** The chart library's own files, as its package has them. */
const LIBRARY = join(require.resolve('uplot/package.json'), '../dist');

/** Nothing but this origin's own files runs or styles the page, and the page talks to nobody else. */
const headers = {
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** Serves the console's page: the document at `/`, its styles, scripts and chart library below `/page`. */
export function pageFiles(): Router {
  const router = Router();
  const protect: RequestHandler = (_request, response, next) => {
    response.set(headers);
    next();
  };
  router.use('/page', protect, express.static(SCRIPTS, { index: false, cacheControl: false }));
  router.get('/page/console.css', protect, sendFile(join(FOLDER, 'console.css')));
  router.get('/page/uplot.js', protect, sendFile(join(LIBRARY, 'uPlot.esm.js')));
  router.get('/page/uplot.css', protect, sendFile(join(LIBRARY, 'uPlot.min.css')));
  router.get('/', protect, sendFile(join(FOLDER, 'console.html')));
  return router;
}

const sendFile =
  (file: string): RequestHandler =>
  (_request, response) => {
    response.sendFile(file, { cacheControl: false });
  };
