/* Starts Swagger UI over the contract that this mock serves. */

const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

window.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  // A key stays in this page's memory: never in storage, and gone with the page.
  persistAuthorization: false,
  // No badge from a validator elsewhere: nothing here leaves this origin.
  validatorUrl: null,
});
