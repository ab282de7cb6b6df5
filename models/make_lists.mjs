// Makes the word lists that come from @faker-js/faker (MIT), random-indian-name (MIT) and iso-codes
// (LGPL-2.1-or-later, facts):
//   npm install @faker-js/faker@10 random-indian-name@1 && node models/make_lists.mjs models
// Hand-written lists stand beside the made ones and are not touched.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cwd, argv } from 'node:process';

const require = createRequire(join(cwd(), 'package.json'));
const { allLocales } = require('@faker-js/faker');
const indian = require('random-indian-name/lib/names.js');
const out = argv[2] ?? '.';
const latin = /^[\p{Script=Latin}\p{M}][\p{Script=Latin}\p{M}'’. -]*$/u;
const isoNames = JSON.parse(readFileSync('/usr/share/iso-codes/json/iso_3166-1.json'))['3166-1'];
const isoParts = JSON.parse(readFileSync('/usr/share/iso-codes/json/iso_3166-2.json'))['3166-2'];

// Every string below the given keys of every locale's module.
function gather(module, keys, locales = Object.keys(allLocales)) {
  const found = new Set();
  const walk = (x) => {
    if (typeof x === 'string') found.add(x.normalize('NFC').trim());
    else if (x && typeof x === 'object') Object.values(x).forEach(walk);
  };
  for (const locale of locales)
    for (const key of keys) walk(allLocales[locale][module]?.[key]);
  return [...found];
}

function write(name, about, entries) {
  const lines = [...new Set(entries)].filter((x) => x.length > 1).sort((a, b) => (a < b ? -1 : 1));
  writeFileSync(join(out, name), `# ${about}\n` + lines.join('\n') + '\n');
}

const jokes = new Set(['en_BORK', 'en_AU_ocker']);
const all = Object.keys(allLocales).filter((l) => !jokes.has(l));
const names = (keys) => gather('person', keys, all).filter((x) => latin.test(x) && !/[{}]/.test(x));
write('family.txt', 'Family names, from faker', names(['last_name']));
const towns = gather('location', ['city_name', 'city'], all).filter((x) => latin.test(x));
write('towns.txt', 'Towns, from faker', towns);
const words = gather('word', ['adjective', 'adverb', 'conjunction', 'interjection', 'noun', 'preposition', 'verb'], all);
write('common.txt', 'Common words of many languages, from faker',
  words.map((x) => x.toLowerCase()).filter((x) => latin.test(x) && !x.includes(' ')));
// Names that are towns or words, too, are left out: they say less.
const others = new Set([...towns, ...words, 'lord', 'mini', 'diva', 'henna'].map((x) => x.toLowerCase()));
write('given.txt', 'Given names, from faker and random-indian-name', [...names(['first_name', 'middle_name']),
  ...[...indian.first_male, ...indian.first_female].filter((x) => x.length > 3 && latin.test(x) && !others.has(x.toLowerCase()))]);
write('states.txt', 'States, provinces, counties and their short forms, from faker and iso-codes',
  [...gather('location', ['state'], all), ...isoParts.filter((p) => p.name.length > 3).map((p) => p.name)]
    .filter((x) => latin.test(x)));

// Country names in the languages of the cards, each with its two-letter code.
const codes = new Map();
const display = (lang) => new Intl.DisplayNames([lang], { type: 'region' });
const languages = 'en de fr es it nl pt pl sv da nb fi cs hu tr ro'.split(' ').map(display);
for (const c of isoNames) {
  for (const n of [c.name, c.common_name, c.official_name]) if (n) codes.set(n, c.alpha_2);
  for (const l of languages) codes.set(l.of(c.alpha_2), c.alpha_2);
}
const short = { USA: 'US', 'U.S.A.': 'US', UK: 'GB', 'U.K.': 'GB', England: 'GB', Scotland: 'GB', Wales: 'GB',
  'Northern Ireland': 'GB', UAE: 'AE', 'U.A.E.': 'AE', Holland: 'NL', Brasil: 'BR', Eire: 'IE', PRC: 'CN',
  'P.R. China': 'CN', 'PR China': 'CN', 'Hong Kong': 'HK', Deutschland: 'DE', Österreich: 'AT', Suisse: 'CH',
  Svizzera: 'CH', Schweiz: 'CH', Czechia: 'CZ', 'Czech Republic': 'CZ', KSA: 'SA', 'K.S.A.': 'SA',
  Bharat: 'IN', Korea: 'KR', 'Republic of Korea': 'KR', 'Rep. of Korea': 'KR', Macau: 'MO', 'P.R.C.': 'CN', 'Slovak Republic': 'SK',
  Türkiye: 'TR', Turkey: 'TR' };
for (const [n, c] of Object.entries(short)) codes.set(n, c);
write('countries.tsv', 'Countries: name, ISO 3166-1 alpha-2; from iso-codes and Unicode CLDR',
  [...codes].filter(([n]) => n && latin.test(n)).map(([n, c]) => `${n}\t${c}`));
