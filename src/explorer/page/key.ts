// The key or token by which the page asks, where the server wants one. It is asked for when it is first needed and whenever the
// server refuses it, and kept for this tab alone: it goes with the tab, or when somebody says to forget it.

const kept = 'astrolabe:key';

const dialog = (): HTMLDialogElement | null => document.querySelector('#key');
const part = <Kind extends HTMLElement>(selector: string): Kind => document.querySelector<Kind>(selector)!;

let asking: Promise<void> | undefined;

/** Of several requests that need one at once, one dialog asks for all. */
function askForKey(): Promise<void> {
  asking ??= new Promise<void>((resolve) => {
    const [open, field] = [dialog()!, part<HTMLInputElement>('#key input')];
    const done = (event: Event): void => {
      event.preventDefault();
      const given = field.value.trim().replace(/^bearer +/i, '');
      const isSendable = /^[\x21-\x7e]+$/.test(given);
      part('#key .refused').hidden = isSendable;
      field.value = '';
      if (!isSendable) return;
      sessionStorage.setItem(kept, given);
      asking = undefined;
      open.removeEventListener('close', again);
      part('#key form').removeEventListener('submit', done);
      open.close();
      resolve();
    };
    // Without a key there is nothing behind the dialog.
    const again = (): void => open.showModal();
    open.addEventListener('close', again);
    part('#key form').addEventListener('submit', done);
    open.showModal();
  });
  return asking;
}

/** As fetch does, with the key. Whoever writes an Authorization header of their own asks by that. */
export async function fetchWithKey(address: string, options: RequestInit): Promise<Response> {
  const headers = new Headers(options.headers);
  if (dialog() === null || headers.has('authorization')) return fetch(address, options);
  for (;;) {
    const key = sessionStorage.getItem(kept);
    if (key === null) {
      await askForKey();
      continue;
    }
    headers.set('authorization', `Bearer ${key}`);
    const response = await fetch(address, { ...options, headers });
    part('#forget').hidden = response.status === 401;
    if (response.status !== 401) return response;
    part('#key .refused').hidden = false;
    // Another request may have been given a new one meanwhile.
    if (sessionStorage.getItem(kept) === key) sessionStorage.removeItem(kept);
  }
}

/** What the tab shows goes with the key. */
export function startForgetting(): void {
  document.querySelector('#forget')?.addEventListener('click', () => {
    sessionStorage.removeItem(kept);
    location.reload();
  });
}

/** The page itself does not tell whether the company is simulated where one needs a key to know. */
export async function tellWhenSimulated(): Promise<void> {
  const line = document.querySelector<HTMLElement>('.simulated[hidden]');
  if (line === null) return;
  const response = await fetchWithKey('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ dataStatus { simulated } }' }),
  });
  const { data } = (await response.json()) as { data?: { dataStatus?: { simulated: boolean } } | null };
  line.hidden = data?.dataStatus?.simulated !== true;
}
