// The options: a brand that is kept, a field that is wrong, articles from a zip and from a folder; what replies need.

import { strict as assert } from 'node:assert';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { inTurn } from './harness/browsers.mjs';
import { ask, enter } from './harness/setup.mjs';
import { until } from './harness/wait.mjs';
import { inBrowsers } from './harness/world.mjs';

/** @typedef {import('./harness/browsers.mjs').Doc} Doc */

const ARTICLES = {
  'router/restart.md': '# Restart your router\n\nHold the small button at the back for ten seconds, until the light goes out.\n',
  'billing/dates.md': '# Billing dates\n\nYou can choose the day of the month on which we take the payment.\n',
};

/** The options, once they are drawn. */
async function options(/** @type {import('./harness/world.mjs').World} */ { opened }) {
  const page = await opened.extensionPage('pages/options.html');
  await until('the options', () => page.evaluate(() => document.querySelector('#brand-0-name, #brands button') !== null));
  return page;
}

/** Replaces what a field holds, as a person would. */
async function fill(/** @type {Doc} */ page, /** @type {string} */ id, /** @type {string} */ text) {
  // Each section comes when what it shows is known.
  await until(`the field ${id}`, () =>
    page.evaluate((id) => {
      const field = /** @type {HTMLInputElement | null} */ (document.getElementById(id));
      field?.focus();
      field?.select();
      return field !== null;
    }, id),
  );
  await page.type(text);
}

/** What stands below a field about it. */
const about = (/** @type {Doc} */ page, /** @type {string} */ id) =>
  page.evaluate((id) => {
    const field = document.getElementById(id);
    return { invalid: field?.getAttribute('aria-invalid'), words: document.getElementById(`${id}-about`)?.textContent ?? '' };
  }, id);

/** The knowledge base of this name, once it has so many articles. */
const imported = (/** @type {Doc} */ page, /** @type {string} */ name, /** @type {number} */ number) =>
  until(`${number} articles in ${name}`, async () => {
    const { bases } = await ask(page, { type: 'bases' });
    const state = bases.find((/** @type {any} */ state) => state.base.name === name);
    return state?.articles === number ? state : undefined;
  });

inBrowsers('options', { brand: false }, (world) => {
  test('keep a brand, and name the field that is wrong until it is put right', async () => {
    const page = await options(world());
    await until('a field for the name', () =>
      page.evaluate(() => {
        if (document.getElementById('brand-0-name')) return true;
        /** @type {HTMLElement} */ (document.querySelector('#brands button')).click();
        return false;
      }),
    );
    await fill(page, 'brand-0-name', 'Larkspur Broadband');
    await fill(page, 'brand-0-handles', 'not an account');
    // Checked as it is typed: what counts is what is said of the whole entry.
    await until('the fault below the accounts, in their words', async () => {
      const { invalid, words } = await about(page, 'brand-0-handles');
      return invalid === 'true' && words.includes('“not an account”');
    });
    assert.equal((await about(page, 'brand-0-name')).invalid, 'false');
    await fill(page, 'brand-0-handles', '@LarkspurCare');
    await until('no fault', async () => (await about(page, 'brand-0-handles')).invalid === 'false');
    await until('the button to be ready', () =>
      page.evaluate(() => {
        const save = /** @type {HTMLButtonElement | null} */ (document.querySelector('#brands .save-bar button'));
        if (!save || save.disabled) return false;
        save.click();
        return true;
      }),
    );
    const profile = await until('the brand to be kept', async () => {
      const { profile } = await ask(page, { type: 'profile' });
      return profile.brand.length === 1 ? profile : undefined;
    });
    assert.deepEqual([profile.brand[0].name, profile.brand[0].handles], ['Larkspur Broadband', ['@LarkspurCare']]);
    await page.close();
  });

  test('import articles from a zip, and name what in it is none', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'handrail-zip-'));
    t.after(() => rm(folder, { recursive: true }));
    const files = Object.entries({ ...ARTICLES, '../outside.md': '# Outside\n\nShould not be here.\n' });
    const zip = join(folder, 'help.zip');
    await writeFile(zip, zipSync(Object.fromEntries(files.map(([path, text]) => [path, strToU8(text)]))));
    const page = await options(world());
    await page.upload('#articles input[type="file"]:not([webkitdirectory])', [zip]);
    const { base } = await imported(page, 'help.zip', 2);
    const { articles } = await ask(page, { type: 'baseArticles', id: base.id, query: '' });
    assert.deepEqual(articles.map((/** @type {any} */ { title }) => title).sort(), ['Billing dates', 'Restart your router']);
    await until('the entry outside to be named', () =>
      page.evaluate(() => document.getElementById('articles')?.textContent?.includes('outside.md')),
    );
    await page.close();
  });

  test('import articles from a folder in one step, and again', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'handrail-folder-'));
    t.after(() => rm(folder, { recursive: true }));
    const files = { ...ARTICLES, 'tv/box.md': '# The TV box\n\nIt restarts by itself after an update.\n', 'tv/notes.txt': 'no article' };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const page = await options(world());
    await page.upload('#articles input[webkitdirectory]', [folder]);
    const first = await imported(page, basename(folder), 3);
    // The same folder again is the same knowledge base.
    await writeFile(join(folder, 'tv/remote.md'), '# The remote\n\nPoint it at the box and press OK.\n');
    await until('the page to be ready for another import', () =>
      page.evaluate(() => document.querySelector('#articles input[webkitdirectory]:not(:disabled)') !== null),
    );
    await page.upload('#articles input[webkitdirectory]', [folder]);
    const again = await imported(page, basename(folder), 4);
    assert.equal(again.base.id, first.base.id);
    await page.close();
  });
}, inTurn(1));

/** Presses the first button inside `where` whose name begins so, once it can be pressed. */
const press = (/** @type {Doc} */ page, /** @type {string} */ where, /** @type {string} */ name) =>
  until(`the button “${name}” in ${where}`, () =>
    page.evaluate(
      (where, name) => {
        const named = (/** @type {Element} */ button) => button.getAttribute('aria-label') ?? button.textContent ?? '';
        const buttons = [.../** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(`${where} button`))];
        const button = buttons.find((button) => named(button).startsWith(name) && !button.disabled);
        button?.focus();
        button?.click();
        return button !== undefined;
      },
      where,
      name,
    ),
  );

/** Whether a field holds this. */
const holds = (/** @type {Doc} */ page, /** @type {string} */ id, /** @type {string} */ text) =>
  page.evaluate((id, text) => /** @type {HTMLTextAreaElement | null} */ (document.getElementById(id))?.value === text, id, text);

/** What stands somewhere, as words. */
const words = (/** @type {Doc} */ page, /** @type {string} */ where) =>
  page.evaluate((where) => document.querySelector(where)?.textContent ?? '', where);

inBrowsers('options for replies', {}, (world) => {
  test('show every wording of a reply with its questions, and go to the line of a problem', async () => {
    const page = await options(world());
    await press(page, '#replies', 'Add');
    const text = '---\nname: Visit\nask.day: date Day of the visit = tomorrow\n---\nWe come on {{ask.day}}.\n===\nSee you soon.\n';
    await enter(page, 'template-text', text);
    const preview = await until('both wordings', async () => {
      const shown = await words(page, '#replies .preview');
      return shown.includes('See you soon.') && shown;
    });
    assert.match(preview, /Day of the visit.*tomorrow.*We come on \[Day of the visit\]/);
    await enter(page, 'template-text', text.replace('date Day', 'number Day'));
    await press(page, '#replies .edited', 'Line 3');
    const selected = await page.evaluate(() => {
      const field = /** @type {HTMLTextAreaElement} */ (document.activeElement);
      return field.value.slice(field.selectionStart, field.selectionEnd);
    });
    assert.equal(selected, 'ask.day: number Day of the visit = tomorrow');
    await press(page, '#replies', 'Discard');
    await page.close();
  });

  test("keep the agent's own apart, name a bracket that nothing ends, and copy one for the team", async () => {
    const page = await options(world());
    const write = (/** @type {string} */ text) => enter(page, 'template-text', text);
    const kept = async () => {
      const { templates } = await ask(page, { type: 'templates' });
      return templates.filter((/** @type {any} */ file) => file.path.startsWith('reply-')).map((/** @type {any} */ file) => [file.path, file.own ?? false]);
    };
    await press(page, '#replies', 'Add one of your own');
    await write('---\nname: Mine\n---\nHi [[ there {{link}}');
    await until('the fault', async () => /\[\[ before “there” begins a part/.test(await words(page, '#replies .edited .problems')));
    await press(page, '#replies .edited', 'Line 4');
    await write('---\nname: Mine\n---\nHi there.');
    await press(page, '#replies', 'Save');
    await until('my own', async () => JSON.stringify(await kept()) === '[["reply-1.md",true]]');
    assert.match(await words(page, '[aria-labelledby="options_templates_own"]'), /Mine/);
    await press(page, '#replies .edited', 'Copy to the team');
    await press(page, '#replies', 'Save');
    await until('the copy', async () => JSON.stringify(await kept()) === '[["reply-1-1.md",false],["reply-1.md",true]]');
    await page.close();
  });

  test('keep a list of customers, and name the line that is none', async () => {
    const page = await options(world());
    await fill(page, 'customers', '@example_ada\n@example_ben gold card');
    await until('the fault', async () => /A tier is one word.*Line 2/.test((await about(page, 'customers')).words));
    await fill(page, 'customers', '@example_ada\n@example_ben gold');
    await press(page, '#sign-off', 'Save');
    await until('the list', async () => (await ask(page, { type: 'replySettings' })).settings.customers.includes('ben gold'));
    await page.close();
  });

  test('keep a sign-off, and name an address that is none', async () => {
    const page = await options(world());
    await fill(page, 'status-link', 'status page');
    await until('the fault at the address', async () => (await about(page, 'status-link')).invalid === 'true');
    await fill(page, 'status-link', 'https://status.example');
    await fill(page, 'sign-off-text', '^AB');
    await press(page, '#sign-off', 'Save');
    await until('the sign-off to be kept', async () => (await ask(page, { type: 'replySettings' })).settings.signOff === '^AB');
    await page.close();
  });

  test('read hours as they are typed, take holidays from a calendar, and keep ways with them', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'handrail-ics-'));
    t.after(() => rm(folder, { recursive: true }));
    const file = join(folder, 'holidays.ics');
    const year = new Date().getFullYear() + 1;
    const day = ['BEGIN:VEVENT', `DTSTART;VALUE=DATE:${year}1225`, 'SUMMARY:Christmas Day', 'END:VEVENT'];
    await writeFile(file, ['BEGIN:VCALENDAR', 'VERSION:2.0', ...day, 'END:VCALENDAR', ''].join('\r\n'));
    const page = await options(world());
    await until('the fields', () => page.evaluate(() => document.getElementById('hours-0-week') !== null));
    await fill(page, 'hours-0-zone', 'Europe/London');
    await fill(page, 'hours-0-week', 'Mon-Fri 9-');
    await until('the fault', async () => (await about(page, 'hours-0-week')).invalid === 'true');
    await fill(page, 'hours-0-week', 'Mon-Fri 9-17');
    await until('what was understood', async () => /Mon–Fri.*Sat–Sunclosed/s.test(await words(page, '#hours .understood')));
    await page.upload('#hours-0-calendar', [file]);
    await until('the date', () =>
      page.evaluate(
        (date) => /** @type {HTMLTextAreaElement} */ (document.getElementById('hours-0-special')).value.includes(date),
        `${year}-12-25 closed Christmas Day`,
      ),
    );
    await press(page, '#hours', 'Add a private way');
    await until('the new way', () => page.evaluate(() => document.getElementById('way-0-0-to') !== null));
    await fill(page, 'way-0-0-to', '@LarkspurCare');
    await until('the fault at the account', async () => (await about(page, 'way-0-0-to')).invalid === 'true');
    await enter(page, 'way-0-0-kind', 'phone');
    await fill(page, 'way-0-0-to', '0800 123456');
    await press(page, '#hours > .save-bar', 'Save');
    const { ways } = await until('the hours to be kept', async () => {
      const kept = await ask(page, { type: 'ways' });
      return kept.ways.length === 1 && kept;
    });
    assert.deepEqual(ways[0].ways[0].hours, ways[0].hours);
    assert.equal(ways[0].ways[0].kind, 'phone');
    await until('how it stands now', async () => /(Open until|Closed, opens) /.test(await words(page, '#hours .stand')));
    await ask(page, { type: 'hoursCopied', brand: ways[0].brand, text: 'Mon–Fri 9 to 5' });
    await page.close();
    // Who changes the hours is reminded of the account's profile.
    const again = await options(world());
    await until('the hours', () => holds(again, 'hours-0-week', 'Mon-Fri 9-17'));
    assert.doesNotMatch(await words(again, '#hours .profile-text'), /Mon–Fri 9 to 5/);
    await fill(again, 'hours-0-week', 'Mon-Fri 9-18');
    await until('the warning', async () => (await words(again, '#hours .profile-text')).includes('Mon–Fri 9 to 5'));
    await press(again, '#hours > .save-bar', 'Discard');
    await again.close();
  });

  test('turn a check off, and name the entry of a rule that is wrong', async () => {
    const page = await options(world());
    await press(page, '#checks', 'Capitals and marks that shout');
    await fill(page, 'checks-orderPatterns', 'AB');
    await until('the entry', async () => (await about(page, 'checks-orderPatterns')).words.endsWith('AB'));
    await fill(page, 'checks-orderPatterns', 'LB-######');
    await fill(page, 'checks-jargon', 'RMA = return');
    await press(page, '#checks', 'Save');
    const { policy } = await until('the rules to be kept', async () => {
      const kept = await ask(page, { type: 'checks' });
      return kept.policy.off.length === 1 && kept;
    });
    assert.deepEqual([policy.off, policy.order_patterns, policy.jargon], [['shouting'], ['LB-######'], [['RMA', 'return']]]);
    await page.close();
  });

  test('list what was promised until it is kept or was none, and put it back', async () => {
    const made = (/** @type {string} */ id, /** @type {string} */ words, /** @type {number} */ hours) => ({
      type: 'act',
      event: { id, post: 'x:901', at: Date.now() - 7_200_000, act: { type: 'promised', what: 'call', words, due: Date.now() + hours * 3_600_000 } },
    });
    await ask(world().extension, made('promise-late', 'We will call you back within the hour.', -1));
    await ask(world().extension, made('promise-open', 'We will write to you tomorrow.', 20));
    const page = await options(world());
    const listed = async () => (await page.evaluate(() => [...document.querySelectorAll('#promises .promise q')].map((said) => said.textContent)));
    await until('both, the overdue one first', async () => (await listed()).join() === 'We will call you back within the hour.,We will write to you tomorrow.');
    assert.match(await words(page, '#promises .promise'), /^Overdue: was due 1 hour ago/);
    const link = await page.evaluate(() => document.querySelector('#promises .promise a')?.getAttribute('href'));
    assert.equal(link, 'https://x.com/i/status/901');
    for (const button of ['Kept: We will call', 'No promise: We will call']) {
      await press(page, '#promises', button);
      await until('one left', async () => (await listed()).length === 1);
      await until('the way back to have the focus', () => page.evaluate(() => document.activeElement?.id === 'promise-undo'));
      await press(page, '#promises', 'Undo');
      await until('both again', async () => (await listed()).length === 2);
    }
    const panel = await world().opened.extensionPage('pages/panel.html');
    await until('the number in the panel', async () => /2 promises to keep/.test(await words(panel, 'main')));
    assert.match(await words(panel, 'main'), /One is overdue/);
    await panel.close();
    await page.close();
  });
}, inTurn(0));
