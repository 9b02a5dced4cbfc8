import { call, notice, rememberToken } from './dom.js';
import { drawJournal } from './journal.js';
import { drawSituations } from './situations.js';
import { drawBehaviour, drawClock, drawProviders } from './panels.js';

const EVERY_MS = 1000;
const form = document.getElementById('token');
let timer;
let lost = false;

/** Loads everything and draws what changed; repeated while the page is visible. */
async function draw() {
  clearTimeout(timer);
  try {
    const state = await call('GET', '/state');
    form.hidden = true;
    drawClock(state);
    drawProviders(state);
    drawSituations(state);
    await Promise.all([drawJournal(state), drawBehaviour(state)]);
    if (lost) notice('The mock is back.');
    lost = false;
  } catch (error) {
    form.hidden = error.status !== 401;
    lost = error.status === undefined;
    notice(lost ? 'The mock does not respond; it may have been stopped.' : error.message, true);
  }
  if (!document.hidden && form.hidden) timer = setTimeout(draw, EVERY_MS);
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  rememberToken(new FormData(form).get('token'));
  notice('');
  void draw();
});
document.addEventListener('visibilitychange', draw);
document.addEventListener('mock:changed', draw);
void draw();
