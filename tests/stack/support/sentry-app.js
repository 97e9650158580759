// An application with the real Sentry SDK: node sentry-app.js PACKAGE DSN MESSAGE
// Captures one exception, waits until the SDK says it is sent, and prints the event's id.
const [sdk, dsn, message] = process.argv.slice(2);
const Sentry = require(sdk);

Sentry.init({ dsn, release: 'sentry-app@1.0.0', environment: 'test' });

function placeOrder() {
  throw new RangeError(message);
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
