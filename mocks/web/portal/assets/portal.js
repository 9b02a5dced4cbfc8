/* What the portal does beyond plain pages; without it everything but copying works. */

const issued = document.querySelector('[data-issued]');
if (issued) {
  const field = document.getElementById('value');
  // The history keeps the list in place of this page, so that neither reload nor Back sends the form again.
  history.replaceState(null, '', issued.dataset.issued);
  // A browser may keep a page that was left in memory and bring it back: it must not hold the value then.
  addEventListener('pagehide', () => {
    field.value = '';
    field.removeAttribute('value');
  });
}

// A page that came back from memory may be out of date, or belong to someone who has signed out.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});

for (const button of document.querySelectorAll('[data-copy]')) {
  const field = document.getElementById(button.dataset.copy);
  const told = document.querySelector('[data-copied]');
  button.hidden = false;
  button.addEventListener('click', async () => {
    told.textContent = '';
    told.textContent = (await copy(field)) ? 'Copied to the clipboard.' : 'Press Ctrl+C or ⌘C to copy.';
  });
}

/** Copies a field's text; browsers offer the clipboard only to https and this machine, so older means come second. */
async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.select();
    return document.execCommand('copy');
  }
}

// A double click would send the form twice, and the second response would replace the one with the value.
for (const form of document.querySelectorAll('form[data-once]')) {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
}

const cancel = document.querySelector('[data-cancel]');
if (cancel) {
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') cancel.click();
  });
}

// Tabs are links; the arrow keys move between them as between other tabs, and the space bar opens one.
for (const list of document.querySelectorAll('[role="tablist"]')) {
  const tabs = [...list.querySelectorAll('[role="tab"]')];
  const steps = { ArrowRight: 1, ArrowLeft: -1 };
  list.addEventListener('keydown', (event) => {
    const at = tabs.indexOf(event.target);
    if (event.key in steps) tabs.at((at + steps[event.key]) % tabs.length).focus();
    else if (event.key === ' ') tabs[at].click();
    else return;
    event.preventDefault();
  });
}
