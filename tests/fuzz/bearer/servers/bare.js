// passport-http-bearer as its readme shows it, behind body parsers: node bare.js ENDPOINT TOKEN
// Verifies asynchronously, by a digest, as one does with a database. Prints the port it listens on.
const { createHash } = require('node:crypto');
const express = require('express');
const { Passport } = require('passport');
const { Strategy } = require('passport-http-bearer');

const [endpoint, token] = process.argv.slice(2);
const digestOf = (text) => createHash('sha256').update(text).digest('hex');
const known = digestOf(token);

const passport = new Passport();
passport.use(
  new Strategy(async (presented, done) => {
    done(null, digestOf(presented) === known && { name: 'scraper' });
  }),
);

const app = express();
app.set('env', 'test');
app.use(express.json(), express.urlencoded({ extended: true }));
for (const path of [endpoint, `${endpoint}/django`]) {
  app.all(path, passport.authenticate('bearer', { session: false }), (_request, response) => response.end());
}
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.on('disconnect', () => process.exit());
