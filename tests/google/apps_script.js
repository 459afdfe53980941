// Runs the script of docs/apps-script.md against stand-ins for Google's services.
// stdin: {script, names, locale, quota, today, call, spell}; stdout: what it did, as JSON.
'use strict';
const vm = require('node:vm');

const given = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const did = { mails: [], menu: [], triggers: [], spelled: [] };
let triggers = [];
let quota = given.quota;

const book = {
  getName: () => 'Plan',
  getUrl: () => 'https://docs.google.com/spreadsheets/d/x/edit',
  getSpreadsheetLocale: () => given.locale,
  getSpreadsheetTimeZone: () => 'Europe/Paris',
  getRangeByName: (name) => ({ getDisplayValues: () => given.names[name].map((row) => [...row]) }),
};
const menu = {
  addItem: (label, called) => (did.menu.push([label, called]), menu),
  addToUi: () => {},
};
const services = {
  SpreadsheetApp: {
    getActiveSpreadsheet: () => book,
    getUi: () => ({ createMenu: (title) => (did.menu.push(title), menu) }),
  },
  Session: { getEffectiveUser: () => ({ getEmail: () => 'me@example.com' }) },
  // The pattern u: the day of the week, 1 for Monday.
  Utilities: {
    formatDate: (_day, _zone, pattern) => {
      if (pattern !== 'u') throw new Error(pattern);
      return String(given.today);
    },
  },
  MailApp: {
    getRemainingDailyQuota: () => quota,
    sendEmail: (...mail) => {
      if (quota < 1) throw new Error('Service invoked too many times for one day: email.');
      quota -= 1;
      did.mails.push(mail);
    },
  },
  ScriptApp: {
    newTrigger: (called) => {
      const made = { called, getHandlerFunction: () => called };
      const steps = {
        timeBased: () => steps,
        everyDays: (days) => ((made.days = days), steps),
        atHour: (hour) => ((made.hour = hour), steps),
        create: () => triggers.push(made),
      };
      return steps;
    },
    getProjectTriggers: () => [...triggers],
    deleteTrigger: (gone) => (triggers = triggers.filter((it) => it !== gone)),
  },
};
const context = vm.createContext(services);
vm.runInContext(given.script, context);
for (const name of given.call) vm.runInContext(`${name}()`, context);
for (const owner of given.spell) did.spelled.push(context.spelled(owner));
did.triggers = triggers.map(({ called, days, hour }) => ({ called, days, hour }));
process.stdout.write(JSON.stringify(did));
