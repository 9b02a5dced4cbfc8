// Search, filter, copy and print for the report page, which is complete without it.
const rows = [...document.querySelectorAll('table.clauses tbody tr')];
const search = document.querySelector('#search');
const grades = [...document.querySelectorAll('input[name=grade]')];
const shown = document.querySelector('#shown');

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const allowed = new Set(grades.filter((box) => box.checked).map((box) => box.value));
  let count = 0;
  for (const row of rows) {
    const text = `${row.textContent} ${row.dataset.more}`.toLowerCase();
    row.hidden = !allowed.has(row.dataset.grade) || !words.every((word) => text.includes(word));
    if (!row.hidden) count += 1;
  }
  shown.textContent = `${count} of ${rows.length} clauses`;
}

/** Opens the element that the address names, even if a filter hid it. */
function openTarget() {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (!target) return;
  target.hidden = false;
  if (target.tagName === 'DETAILS') target.open = true;
  target.scrollIntoView();
}

async function copy(button) {
  const text = button.parentElement.querySelector('pre').textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(button.parentElement.querySelector('pre'));
    button.textContent = 'Selected: press Ctrl+C';
  }
  setTimeout(() => (button.textContent = 'Copy'), 2000);
}

document.querySelector('.filters').hidden = false;
search.addEventListener('input', filter);
for (const box of grades) box.addEventListener('change', filter);
filter();

for (const button of document.querySelectorAll('.copy')) {
  button.hidden = false;
  button.addEventListener('click', () => void copy(button));
}

document.addEventListener('keydown', (event) => {
  const typing = event.target instanceof HTMLInputElement;
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  search.focus();
});

const closed = new Set();
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details.card:not([open])')) {
    closed.add(details);
    details.open = true;
  }
});
addEventListener('afterprint', () => {
  for (const details of closed) details.open = false;
  closed.clear();
});

addEventListener('hashchange', openTarget);
openTarget();
