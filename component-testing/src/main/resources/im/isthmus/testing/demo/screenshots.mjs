// node screenshots.mjs FOLDER URL ROOM OUT: what somebody does in Converse.js, with a picture of each step.
import { createRequire } from 'node:module';
import path from 'node:path';

const [folder, url, room, out] = process.argv.slice(2);
const { chromium } = createRequire(path.resolve(folder) + '/')('playwright-core');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
const page = await (await browser.newContext({ viewport: { width: 1000, height: 620 } })).newPage();
const shot = (name) => page.screenshot({ path: path.join(out, name + '.png') });
const says = (text) => page.getByText(text).first().waitFor({ timeout: 120_000 });

try {
  await page.goto(url);
  await page.waitForFunction(() => window._api?.connection?.connected?.(), null, { timeout: 120_000 });
  await page.evaluate((jid) => { window._api.rooms.open(jid, { nick: 'juliet' }, true); }, room);
  await says('Arise');
  await page.waitForTimeout(1000); // until everything is drawn
  await shot('join');

  await page.locator('textarea.chat-textarea').last().fill('O Romeo, Romeo! *wherefore* art thou Romeo?');
  await page.locator('textarea.chat-textarea').last().press('Enter');
  await says('Shall I hear more');
  await page.waitForTimeout(1000);
  await shot('chat');

  await page.evaluate(() => { window._api.modal.show('converse-user-settings-modal'); });
  await page.getByText('Commands', { exact: true }).first().click();
  await page.locator('converse-adhoc-commands input[name="jid"]').fill(room.slice(room.lastIndexOf('%') + 1));
  await page.locator('converse-adhoc-commands input[type="submit"], converse-adhoc-commands button[type="submit"]').first().click();
  await page.getByText('Configure the network').first().click();
  await says('IRC commands to send once connected');
  await page.waitForTimeout(1000);
  await shot('configure');
} catch (problem) {
  console.error(problem.message);
  await shot('failed');
  process.exitCode = 1;
} finally {
  await browser.close();
}
