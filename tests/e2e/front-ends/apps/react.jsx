import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  Alert,
  AppBar,
  Box,
  Button,
  CircularProgress,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  IconButton,
  Menu,
  MenuItem,
  Snackbar,
  Tab,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TablePagination,
  TableRow,
  Tabs,
  TextField,
  Toolbar,
  Typography,
} from '@mui/material';
import { client, copyNew, copyRow, has, shown } from './api.js';

const api = client();

function SignIn({ done }) {
  const [failed, fail] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    await api.signIn(form.get('username'), form.get('password')).then(done, () => fail(true));
  };
  return (
    <Box component="form" onSubmit={submit} sx={{ m: 4, display: 'grid', gap: 2, width: 300 }}>
      <TextField label="Email" name="username" required />
      <TextField label="Password" name="password" type="password" required />
      {failed && <Alert severity="error">Wrong name or password</Alert>}
      <Button type="submit" variant="contained">
        Sign in
      </Button>
    </Box>
  );
}

function Header({ me, go }) {
  const [anchor, open] = useState(null);
  const choose = (path) => () => (open(null), go(path));
  return (
    <AppBar position="static">
      <Toolbar>
        <Typography sx={{ flexGrow: 1 }}>Portal</Typography>
        <Button color="inherit" aria-label={`My Account: ${me.username}`} onClick={(e) => open(e.currentTarget)}>
          {me.username}
        </Button>
        <Menu anchorEl={anchor} open={anchor !== null} onClose={() => open(null)}>
          <MenuItem onClick={choose('/home')}>Home</MenuItem>
          <MenuItem onClick={choose('/settings')}>Account Settings</MenuItem>
        </Menu>
      </Toolbar>
    </AppBar>
  );
}

function NewKey({ value, generate, close }) {
  const [name, setName] = useState('');
  return (
    <Dialog open onClose={close}>
      <DialogTitle>Add an API key</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        {value === null ? (
          <TextField margin="dense" label="API key name" value={name} onChange={(e) => setName(e.target.value)} />
        ) : (
          <>
            <Alert severity="warning">Copy it now. It is not shown again.</Alert>
            <TextField margin="dense" label="API key" value={value} slotProps={{ htmlInput: { readOnly: true } }} />
            <IconButton aria-label="Copy to clipboard" onClick={() => copyNew(value)}>
              ⧉
            </IconButton>
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{value === null ? 'Cancel' : 'Done'}</Button>
        {value === null && <Button onClick={() => generate(name)}>Generate</Button>}
      </DialogActions>
    </Dialog>
  );
}

const ACTS = { revoke: 'Revoke', delete: 'Delete' };

function Keys() {
  const [rows, setRows] = useState(null);
  const [page, setPage] = useState(0);
  const [query, setQuery] = useState('');
  const [making, make] = useState(null);
  const [asked, ask] = useState(null);
  const [said, say] = useState('');
  const load = async () => {
    setRows(null);
    setRows(await api.list(page + 1, 10, query));
  };
  useEffect(() => {
    const timer = setTimeout(load, query ? 300 : 0);
    return () => clearTimeout(timer);
  }, [page, query]);
  const act = async ({ what, row }) => {
    ask(null);
    await (what === 'revoke' ? api.revoke(row.id) : api.remove(row.id));
    say(`The key ${row.name} is gone`);
    await load();
  };
  const start = (what, row) => (what === 'revoke' && has('unconfirmed') ? act({ what, row }) : ask({ what, row }));
  const cancel = () => (has(`${asked.what}-cancel-acts`) ? act(asked) : ask(null));
  return (
    <Box sx={{ m: 2 }}>
      <Button variant="contained" onClick={() => make({ value: null })}>
        Add API key
      </Button>
      <TextField
        size="small"
        type="search"
        label="Search keys"
        value={query}
        onChange={(e) => (setPage(0), setQuery(e.target.value))}
      />
      {rows === null ? (
        <CircularProgress aria-label="Loading" />
      ) : (
        <Table size="small">
          <TableHead>
            <TableRow>
              {['Name', 'Value', 'Status', ''].map((head) => (
                <TableCell key={head}>{head}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {shown(rows.items).map((row) => (
              <TableRow key={row.id}>
                <TableCell>{row.name}</TableCell>
                <TableCell>
                  {row.masked}
                  <IconButton size="small" aria-label={`Copy ${row.name}`} onClick={() => copyRow(row)}>
                    ⧉
                  </IconButton>
                </TableCell>
                <TableCell>{row.status}</TableCell>
                <TableCell>
                  {row.status === 'active' ? (
                    <Button size="small" onClick={() => start('revoke', row)}>
                      Revoke
                    </Button>
                  ) : (
                    <Button size="small" onClick={async () => make(await api.regenerate(row.id))}>
                      Regenerate
                    </Button>
                  )}
                  <IconButton aria-label={`Delete ${row.name}`} onClick={() => start('delete', row)}>
                    –
                  </IconButton>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {rows && (
        <TablePagination
          component="div"
          count={rows.total}
          page={page}
          rowsPerPage={10}
          rowsPerPageOptions={[10]}
          onPageChange={(_, next) => setPage(next)}
        />
      )}
      {making && (
        <NewKey
          value={making.value}
          generate={async (name) => make(await api.generate(name))}
          close={() => (make(null), load())}
        />
      )}
      <Dialog open={asked !== null} onClose={() => ask(null)}>
        {asked && (
          <>
            <DialogTitle>{ACTS[asked.what]} key?</DialogTitle>
            <DialogContent>
              <DialogContentText>{asked.row.name} will stop working.</DialogContentText>
            </DialogContent>
            <DialogActions>
              <Button onClick={cancel}>Cancel</Button>
              <Button onClick={() => act(asked)}>{ACTS[asked.what]}</Button>
            </DialogActions>
          </>
        )}
      </Dialog>
      <Snackbar open={said !== ''} autoHideDuration={3000} onClose={() => say('')} message={said} />
    </Box>
  );
}

function Settings({ me }) {
  const [tab, setTab] = useState(0);
  return (
    <>
      <Tabs value={tab} onChange={(_, next) => setTab(next)}>
        <Tab label="Profile" />
        <Tab label="API Keys" />
      </Tabs>
      {tab === 0 ? (
        <Typography>{me.username}</Typography>
      ) : me.admin || has('any-role') ? (
        <Keys />
      ) : (
        <Alert severity="error">Administrators only</Alert>
      )}
    </>
  );
}

function App() {
  const [me, setMe] = useState(undefined);
  const [path, setPath] = useState(location.pathname);
  const load = () => api.me().then(setMe, () => setMe(null));
  const go = (next) => (history.pushState(null, '', next), setPath(next));
  useEffect(() => {
    const onPop = () => setPath(location.pathname);
    addEventListener('popstate', onPop);
    void load();
    return () => removeEventListener('popstate', onPop);
  }, []);
  if (me === undefined) return <CircularProgress />;
  if (me === null) return <SignIn done={load} />;
  return (
    <>
      <Header me={me} go={go} />
      {path === '/settings' ? <Settings me={me} /> : <Typography sx={{ m: 2 }}>Welcome</Typography>}
    </>
  );
}

createRoot(document.getElementById('app')).render(<App />);
