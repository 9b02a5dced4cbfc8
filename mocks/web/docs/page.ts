import { html } from 'hono/html';

/** Where Swagger UI's own files and ours are served. */
export const ASSETS = '/swagger-ui';

/** The page that Swagger UI fills in; without a script it points to the contract file. */
export const docsPage = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>myITprocess Public API · mock</title>
      <link rel="icon" href="${ASSETS}/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="${ASSETS}/swagger-ui.css" />
      <link rel="stylesheet" href="${ASSETS}/docs.css" />
      <script src="${ASSETS}/swagger-ui-bundle.js" defer></script>
      <script src="${ASSETS}/docs.js" defer></script>
    </head>
    <body>
      <header class="bar">
        <a class="brand" href="/"
          ><img src="${ASSETS}/icon.svg" alt="" width="28" height="28" />myITprocess Public API</a
        >
        <nav aria-label="This mock">
          <a href="/portal">Portal</a> <a href="/openapi.yaml">Contract</a> <a href="/__mock">Control</a>
        </nav>
      </header>
      <div id="swagger-ui">
        <noscript>
          <p>
            Swagger UI needs JavaScript. The contract is also a file: <a href="/openapi.yaml">openapi.yaml</a> or
            <a href="/openapi.json">openapi.json</a>.
          </p>
        </noscript>
      </div>
    </body>
  </html>`;
