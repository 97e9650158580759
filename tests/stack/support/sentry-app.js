// An application with the real Sentry SDK: node sentry-app.js PACKAGE DSN ERROR_NAME MESSAGE
// Captures one exception, waits until the SDK says it is sent, and prints the event's id.
const [sdk, dsn, errorName, message] = process.argv.slice(2);
const Sentry = require(sdk);

Sentry.init({ dsn, release: 'sentry-app@1.0.0', environment: 'test' });

function placeOrder() {
  throw Object.assign(new RangeError(message), { name: errorName });
}

try {
  placeOrder();
} catch (error) {
  const eventId = Sentry.captureException(error);
  Sentry.flush(10_000).then((sent) => {
    console.log(eventId);
    process.exit(sent ? 0 : 1);
  });
}
