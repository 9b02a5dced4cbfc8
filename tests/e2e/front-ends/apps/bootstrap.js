import { Dropdown, Modal, Tab, Toast } from 'bootstrap';
import $ from 'jquery';
import { client, copyNew, copyRow, has, shown } from './api.js';

const api = client(undefined, () => (location.href = '/sign-in'));
const PAGE = 10;
let [pages, query, timer, loading] = [1, '', undefined, false];
void Dropdown;

/** Rows are drawn anew each time, and every other second, as a page does that polls. */
async function load({ quietly = false } = {}) {
  if (loading && quietly) return;
  loading = true;
  if (!quietly)
    $('#list').html('<div class="spinner-border" role="status"><span class="visually-hidden">Loading…</span></div>');
  const { items, total } = await api.list(1, pages * PAGE, query);
  loading = false;
  const rows = shown(items).map((row) =>
    $('<tr>')
      .attr('data-id', row.id)
      .append(
        $('<td>').text(row.name),
        $('<td>')
          .text(row.masked)
          .append($('<button class="btn btn-sm" title="Copy">⧉</button>').on('click', () => copyRow(row))),
        $('<td>').text(row.status),
        $('<td>').append(
          row.status === 'active'
            ? $('<button class="btn btn-sm">Revoke</button>').on('click', () => start('revoke', row))
            : $('<button class="btn btn-sm">Regenerate</button>').on('click', () => again(row)),
          $('<button class="btn btn-sm">')
            .attr('aria-label', `Delete ${row.name}`)
            .text('−')
            .on('click', () => start('delete', row)),
        ),
      ),
  );
  const table = $('<table class="table"><thead><tr><th>Name<th>Key<th>Status<th></thead></table>').append(
    $('<tbody>').append(rows),
  );
  const more =
    items.length < total ? $('<button class="btn">Load more</button>').on('click', () => ((pages += 1), load())) : $();
  $('#list')
    .empty()
    .append(rows.length > 0 ? table : '<p>No keys match.</p>', more);
}

const modal = (id) => Modal.getOrCreateInstance(document.getElementById(id));

function show(value) {
  $('#value').val(value);
  $('#shown').removeClass('d-none');
  $('#form').addClass('d-none');
}

async function again(row) {
  show((await api.regenerate(row.id)).value);
  modal('making').show();
}

let asked;
function start(what, row) {
  if (what === 'revoke' && has('unconfirmed')) return act(what, row);
  asked = { what, row };
  $('#question').text(`${row.name} will stop working at once.`);
  $('#yes').text(what === 'revoke' ? 'Revoke' : 'Delete');
  modal('asking').show();
}

async function act(what, row) {
  await (what === 'revoke' ? api.revoke(row.id) : api.remove(row.id));
  Toast.getOrCreateInstance(document.getElementById('toast'), { delay: 2000 }).show();
  // It fades, and is drawn anew when it is gone.
  $(`tr[data-id=${row.id}]`).fadeOut(600, () => load());
}

$(async () => {
  const me = await api.me().catch(() => null);
  if (me === null) return (location.href = '/sign-in');
  $('#me').text(me.username).attr('aria-label', `My Account (${me.username})`);
  if (location.hash !== '#settings') $('#settings').addClass('d-none');
  $(window).on('hashchange', () => $('#settings').toggleClass('d-none', location.hash !== '#settings'));
  const allowed = me.admin || has('any-role');
  // jQuery takes what follows a dot for a namespace: the library's events are heard without it.
  document
    .querySelector('[data-bs-target="#keys"]')
    .addEventListener('shown.bs.tab', () => (allowed ? load() : $('#keys').html('<p>For administrators.</p>')));
  setInterval(
    () => allowed && $('#list tr').length > 0 && $('.modal.show').length === 0 && load({ quietly: true }),
    2000,
  );
  $('#add').on('click', () => {
    $('#shown').addClass('d-none');
    $('#form').removeClass('d-none');
    $('#name, #value').val('');
    modal('making').show();
  });
  $('#generate').on('click', async () => show((await api.generate($('#name').val())).value));
  $('#copy').on('click', () => copyNew($('#value').val()));
  document.getElementById('making').addEventListener('hidden.bs.modal', () => ($('#value').val(''), load()));
  $('#yes').on('click', () => (modal('asking').hide(), act(asked.what, asked.row)));
  $('#no').on('click', () => (modal('asking').hide(), has(`${asked.what}-cancel-acts`) && act(asked.what, asked.row)));
  $('#search').on('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => ((query = $('#search').val()), (pages = 1), load()), 400);
  });
  void Tab;
});
