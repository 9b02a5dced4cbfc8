import { createApp, onMounted, ref } from 'vue/dist/vue.esm-bundler.js';
import PrimeVue from 'primevue/config';
import Aura from '@primeuix/themes/aura';
import Button from 'primevue/button';
import Column from 'primevue/column';
import ConfirmationService from 'primevue/confirmationservice';
import ConfirmDialog from 'primevue/confirmdialog';
import DataTable from 'primevue/datatable';
import Dialog from 'primevue/dialog';
import InputText from 'primevue/inputtext';
import Menu from 'primevue/menu';
import Toast from 'primevue/toast';
import ToastService from 'primevue/toastservice';
import { useConfirm } from 'primevue/useconfirm';
import { useToast } from 'primevue/usetoast';
import { client, copyNew, copyRow, has, shown } from './api.js';

// The session is a token that lives in session storage, which no storage state holds.
const api = client(
  () => ({ authorization: `Bearer ${sessionStorage.getItem('token') ?? ''}` }),
  () => (sessionStorage.removeItem('token'), signedIn.value && (signedIn.value = null)),
);
const signedIn = ref(undefined);
const view = ref('home');

/** Two steps: the name, then the password. */
const SignIn = {
  components: { Button, InputText },
  template: `<form @submit.prevent="next">
    <template v-if="step === 1"><label for="u">Username</label><InputText id="u" v-model="username" /></template>
    <template v-else><label for="p">Password</label><InputText id="p" type="password" v-model="password" /></template>
    <p role="alert" v-if="failed">Wrong name or password</p>
    <Button type="submit" :label="step === 1 ? 'Next' : 'Sign in'" /></form>`,
  setup() {
    const [step, username, password, failed] = [ref(1), ref(''), ref(''), ref(false)];
    const next = async () => {
      if (step.value === 1) return setTimeout(() => (step.value = 2), 400);
      try {
        const { token } = await api.signIn(username.value, password.value);
        sessionStorage.setItem('token', token);
        signedIn.value = await api.me();
      } catch {
        failed.value = true;
      }
    };
    return { step, username, password, failed, next };
  },
};

const Keys = {
  components: { Button, Column, ConfirmDialog, DataTable, Dialog, InputText, Toast },
  template: `<Toast position="bottom-right" /><ConfirmDialog />
    <Button label="Add API key" @click="open" />
    <DataTable :value="rows" lazy paginator :rows="10" :totalRecords="total" :loading="loading" @page="turn" dataKey="id">
      <Column field="name" header="Name" />
      <Column header="Value"><template #body="{ data }">{{ data.masked }}
        <Button text :aria-label="'Copy ' + data.name" icon="pi pi-copy" @click="copyRow(data)" /></template></Column>
      <Column field="status" header="Status" />
      <Column header="Actions"><template #body="{ data }">
        <Button v-if="data.status === 'active'" text label="Revoke" @click="start('revoke', data)" />
        <Button v-else text label="Regenerate" @click="again(data)" />
        <Button text severity="danger" :aria-label="'Delete ' + data.name" label="-" @click="start('delete', data)" />
      </template></Column>
      <template #empty>No keys yet</template>
    </DataTable>
    <Dialog v-model:visible="making" modal header="New API key" @hide="closed">
      <template v-if="value === ''"><label for="n">API key name</label><InputText id="n" v-model="name" /></template>
      <template v-else><label for="v">API key</label><InputText id="v" :value="value" readonly />
        <Button label="Copy" @click="copyNew(value)" /></template>
      <template #footer><Button v-if="value === ''" label="Generate" @click="generate" /></template>
    </Dialog>`,
  setup() {
    const [rows, total, loading, page] = [ref([]), ref(0), ref(true), ref(1)];
    const [making, name, value] = [ref(false), ref(''), ref('')];
    const [confirm, toast] = [useConfirm(), useToast()];
    const load = async () => {
      loading.value = true;
      const got = await api.list(page.value, 10);
      rows.value = shown(got.items);
      total.value = got.total;
      loading.value = false;
    };
    const act = async (what, row) => {
      await (what === 'revoke' ? api.revoke(row.id) : api.remove(row.id));
      toast.add({ severity: 'success', summary: 'Done', detail: row.name, life: 2000 });
      await load();
    };
    const start = (what, row) => {
      if (what === 'revoke' && has('unconfirmed')) return act(what, row);
      confirm.require({
        header: `${what} key`,
        message: `Really ${what} ${row.name}?`,
        rejectProps: { label: 'Cancel', severity: 'secondary' },
        acceptProps: { label: what === 'revoke' ? 'Revoke' : 'Delete' },
        accept: () => act(what, row),
        reject: () => has(`${what}-cancel-acts`) && act(what, row),
      });
    };
    onMounted(load);
    return {
      ...{ rows, total, loading, making, name, value, start, copyNew, copyRow },
      turn: (event) => ((page.value = event.page + 1), load()),
      open: () => ((name.value = ''), (value.value = ''), (making.value = true)),
      generate: async () => (value.value = (await api.generate(name.value)).value),
      again: async (row) => ((value.value = (await api.regenerate(row.id)).value), (making.value = true)),
      closed: () => ((value.value = ''), load()),
    };
  },
};

const App = {
  components: { Button, Keys, Menu, SignIn },
  template: `<SignIn v-if="me === null" /><template v-else-if="me">
    <header><Button :aria-label="'My Account ' + me.username" :label="me.username" @click="menu.toggle($event)" />
      <Menu ref="menu" :model="entries" popup /></header>
    <main v-if="view === 'home'">Welcome</main>
    <main v-else><div role="tablist"><button role="tab" @click="tab = 1">Profile</button><button role="tab" @click="tab = 2">API Keys</button></div>
      <Keys v-if="tab === 2 && allowed" /><p v-else-if="tab === 2" role="alert">You may not see this</p></main></template>`,
  setup() {
    const [menu, tab] = [ref(), ref(1)];
    onMounted(() =>
      api.me().then(
        (me) => (signedIn.value = me),
        () => (signedIn.value = null),
      ),
    );
    const go = (where) => () => ((view.value = where), (tab.value = 1));
    const entries = [
      { label: 'Home', command: go('home') },
      { label: 'Account Settings', command: go('settings') },
    ];
    return {
      me: signedIn,
      view,
      menu,
      tab,
      entries,
      get allowed() {
        return signedIn.value?.admin || has('any-role');
      },
    };
  },
};

createApp(App)
  .use(PrimeVue, { theme: { preset: Aura } })
  .use(ConfirmationService)
  .use(ToastService)
  .mount('#app');
