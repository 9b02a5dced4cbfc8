import { html } from 'hono/html';

/** The product's mark; decoration beside its name. */
export const mark = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
  <rect width="32" height="32" rx="8" />
  <path d="M8 17.5 13.5 23 24 10.5" />
</svg>`;

export const chevron = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="m4 6 4 4 4-4" /></svg>`;

export const copyIcon = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
  <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
  <path d="M10.5 3.5v-1h-8v8h1" />
</svg>`;

/** The vendor draws deletion as a minus sign. */
export const minusIcon = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M3 8h10" /></svg>`;
