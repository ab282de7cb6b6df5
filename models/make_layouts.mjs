// Prints COUNT cards as lines with places and the label of every part, to train and to measure:
//   node models/make_layouts.mjs COUNT SEED > layouts.jsonl      (needs @faker-js/faker@10)
// Names, towns and words are faker's (MIT); titles, departments and patterns are below.  "parts"
// gives [label, first byte, end byte] of each line's text.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cwd, argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const { allLocales, Faker } = createRequire(join(cwd(), 'package.json'))('@faker-js/faker');
const here = dirname(fileURLToPath(import.meta.url));
const words = JSON.parse(readFileSync(join(here, 'layout_words.json'), 'utf8'));

const count = Number(argv[2] ?? 1000);
let state = Number(argv[3] ?? 1) * 2654435761 + 1;
function random() { // mulberry32: the same cards from the same seed
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const chance = (p) => random() < p;
const int = (a, b) => a + Math.floor(random() * (b - a + 1));
const pick = (list) => list[Math.floor(random() * list.length)];
const digits = (form) => form.replace(/#/g, () => String(int(0, 9)));
const slug = (text) => text.normalize('NFKD').replace(/ß/g, 'ss').replace(/[^\p{L}\p{N}]/gu, '')
  .replace(/[^\x00-\x7f]/g, '').toLowerCase();
const title = (w) => w.charAt(0).toUpperCase() + w.slice(1);

const fakers = {};
function fakerOf(locale) {
  fakers[locale] ??= new Faker({ locale: [allLocales[locale], allLocales.en, allLocales.base], seed: int(1, 1e9) });
  return fakers[locale];
}

// ---- who ---------------------------------------------------------------------------------------

// The names by hand in words.txt: those that are written in another script at home.
const byHand = (section) => readFileSync(join(here, 'words.txt'), 'utf8').split(`[${section}]`)[1].split('[')[0]
  .replace(/\n/g, ' ').split(',').map((x) => x.trim()).filter(Boolean).map(title);
const foreign = { given: byHand('given'), family: byHand('family') };

function person(country) {
  const f = fakerOf(pick(country.names));
  let given = f.person.firstName(), family = f.person.lastName();
  if (chance(country.foreign ?? 0.04)) [given, family] = [pick(foreign.given), pick(foreign.family)];
  // Many names are in no list: the head of one and the tail of another.
  const mixed = (next) => (name) => { const other = next(); return name.slice(0, Math.ceil(name.length / 2)) + other.slice(Math.ceil(other.length / 2)).toLowerCase(); };
  if (chance(0.2)) family = mixed(() => f.person.lastName())(family);
  if (chance(0.1)) given = mixed(() => f.person.firstName())(given);
  if (country.two && chance(0.6)) family += ' ' + f.person.lastName();
  if (country.particle && chance(0.12)) family = pick(country.particle) + ' ' + family;
  const middle = chance(country.middle ?? 0.06) ? (chance(0.7) ? pick([...'ABCDEFGHJKLMNPRST']) + '.' : f.person.firstName()) : null;
  if (chance(0.05)) given = given[0] + '.';
  const core = [given, middle, family].filter(Boolean).join(' ');
  const prefix = chance(0.1) ? pick(country.prefix) : null;
  const suffix = chance(0.1) ? pick(country.suffix ?? ['PhD', 'MBA']) : null;
  let full = (prefix ? prefix + ' ' : '') + core;
  if (suffix) full += (chance(0.8) ? ', ' : ' ') + suffix;
  if (chance(0.06)) full = given;
  if (chance(country.familyUp ? 0.25 : 0.02)) full = [given, middle, family.toUpperCase()].filter(Boolean).join(' ');
  return { given, family, full };
}

function madeWord() {
  const a = ['bel', 'nor', 'vex', 'lum', 'cor', 'tri', 'zen', 'aqua', 'alt', 'omni', 'pro', 'inter', 'sol', 'ver', 'max', 'eco', 'nova', 'hex', 'ter', 'mar', 'syn', 'quan', 'del', 'kal'];
  const b = ['tech', 'ix', 'ium', 'ora', 'data', 'con', 'plan', 'via', 'tec', 'ton', 'lab', 'logic', 'flow', 'matic', 'dyne', 'med', 'net', 'ex', 'sys', 'tix', 'mont', 'land', 'gen', 'ara'];
  return title(pick(a) + pick(b));
}

function firm(country, who) {
  const w = words[country.language];
  const f = fakerOf(pick(country.names));
  const family = chance(0.25) && who ? who.family.split(' ').pop() : f.person.lastName();
  const common = () => title(pick(allLocales[country.names[0]]?.word?.noun ?? allLocales.en.word.noun));
  const adjective = () => title(pick(allLocales.en.word.adjective));
  const kind = pick(w.org), legal = pick(w.legal);
  const town = townOf(country, f);
  // Many firms are called like a person.
  if (chance(0.05)) return `${f.person.firstName()} ${f.person.lastName()}`;
  const patterns = [
    () => `${family} ${kind} ${legal}`, () => `${family} ${kind}`, () => `${family} & ${f.person.lastName()} ${legal}`,
    () => `${madeWord()} ${kind}`, () => `${madeWord()} ${kind} ${legal}`, () => `${madeWord()} ${legal}`, () => madeWord(),
    () => `${common()} ${kind}`, () => `${common()} ${kind} ${legal}`, () => `${common()} ${common()}`,
    () => `${kind} ${family}`, () => `${kind} ${common()} ${legal}`, () => `${family} ${legal}`,
    () => `${[...'ABCDEFGHIKLMNOPRST'].sort(() => random() - 0.5).slice(0, int(2, 4)).join('')} ${kind}`,
    () => `${adjective()} ${title(pick(allLocales.en.word.noun))} ${kind}`, () => `${pick(w.institution)} ${town}`, () => `${pick(w.institution)} ${common()} ${common()}`,
    () => `${town} ${kind}`, () => `The ${adjective()} ${title(pick(allLocales.en.word.noun))}`,
    () => `${family}, ${f.person.lastName()} & ${pick(w.partners)}`, () => `${family} & ${pick(w.partners)}`,
  ];
  return pick(patterns)();
}

function townOf(country, f) {
  const list = country.towns ?? allLocales[country.names[0]]?.location?.city_name;
  return list?.length ? pick(list) : f.person.lastName() + pick(['ville', 'burg', ' Hills', 'ton']);
}

function tagline(country) {
  const w = words[country.language];
  const L = allLocales[country.names[0]]?.word ?? allLocales.en.word;
  const noun = () => pick(L.noun ?? allLocales.en.word.noun);
  const verb = () => title(pick(L.verb ?? allLocales.en.word.verb));
  const adjective = () => pick(L.adjective ?? allLocales.en.word.adjective);
  if (chance(0.05)) return '@' + madeWord().toLowerCase();
  const text = pick(w.tagline).replace(/N/g, noun).replace(/V/g, verb).replace(/A/g, adjective)
    .replace(/Y/g, () => String(int(1880, 2015)));
  const said = title(text) + (chance(0.2) ? '.' : chance(0.05) ? '!' : '');
  return chance(0.1) ? said.split(' ').map(title).join(' ') : chance(0.16) ? said.toUpperCase() : said;
}

// ---- where -------------------------------------------------------------------------------------

function address(country, f) {
  const town = townOf(country, f), w = words[country.language];
  const streetName = chance(0.4) ? f.person.lastName() : title(pick(allLocales.en.word.noun));
  const n = int(1, chance(0.2) ? 9900 : 180);
  const lines = country.address({ town, n, streetName, pick, int, chance, digits, w, f })
    .map((x) => x.replace(/ +/g, ' ').trim());
  if (chance(0.15)) lines.push(pick(country.country));
  return chance(0.15) ? [lines.join(pick([', ', ', ', ' - ', ' · ']))] : lines;
}

const letters = (n) => Array.from({ length: n }, () => pick([...'ABCEGHJKLMNPRSTWXY'])).join('');
const usState = ['AL', 'AZ', 'CA', 'CO', 'CT', 'FL', 'GA', 'IA', 'ID', 'IL', 'IN', 'KS', 'LA', 'MA', 'MD', 'ME', 'MI', 'MN', 'MO', 'MT', 'NC', 'ND', 'NE', 'NH', 'NJ', 'NM', 'NV', 'NY', 'OH', 'OK', 'OR', 'PA', 'RI', 'SC', 'SD', 'TN', 'TX', 'UT', 'VA', 'VT', 'WA', 'WI', 'WV'];
const continental = (street, code) => ({ town, n, streetName, pick: p, chance: c }) => [
  street.replace('S', streetName).replace('N', String(n)) + (c(0.1) ? p(['a', 'b', ' A']) : ''), `${digits(code)} ${town}`];
const us = ({ town, n, streetName, w }) => [
  `${n} ${chance(0.2) ? pick(['N', 'S', 'E', 'W', 'NE', 'SW']) + ' ' : ''}${streetName} ${pick(w.street)}` +
    (chance(0.35) ? pick([', ', ', ', ' - ', ' ']) + pick(['Suite ', 'Ste. ', 'Floor ', '#', 'Apt ', 'Unit ', 'Room ']) + int(1, 900) : ''),
  `${town}, ${chance(0.9) ? pick(usState) : pick(allLocales.en.location.state)} ${digits('#####')}${chance(0.1) ? digits('-####') : ''}`];
const uk = ({ town, n, streetName, w }) => [
  ...(chance(0.15) ? [`${pick(['The Old ', 'The ', '', 'Lower ', 'New '])}${pick(['Mill', 'Forge', 'Rectory', 'Barn', 'Dairy', 'Station', streetName])}${pick(['', ' House', ' Yard', ' Farm', ' Court'])}${chance(0.5) ? `, ${streetName} ${pick(w.street)}` : ''}`]
    : [`${chance(0.15) ? 'Unit ' + int(1, 30) + ', ' : ''}${n} ${streetName} ${pick(w.street)}`]),
  chance(0.7) ? `${town} ${letters(int(1, 2))}${digits('#')} ${digits('#')}${letters(2)}` : `${town}, ${letters(2)}${digits('##')} ${digits('#')}${letters(2)}`];
const india = ({ town, n, streetName }) => [
  `${pick(['No. ', '', '#', 'Plot No. '])}${n}, ${streetName} ${pick(['Road', 'Nagar', 'Street', 'Colony', 'Marg', 'Salai'])}`, ...(chance(0.4) ? [`${f0(streetName)} Nagar`] : []),
  `${town} ${pick(['- ', '', '– '])}${digits('###')}${chance(0.4) ? ' ' : ''}${digits('###')}`];
const f0 = (x) => x.slice(0, 1) + 'ana' + x.slice(1, 4).toLowerCase();
const brazil = ({ town, n, streetName }) => {
  const street = `${pick(['Rua', 'Av.', 'R.', 'Avenida', 'Alameda', 'Praça'])} ${streetName}, ${n}`;
  const place = `${town} ${pick(['- ', '/ '])}${pick(['SP', 'RJ', 'MG', 'PR', 'RS', 'BA', 'SC'])}`;
  const cep = `CEP ${digits('#####-###')}`;
  return chance(0.4) ? [`${street} - ${pick(['Centro', 'Jd. Europa', 'Vila Nova', 'Bela Vista'])}`, `${place} - ${cep}`] : chance(0.5) ? [`${street} - ${place}`] : [street, place, cep];
};

const romance = ['de la', 'de', 'del'];
const COUNTRIES = [
  { weight: 30, language: 'en', names: ['en_US', 'en', 'en_US', 'es_MX', 'vi', 'yo_NG', 'en_GB'], code: '+1', phone: ['(###) ###-####', '###-###-####', '###.###.####', '+1 ### ### ####', '### ### ####', '1-800-###-####'], tld: ['com', 'com', 'net', 'org', 'io', 'us'], prefix: ['Dr.', 'Mr.', 'Ms.', 'Prof.'], suffix: ['PhD', 'CPA', 'MBA', 'Jr.', 'P.E.', 'MD', 'Esq.', 'III', 'RN', 'AIA'], middle: 0.25, address: us, country: ['USA', 'United States'] },
  { weight: 12, language: 'en', names: ['en_GB', 'en_GB', 'en_IE', 'en_IN'], code: '+44', phone: ['020 7### ####', '+44 (0)20 7### ####', '01### ######', '+44 7### ######'], tld: ['co.uk', 'com', 'org.uk'], prefix: ['Dr', 'Mr', 'Mrs', 'Sir', 'Prof'], suffix: ['BSc', 'FRICS', 'OBE', 'MSc', 'CEng'], address: uk, country: ['United Kingdom', 'UK', 'England'] },
  { weight: 7, language: 'en', names: ['en_IN', 'en_IN'], foreign: 0.4, code: '+91', phone: ['+91 ##### #####', '##########', '044-#### ####'], tld: ['in', 'com', 'co.in'], prefix: ['Dr.', 'Mr.', 'Er.'], suffix: ['B.E.', 'MBA', 'M.Sc.'], address: india, country: ['India', 'INDIA'] },
  { weight: 4, language: 'en', names: ['en_AU', 'en_CA'], foreign: 0.4, code: '+61', phone: ['(02) #### ####', '04## ### ###', '+61 2 #### ####'], tld: ['com.au', 'ca', 'com'], prefix: ['Dr'], address: ({ town, n, streetName, w }) => [`${n} ${streetName} ${pick(w.street)}`, `${town} ${pick(['NSW', 'VIC', 'QLD', 'ON', 'BC'])} ${digits('####')}`], country: ['Australia', 'Canada'] },
  { weight: 14, language: 'de', names: ['de', 'de', 'de_AT', 'de_CH'], code: '+49', phone: ['0### / ### ## ##', '+49 ### #######', '0### ######-##', '+49 (0) ### ######', '+43 1 ### ## ##', '+41 44 ### ## ##'], tld: ['de', 'de', 'com', 'at', 'ch'], prefix: ['Dr.', 'Dipl.-Ing.', 'Prof. Dr.', 'Mag.', 'Dr. med.', 'Ing.', 'Dipl.-Kfm.'], suffix: ['M.Sc.', 'MBA', 'LL.M.', 'B.A.'], particle: ['von', 'von der', 'zu'], address: ({ town, n, streetName, w, chance: c }) => [`${c(0.5) ? streetName + pick(['straße', 'weg', 'platz', 'allee', 'gasse', 'str.', 'ring', 'strasse']) : pick(w.street) + ' ' + streetName} ${n}${c(0.1) ? 'a' : ''}`, `${pick(['', '', '', 'D-', 'A-', 'CH-'])}${digits(pick(['#####', '#####', '####']))} ${town}`], country: ['Deutschland', 'Österreich', 'Schweiz', 'Germany'] },
  { weight: 10, language: 'fr', names: ['fr', 'fr', 'fr_BE', 'fr_CH'], code: '+33', phone: ['0# ## ## ## ##', '+33 # ## ## ## ##', '0#.##.##.##.##', '+33 (0)# ## ## ## ##'], tld: ['fr', 'com', 'be'], prefix: ['Dr', 'Me', 'M.', 'Mme', 'Maître'], particle: ['de', 'du', 'Le', 'de la'], familyUp: true, address: ({ town, n, streetName, w }) => [`${n}${chance(0.1) ? ' bis' : ''}${chance(0.3) ? ',' : ''} ${pick(w.street)} ${pick(['', 'de ', 'du ', 'de la ', 'des '])}${streetName}`, `${digits('#####')} ${town}${chance(0.1) ? ' Cedex' : ''}`], country: ['France', 'FRANCE', 'Belgique'] },
  { weight: 8, language: 'es', names: ['es', 'es', 'es_MX'], two: true, code: '+34', phone: ['### ### ###', '+34 ### ### ###', '91 ### ## ##', '+52 ## #### ####'], tld: ['es', 'com', 'com.mx'], prefix: ['D.', 'Dra.', 'Dr.', 'Ing.', 'Lic.', 'Dña.'], particle: romance, address: ({ town, n, streetName, w }) => [`${pick(w.street)} ${streetName}${chance(0.5) ? ',' : ''} ${n}${chance(0.3) ? pick([', 2º B', ', 1ª planta', ', bajo', ', of. 12']) : ''}`, `${digits('#####')} ${town}${chance(0.15) ? ' (' + townOf({ names: ['es'] }, fakerOf('es')) + ')' : ''}`], country: ['España', 'México'] },
  { weight: 8, language: 'it', names: ['it'], code: '+39', phone: ['0## #######', '+39 0# #### ####', '3## #######', '+39 3## ### ####'], tld: ['it', 'it', 'com', 'eu'], prefix: ['Dott.', 'Dott.ssa', 'Avv.', 'Ing.', 'Arch.', 'Geom.', 'Rag.'], particle: ['De', 'Di', 'Della'], address: ({ town, n, streetName, w }) => [`${pick(w.street)} ${streetName}${chance(0.4) ? ',' : ''} ${n}${chance(0.1) ? '/A' : ''}`, `${digits('#####')} ${town} ${chance(0.6) ? '(' + pick(['MI', 'TO', 'BO', 'VI', 'RM', 'NA', 'BG', 'PD']) + ')' : ''}`], country: ['Italia', 'Italy', 'ITALIA'] },
  { weight: 7, language: 'nl', names: ['nl', 'nl', 'nl_BE'], code: '+31', phone: ['0## ### ## ##', '+31 (0)## ### ## ##', '06 #### ####', '+31 6 ########', '+32 # ### ## ##'], tld: ['nl', 'nl', 'com', 'be'], prefix: ['drs.', 'ir.', 'mr.', 'dr.', 'ing.'], suffix: ['MSc', 'MBA', 'RA'], particle: ['van', 'van der', 'de', 'van den', 'ter'], address: ({ town, n, streetName, chance: c }) => [`${streetName}${pick(['straat', 'weg', 'laan', 'plein', 'gracht', 'kade', 'singel', 'dijk'])} ${n}${c(0.1) ? '-II' : ''}`, c(0.8) ? `${digits('####')}${c(0.8) ? ' ' : ''}${letters(2)} ${town}` : `${digits('####')} ${town}`], country: ['Nederland', 'The Netherlands', 'België'] },
  { weight: 8, language: 'pt', names: ['pt_BR', 'pt_PT'], two: true, code: '+55', phone: ['(##) ####-####', '(##) 9####-####', '+55 ## ####-####', '+351 ## ### ####', '2# ### ## ##'], tld: ['com.br', 'com.br', 'pt', 'com'], prefix: ['Dr.', 'Dra.', 'Eng.', 'Prof.'], particle: ['da', 'dos', 'de', 'do'], address: (x) => chance(0.6) ? brazil(x) : [`${pick(x.w.street)} ${x.streetName}, ${x.n}${chance(0.2) ? ', 2º Dto.' : ''}`, `${digits('####-###')} ${x.town}`], country: ['Brasil', 'Portugal', 'BRASIL'] },
  { weight: 3, language: 'pl', names: ['pl'], code: '+48', phone: ['+48 ### ### ###', '## ### ## ##'], tld: ['pl', 'com.pl'], prefix: ['dr', 'mgr inż.', 'prof.'], address: ({ town, n, streetName }) => [`ul. ${streetName}a ${n}${chance(0.3) ? '/' + int(1, 30) : ''}`, `${digits('##-###')} ${town}`], country: ['Polska', 'Poland'] },
  { weight: 3, language: 'sv', names: ['sv', 'da', 'nb_NO'], code: '+46', phone: ['08-### ## ##', '+46 # ### ## ##', '+45 ## ## ## ##', '+47 ### ## ###'], tld: ['se', 'dk', 'no'], prefix: ['Dr.'], particle: ['af', 'von'], address: ({ town, n, streetName }) => [`${streetName}${pick(['gatan', 'vägen', 'vej', 'gade', 'gate', 'veien'])} ${n}`, `${digits(pick(['### ##', '####']))} ${town}`], country: ['Sverige', 'Danmark', 'Norge', 'Sweden'] },
  { weight: 4, language: 'cs', names: ['cs_CZ', 'sk', 'hu', 'fi', 'ro', 'tr'], code: '+420', phone: ['+420 ### ### ###', '+36 1 ### ####', '+358 ## ### ####', '+40 ### ### ###', '+90 ### ### ## ##'], tld: ['cz', 'hu', 'fi', 'ro', 'com.tr'], prefix: ['Ing.', 'Mgr.', 'Dr.'], suffix: ['Ph.D.', 'CSc.'], address: ({ town, n, streetName }) => [`${streetName}${pick(['ova', ' utca', 'katu', ' Cad.', ''])} ${n}`, `${digits(pick(['### ##', '####', '#####', '######']))} ${town}`], country: ['Česká republika', 'Magyarország', 'Finland', 'România', 'Türkiye'] },
];
const total = COUNTRIES.reduce((s, c) => s + c.weight, 0);
function country() {
  let r = random() * total;
  return COUNTRIES.find((c) => (r -= c.weight) < 0) ?? COUNTRIES[0];
}

// ---- the card ----------------------------------------------------------------------------------

const LABELS = [null, null, { work: 'Phone: ', mobile: 'Mobile: ', fax: 'Fax: ', email: 'Email: ', url: 'Web: ' }, { work: 'T ', mobile: 'M ', fax: 'F ', email: 'E ', url: 'W ' },
  { work: 'T: ', mobile: 'M: ', fax: 'F: ', email: 'E: ', url: 'W: ' }, { work: 'p. ', mobile: 'c. ', fax: 'f. ', email: 'e. ', url: 'w. ' }, { work: 'Tel. ', mobile: 'Mob. ', fax: 'Fax ', email: '', url: '' },
  { work: '& ', mobile: '[] ', fax: '= ', email: '@ ', url: '© ' }, { work: 'Office ', mobile: 'Cell ', fax: 'Fax ', email: '', url: '' }];

const part = (label, text) => ({ label, text });
function values(c, who, org) {
  const f = slug(who?.given ?? 'info') || 'info', l = slug(who?.family.split(' ').pop() ?? 'office') || 'office';
  const names = org.split(' ').map(slug).filter((x) => x.length > 1);
  const domain = (chance(0.07) ? madeWord().toLowerCase() : pick([names.slice(0, 2).join(''), names.slice(0, 2).join('-'), names[0] ?? 'firm', names.map((x) => x[0]).join('') + 'x'])) + '.' + pick(c.tld);
  const local = !who || chance(0.15) ? pick(['info', 'office', 'contact', 'sales', 'hello']) : pick([`${f}.${l}`, `${f[0]}${l}`, f, `${f[0]}.${l}`, `${l}.${f[0]}`, `${f}_${l}`, l]);
  const mail = `${local}@${chance(0.1) ? pick(['gmail.com', 'outlook.com', 'gmx.de', 'yahoo.com', 'hotmail.com']) : domain}`;
  const shop = chance(0.08) && names.length ? `${names.join('')}@${pick(['gmail.com', 'hotmail.com', 'yahoo.com'])}` : null;
  const label = pick(LABELS);
  const lab = (kind, text) => part(kind === 'email' ? 'email' : kind === 'url' ? 'url' : 'phone', (label?.[kind] ?? (kind === 'fax' ? 'Fax ' : '')) + text);
  const kinds = ['work', 'mobile', 'fax'].slice(0, int(1, 3));
  return { phones: chance(0.95) ? kinds.map((k) => lab(k, digits(pick(c.phone)))) : [],
    emails: chance(0.85) ? [lab('email', shop ?? mail)] : [],
    urls: chance(0.7) ? [lab('url', pick(['www.', 'www.', '', 'http://www.', 'https://']) + domain)] : [] };
}

const upperIf = (p, text) => (chance(p) ? text.toUpperCase() : text);

// Fields of study: departments of universities.
const FIELDS = ['History', 'Mathematics', 'Physics', 'Civil Engineering', 'Mechanical Engineering', 'Chemistry', 'Economics', 'Computer Science', 'Sociology', 'Psychology', 'Linguistics', 'Political Science', 'Electrical Engineering', 'Life Sciences', 'Public Health', 'English Literature'];

// Titles with a word of any trade in them.
const TITLES = { en: ['N Manager', 'N Specialist', 'Head of N', 'N Engineer', 'N Consultant', 'Director of N', 'Senior N Analyst', 'N Officer', 'N Designer'],
  de: ['Leiter N', 'Leiterin N', 'N-Berater', 'Referent für N', 'Bereichsleiter N', 'Fachberater N'], fr: ['Chef de N', 'Responsable N', 'Chargé de N', 'Maître N', 'Directeur de N', 'Conseillère en N'],
  es: ['Jefe de N', 'Responsable de N', 'Director de N', 'Técnico en N', 'Gerente de N'], it: ['Responsabile N', 'Direttore N', 'Addetto N', 'Tecnico N', 'Consulente N'],
  nl: ['Hoofd N', 'Adviseur N', 'Medewerker N', 'Manager N', 'Coördinator N'], pt: ['Gerente de N', 'Diretor de N', 'Técnico em N', 'Analista de N', 'Responsável N'] };
const noun = (c) => (chance(0.7) ? title : (x) => x)(pick(allLocales[c.names[0]]?.word?.noun ?? allLocales.en.word.noun));

// What a firm does, in small letters: "roofs and windows".
const trade = (w) => pick([`${pick(w.services)} ${pick(w.org)}`, `${pick(w.services)} & ${pick(w.services)}`, pick(w.org), `${pick(w.services)}, ${pick(w.services)}`]).toLowerCase();

// A firm's name over two or three lines, one of them often larger.
function logoRows(shown, size, row) {
  const gaps = [...shown.matchAll(/ /g)].map((m) => m.index);
  if (!gaps.length) return [row('org', shown, size)];
  const first = pick(gaps), second = pick(gaps);
  const cuts = second !== first && chance(0.4) ? [first, second].sort((a, b) => a - b) : [first];
  const ratio = chance(0.6) ? 1 : pick([0.4, 0.5, 0.7, 1.4, 1.8]), lead = chance(0.5) ? 0.5 * random() : 0;
  return [0, ...cuts.map((at) => at + 1)].map((from, i) =>
    ({ ...row('org', shown.slice(from, cuts[i]), i ? size * ratio : size), lead: i ? 0 : lead }));
}

// Blocks of rows; a row is { parts, size }.
function content() {
  const c = country(), w = words[c.language];
  const who = chance(0.92) ? person(c) : null;
  const org = chance(0.91) ? firm(c, who) : '';
  const small = int(16, 24), f = fakerOf(c.names[0]);
  const row = (label, text, size) => ({ parts: [part(label, text)], size: Math.round(size) });
  const named = who ? [row('name', upperIf(0.25, chance(0.03) ? who.full.toLowerCase() : who.full), small * pick([1, 1.2, 1.5, 1.8, 2.2]))] : [];
  const cut = named.length ? named[0].parts[0].text.indexOf(' ') : -1;
  if (cut > 2 && chance(0.03)) { // the family name on a line of its own
    const [full, size] = [named[0].parts[0].text, named[0].size];
    named.splice(0, 1, row('name', full.slice(0, cut), size), row('name', full.slice(cut + 1), size));
  }
  const job = [];
  if (who && chance(0.88)) {
    const t = chance(0.07) && c.language === 'en' ? `${pick(['Chairman', 'President', 'Director', 'Vice President', 'Head', 'Chair'])} of ${chance(0.5) && org ? org : firm(c, null)}` : chance(0.12) && TITLES[c.language] ? pick(TITLES[c.language]).replace('N', noun(c)) : chance(0.75) ? pick(w.title) : `${pick(w.title)}${pick([' & ', ' / ', ', '])}${pick(w.title)}`;
    const size = small * pick([1, 1, 1.1, 1.25]);
    const shown = upperIf(0.12, chance(0.04) ? t.toLowerCase() : t);
    const gaps = [...shown.matchAll(/ /g)].map((m) => m.index);
    const at = gaps.length ? pick(gaps) : -1;
    if (chance(0.12) && at > 8) job.push(row('title', shown.slice(0, at), size), row('title', shown.slice(at + 1), size));
    else job.push(row('title', shown, size));
    if (chance(0.06)) job.push(row('title', pick(w.title), size));
    if (chance(0.06) && named.length === 1) { named[0].parts.push(part('sep', pick([', ', ' | ', ' - ']))); named[0].parts.push(...job.pop().parts); }
  }
  if (chance(0.04) && c.language === 'en') job.push(row('dept', pick(FIELDS), small));
  else if (chance(0.25)) job.push(row('dept', pick(w.dept), small * pick([1, 1, 1.1])));
  if (job.length === 2 && job[1].parts[0].label === 'dept' && chance(0.2)) // in one line
    job[0].parts.push(part('sep', pick([' - ', ', ', ' | ', ' / '])), ...job.pop().parts);
  const firmRows = [];
  if (org) {
    const shown = chance(0.06) ? org.toLowerCase() : upperIf(0.25, org), size = small * pick([1, 1.2, 1.4, 1.8, 2.4, 3.2]);
    if (chance(0.3)) firmRows.push(...logoRows(shown, size, row));
    else firmRows.push(row('org', shown, size));
    // A monogram or an icon over the firm, read as letters.
    if (chance(0.08)) firmRows.unshift(row('noise', chance(0.5) ? shown.split(' ').map((w) => w[0]).join('').toUpperCase() : upperIf(0.5, title(letters(2).toLowerCase())), size * pick([1, 1.5, 2])));
    if (chance(0.05)) firmRows.push(row('note', trade(w), small * pick([0.7, 0.9, 1])));
    else if (chance(0.3)) firmRows.push(row('note', chance(0.1) ? pick(['Since Y', 'Est. Y', 'Y - Present', 'founded Y']).replace('Y', String(int(1850, 2015))) : chance(0.25) ? `${pick(w.services)} & ${pick(w.services)}` : tagline(c), small * pick([0.7, 0.9, 1])));
  }
  const v = values(c, who, org || 'firm');
  const place = chance(0.8) ? address(c, f).map((t) => row('address', t, small * pick([1, 1, 0.9]))) : [];
  if (place.length && chance(0.08)) place[0].parts[0].text = pick(['Address: ', 'Add : ', 'A: ', 'Office: ', 'Adresse: ', 'Address : ']) + place[0].parts[0].text;
  const contactRows = [...v.phones, ...v.emails, ...v.urls].map((p) => ({ parts: [p], size: small }));
  if (chance(0.12) && contactRows.length > 1) { const j = contactRows.splice(0, 2); contactRows.unshift({ parts: [...j[0].parts, part('sep', pick([' | ', '  ', ' · '])), ...j[1].parts], size: small }); }
  if (place.length > 1 && chance(0.15)) { const p = place.splice(0, place.length); place.push({ parts: p.flatMap((r, i) => (i ? [part('sep', ', '), ...r.parts] : r.parts)), size: small }); }
  if (place.length && contactRows.length && chance(0.1)) place[place.length - 1].parts.push(part('sep', '   '), ...contactRows.pop().parts);
  const up = chance(0.3);
  const extra = chance(0.1) ? Array.from({ length: int(2, 5) }, () => row('note', pick(w.services) + (chance(0.5) ? pick([' & ', ', ', ' e ', ' and ']) + pick(w.services) : ''), small * pick([0.9, 1, 1.2]))).map((r) => (up ? { ...r, parts: [part('note', r.parts[0].text.toUpperCase())] } : r)) : chance(0.12) ? [row('note', pick([tagline(c), tagline(c), pick(w.note), w.services.sort(() => random() - 0.5).slice(0, 3).join(pick([', ', ' • ', ' | ', ' - ']))]), small)] : [];
  if (chance(0.04)) extra.push(row('note', pick(['VAT No. ', 'P.IVA ', 'USt-IdNr. ', 'ABN: ', 'NIP ', 'CNPJ ', 'SIRET ', 'Reg. No. ', 'KvK ']) + digits(pick(['#########', '###########', '### ### ###'])), small * 0.8));
  // A logo repeats the firm's name, or a word of it.
  const logo = org && chance(0.12) ? [row('noise', pick([org, ...org.split(' ')]).toUpperCase(), small * pick([1, 1.5, 2]))] : [];
  return { named, job, firmRows, place, contactRows, extra, small, logo };
}

function blocksOf(x) {
  const person = [...x.named, ...x.job];
  const both = chance(0.5) ? [...x.place, ...x.contactRows] : [...x.contactRows, ...x.place];
  const blocks = pick([
    () => [x.firmRows, person, both, x.extra], () => [person, x.firmRows, both, x.extra], () => [person, x.contactRows, [...x.firmRows, ...x.place], x.extra],
    () => [x.firmRows, x.extra, person, x.place, x.contactRows], () => [person, x.contactRows, x.place, x.firmRows], () => [[...x.named], [...x.job, ...x.firmRows], both, x.extra],
    () => [x.firmRows, [...person, ...both], x.extra], () => [[...person, ...x.firmRows, ...both], x.extra],
  ])();
  blocks.splice(int(0, blocks.length), 0, x.logo);
  return blocks.filter((b) => b.length);
}

const CONFUSED = [['l', 'i'], ['o', 'e'], ['e', 'c'], ['i', 'l'], ['m', 'rn'], ['n', 'm'], ['a', 'o'], ['t', 'f'], ['s', '5'], ['é', 'e'], ['ü', 'u'], ['.', ','], ['g', 'q']];
function misread(text) {
  if (!chance(0.06)) return text;
  const [from, to] = pick(CONFUSED);
  const at = text.indexOf(from, int(0, text.length - 1));
  return at < 0 ? text : text.slice(0, at) + to + text.slice(at + 1);
}

// How sure OCR is of a line of print: mostly sure, of logos and worn print less.
function sureness(row) {
  const logo = row.parts[0].label === 'org' && chance(0.12);
  if (logo || chance(0.03)) return 0.35 + 0.45 * random();
  return chance(0.08) ? 0.6 + 0.25 * random() : 0.82 + 0.15 * random();
}

// One row as a line of OCR: its text, and the bytes of each part.
function lineOf(row, x, y) {
  let text = '';
  const parts = [], confidence = sureness(row);
  for (const p of row.parts) {
    let shown = p.label === 'sep' ? p.text : misread(p.text);
    if (p.label !== 'sep' && confidence < 0.6 && !chance(0.5)) shown = garble(shown);
    const from = Buffer.byteLength(text);
    text += shown;
    if (p.label !== 'sep') parts.push([p.label, from, Buffer.byteLength(text)]);
  }
  text = text.replace(/ {2,}/g, ' ');
  const size = row.size;
  return { text, box: [x, y, Math.round(text.length * size * 0.5), size], x_height: size * (0.55 + 0.1 * random()), stroke: size / 10, confidence, parts };
}

// A letter in six as OCR guesses it on a poor line.
function garble(text) {
  return [...text].map((c) => (/[a-z]/.test(c) && chance(0.17) ? pick([...'eaoilrtsnuc']) : c)).join('');
}

// What OCR makes of wood, cloth, icons, logos and ruled lines: a speck, letters that alternate, a few
// words of nothing, a piece of a word, a label misread.
const NOISE = ['< >', '(c) {', '; --', '= 1 + 2', '</a>', 'Td', 'l i', '. : . &', 'RE', 'iN o S', '| |', 'Ss', '~ =', 'ZA', 'oe', '4 A', '( \\', 'NS', 'Yy', '—— =', 'I', 'ay', 'EE', '-_', 'w W', 'Ge]', '0 o', 'fs'];
const MISREAD_LABELS = ['Ceit:', 'Fhone:', 'Ernail:', 'Webstee', 'Emai!', 'Coll:', 'Moblle:', 'Tei.', 'Addrass:', 'Phons', 'Fox', 'Wob:'];
function nonsense() {
  const vowels = 'aeiou', usual = 'etaoinsrlhdcumwfgypbvk';
  const length = int(1, 7), way = random();
  let word = '';
  for (let i = 0; i < length; i++) word += way < 0.25 ? pick([...'eacoes']) : chance(0.4) ? pick([...vowels]) : pick([...usual]);
  if (way > 0.55) word = title(word);
  if (way > 0.75) word = word.toUpperCase();
  if (chance(0.08)) word += pick([...'],]\u2019;?_:']);
  if (chance(0.05)) word = pick([...'"(<\\@']) + word;
  return word;
}
function noise(x) {
  const r = random();
  let text = pick(NOISE), confidence = 0.2 + 0.6 * random();
  if (r > 0.2) text = Array.from({ length: pick([1, 1, 1, 2, 2, 3, 4]) }, nonsense).join(' ');
  if (r > 0.85 && x.firmRows.length) { // a piece of the logo
    const whole = pick(x.firmRows).parts[0].text;
    text = whole.slice(int(1, 4), whole.length - int(0, 3)) || text;
    confidence = Math.min(confidence, 0.75);
  }
  if (r > 0.95) text = pick(MISREAD_LABELS);
  if (text.length <= 3) confidence = 0.3 + 0.6 * random();
  const line = lineOf({ parts: [part('noise', text)], size: Math.round(6 * Math.exp(3 * random())) }, int(0, 900), int(0, 550));
  return { ...line, text, parts: [['noise', 0, Buffer.byteLength(text)]], confidence };
}

function card() {
  const x = content(), blocks = blocksOf(x), lines = [];
  const twoColumns = chance(0.3) && blocks.length > 2;
  const gap = x.small * (1.2 + random());
  let y = int(30, 70), column = 60;
  const half = twoColumns ? Math.ceil(blocks.length / 2) : blocks.length;
  blocks.forEach((block, i) => {
    if (i === half) { y = int(30, 120); column = 640; }
    for (const row of block) {
      lines.push(lineOf(row, column, Math.round(y)));
      y += row.size * (1.2 + 0.3 * random() + (row.lead ?? 0));
    }
    y += chance(0.12) ? 0 : gap;
  });
  for (let n = chance(0.4) ? pick([1, 1, 2, 3, 5, 8, 12]) : 0; n > 0; n--) lines.splice(int(0, lines.length), 0, noise(x));
  if (twoColumns && chance(0.5)) lines.sort((a, b) => a.box[1] - b.box[1]);
  const places = chance(0.1) ? lines.forEach((l) => { l.box = [0, 0, 0, 0]; l.x_height = 0; l.stroke = 0; }) : null;
  return { lines, width: 1050, height: places === null ? Math.max(600, ...lines.map((l) => l.box[1] + 40)) : 600 };
}

for (let i = 0; i < count; i++) console.log(JSON.stringify({ file: `layout${i}`, ...card() }));
