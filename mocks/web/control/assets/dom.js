/** Makes an element: attributes, `on...` listeners, and children (texts are texts, never HTML). */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const TOKEN = 'mock-control-token';

/** Keeps the control token for as long as this tab lives. */
export const rememberToken = (token) => sessionStorage.setItem(TOKEN, token);

/** Calls the control API; gives the JSON, or throws an Error with the API's own words and the status. */
export async function call(method, path, body) {
  const token = sessionStorage.getItem(TOKEN);
  const response = await fetch(`/__mock${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = text === '' ? undefined : JSON.parse(text);
  if (!response.ok) throw Object.assign(new Error(json?.detail ?? response.statusText), { status: response.status });
  return json;
}

/** Says something to the user; nothing hides the notice. */
export function notice(text, isError = false) {
  const element = document.getElementById('notice');
  element.hidden = !text;
  element.className = isError ? 'error' : '';
  element.textContent = text ?? '';
}

/** A button that runs `action`, shows an error, and lets the page draw itself anew. */
export function button(label, action, attributes = {}) {
  const onclick = async () => {
    try {
      notice(await action());
    } catch (error) {
      notice(error.message, true);
    }
    document.dispatchEvent(new Event('mock:changed'));
  };
  return el('button', { type: 'button', ...attributes, onclick }, label);
}
